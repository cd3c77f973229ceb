"""How long personal data are kept: the command, the daily turn, and the officers' page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import ModelLogEntry, Page

from accounts.first_content import EDITORS, OFFICERS
from accounts.first_content import load as load_groups
from consent.models import ConsentRecord
from core import personal_data
from core.first_content import Loader
from core.models import RetentionPeriod
from library.models import Download
from members.membership.models import Application, FormerAccreditation, Membership
from tests.factories import GradeFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/personal-data/"


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.ADMIN_NEEDS_SECOND_STEP = False


@pytest.fixture
def officer():
    content = Loader()
    load_groups(content)
    content.grant(OFFICERS, RetentionPeriod, "change")
    return UserFactory(groups=[Group.objects.get(name=OFFICERS)])


def ago(months):
    return timezone.now() - timedelta(days=round(months * personal_data.DAYS_OF_A_MONTH) + 1)


@pytest.fixture
def old_and_young():
    """One past its time, and one that is not, of several kinds."""
    page = Page.objects.first()
    grade = GradeFactory(name="Guider")
    for months in (1, 13):
        message = FormSubmission.objects.create(page=page, form_data={"message": str(months)})
        FormSubmission.objects.filter(pk=message.pk).update(submit_time=ago(months))
        Application.objects.create(
            first_name="A",
            last_name=str(months),
            email=f"a{months}@example.org",
            grade=grade,
            status=Application.Status.DECLINED,
            decided_at=ago(months),
        )
    for months in (35, 37):
        download = Download.objects.create(title=str(months), file_hash="0" * 40)
        models.QuerySet(Download).filter(pk=download.pk).update(at=ago(months))
        ConsentRecord.objects.create(consent_id=str(months), made_at=ago(months), way="page", wording="x")
    # Somebody who was never decided on waits for an officer, however long.
    Application.objects.create(
        first_name="W", last_name="Waits", email="w@example.org", grade=grade, created_at=ago(40)
    )


def counted(output):
    return {
        line.strip().split("  ", 1)[1].split(",")[0]: int(line.split()[0])
        for line in output.splitlines()
        if "," in line
    }


def test_a_dry_run_counts_and_changes_nothing(old_and_young, capsys):
    call_command("purge_personal_data", "--dry-run")
    said = capsys.readouterr().out
    counts = counted(said)
    assert counts["messages of the contact form"] == 1
    assert counts["applications that were decided"] == 1
    assert counts["log of downloads"] == 1
    assert counts["proof of consent to cookies"] == 1
    assert "would go" in said
    assert FormSubmission.objects.count() == Download.objects.count() == 2


def test_what_is_past_its_time_goes_and_nothing_else(old_and_young, capsys):
    call_command("purge_personal_data")
    assert "gone" in capsys.readouterr().out
    assert FormSubmission.objects.get().form_data == {"message": "1"}
    assert set(Application.objects.values_list("last_name", flat=True)) == {"1", "Waits"}
    assert Download.objects.get().title == "35"
    assert ConsentRecord.objects.get().consent_id == "35"
    call_command("purge_personal_data", "--dry-run")
    assert set(counted(capsys.readouterr().out).values()) == {0}


def test_it_is_done_every_day(old_and_young, capsys):
    call_command("do_what_is_due")
    assert "1 × log of downloads" in capsys.readouterr().out
    assert Download.objects.count() == 1


class TestFormerMembers:
    def left(self, months, **fields):
        day = timezone.localdate() - timedelta(days=round(months * personal_data.DAYS_OF_A_MONTH) + 1)
        return MembershipFactory(starts_on=day - timedelta(days=365), ends_on=day, **fields).user

    def test_who_left_long_ago_is_deleted_as_if_they_had_asked(self):
        long_ago, lately = self.left(73), self.left(71)
        call_command("purge_personal_data", verbosity=0)
        long_ago.refresh_from_db()
        lately.refresh_from_db()
        assert long_ago.erased_at
        assert not lately.erased_at

    def test_who_came_back_stays(self):
        user = self.left(80)
        MembershipFactory(user=user)
        call_command("purge_personal_data", verbosity=0)
        user.refresh_from_db()
        assert not user.erased_at

    def test_who_keeps_the_site_stays(self):
        user = self.left(80, user__is_superuser=True)
        call_command("purge_personal_data", verbosity=0)
        user.refresh_from_db()
        assert not user.erased_at

    def test_the_register_keeps_the_name_until_the_last_term_is_past_its_time(self, time_machine):
        user = self.left(2, grade=GradeFactory(name="Guider", is_accredited=True))
        Membership.objects.create(
            user=user,
            grade=GradeFactory(name="Guider"),
            starts_on=timezone.localdate() - timedelta(days=3650),
            ends_on=timezone.localdate() - timedelta(days=3285),
        )
        personal_data.erase(user)
        assert FormerAccreditation.objects.count() == 2
        call_command("purge_personal_data", verbosity=0)
        assert FormerAccreditation.objects.count() == 2
        time_machine.move_to(timezone.now() + timedelta(days=365 * 6))
        call_command("purge_personal_data", verbosity=0)
        assert FormerAccreditation.objects.count() == 0


class TestOfficersPage:
    def test_it_shows_each_period_and_what_is_past_it(self, client, officer, old_and_young):
        client.force_login(officer)
        page = client.get(PAGE).content.decode()
        for period in personal_data.periods():
            assert f'name="{period.key}"' in page
        assert page.count("1 older than this now.") == 4

    def test_a_longer_period_holds_at_once_and_is_logged(self, client, officer, old_and_young):
        client.force_login(officer)
        months = {period.key: period.months for period in personal_data.periods()}
        client.post(PAGE, months | {"downloads": 60})
        assert RetentionPeriod.objects.get().months == 60
        call_command("purge_personal_data", verbosity=0)
        assert Download.objects.count() == 2
        entry = ModelLogEntry.objects.get(action="core.retention")
        assert entry.data["text"] == "Log of downloads: 36 months became 60"
        assert entry.user == officer

    @pytest.mark.parametrize("value", ["0", "5", "-3", "700", "1e9", "abc", ""])
    def test_what_makes_no_sense_is_refused_and_nothing_is_saved(self, client, officer, value):
        client.force_login(officer)
        months = {period.key: period.months for period in personal_data.periods()}
        response = client.post(PAGE, months | {"consent": value, "downloads": 60})
        assert response.status_code == 200
        assert "Nothing is saved" in response.content.decode()
        assert not RetentionPeriod.objects.exists()

    def test_it_is_for_officers(self, client, officer):
        for user, status in (
            (officer, 200),
            (UserFactory(groups=[Group.objects.get(name=EDITORS)]), 302),
            (UserFactory(is_superuser=True), 200),
        ):
            client.force_login(user)
            response = client.get(PAGE)
            assert response.status_code == status

    def test_it_stands_in_the_menu_of_who_may_set_it(self, client, officer):
        client.force_login(officer)
        assert PAGE in client.get("/admin/").content.decode()
        client.force_login(UserFactory(groups=[Group.objects.get(name=EDITORS)]))
        assert PAGE not in client.get("/admin/").content.decode()
