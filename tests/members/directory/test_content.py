"""What a fresh site has of the directory, and the invented supervisors of a local installation."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Workflow, WorkflowContentType

from core.models import SiteSettings
from members.directory.models import DirectoryPage, Language, Sector, SupervisorEntry
from members.membership.models import Grade

pytestmark = pytest.mark.django_db


def test_a_fresh_site_has_the_directory_in_its_menu_and_parents_come_before_names(client):
    call_command("load_site", verbosity=0)
    page = DirectoryPage.objects.get()
    assert page.url == "/supervisors/"
    (settings,) = SiteSettings.objects.all()
    assert page.pk in [item.value["page"].pk for item in settings.main_menu if item.value["page"]]
    content = client.get(page.url).content.decode()
    assert "How do I get VIG?" in content
    assert page.parents_page.url in content
    assert Sector.objects.exists()
    assert Language.objects.filter(tag="cy").exists()
    assert set(Grade.objects.filter(in_directory=True).values_list("name", flat=True)) == {
        "Supervisor",
        "Advanced supervisor",
        "National supervisor",
    }
    assert not Grade.objects.get(name="Trainee guider").is_accredited
    # Ready, and off until the association wants it.
    assert Workflow.objects.filter(name="Directory entries are read first", active=True).exists()
    assert not WorkflowContentType.objects.exists()


def test_example_supervisors_are_spread_out_and_marked_as_examples(client):
    call_command("load_site", verbosity=0)
    call_command("demo", verbosity=0)
    listed = SupervisorEntry.objects.listed(timezone.localdate())
    assert listed.filter(member__user__email="supervisor@example.org").exists()
    assert listed.count() > 12
    assert all(entry.name.endswith("(example)") for entry in listed)
    assert listed.filter(in_person=False, online=True).count() >= 2
    assert listed.exclude(outcode=None).count() >= 10
    for entry in listed:
        entry.full_clean()
        content = client.get(f"/supervisors/{entry.slug}/").content.decode()
        assert f"<h1>{entry.name}</h1>" in content
        assert entry.member.user.email not in content
    call_command("demo", verbosity=0)
    assert SupervisorEntry.objects.listed(timezone.localdate()).count() == listed.count()
