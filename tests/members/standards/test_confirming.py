"""Confirming that one has read a version, and who sees it."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.first_content import EDITORS, OFFICERS
from core.first_content import Loader
from library.models import Download
from members.membership.models import Membership
from members.standards.chart import Chart
from members.standards.models import ReadConfirmation
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.members.standards.factories import StandardFactory, VersionFactory, days

ETHICS = "/members/standards/ethics/"


@pytest.fixture
def officer(client, index):
    """An officer, with the rights that the first content gives to the group, signed in."""
    Loader().grant(OFFICERS, ReadConfirmation, "view")
    user = UserFactory(groups=[Group.objects.get(name=OFFICERS)])
    client.force_login(user)
    return user


def test_a_member_confirms_once(client, member, standard, versions):
    client.force_login(member)
    assert "I have read version 2" in client.get(ETHICS).content.decode()
    response = client.post(f"{ETHICS}v/2/", {"action": "confirm", "next": ETHICS}, follow=True)
    assert response.request["PATH_INFO"] == ETHICS
    text = response.content.decode()
    assert "You have confirmed" in text
    assert "I have read version 2" not in text
    client.post(f"{ETHICS}v/2/", {"action": "confirm"})
    assert [(one.user, one.version) for one in ReadConfirmation.objects.all()] == [(member, versions[2])]


def test_a_superseded_version_is_not_confirmed(client, member, standard):
    client.force_login(member)
    assert "I have read" not in client.get(f"{ETHICS}v/1/").content.decode()
    response = client.post(f"{ETHICS}v/1/", {"action": "confirm"}, follow=True)
    assert "Please read version 2 and confirm that one." in response.content.decode()
    assert not ReadConfirmation.objects.exists()


def test_a_coming_version_may_be_confirmed(client, member, standard):
    client.force_login(member)
    client.post(f"{ETHICS}v/3/", {"action": "confirm"})
    assert ReadConfirmation.objects.get().version.number == 3


def test_what_was_confirmed_stays(member, versions):
    row = ReadConfirmation.objects.create(version=versions[2], user=member)
    with pytest.raises(ValueError, match="stays as it was"):
        row.save()


def test_the_report_counts_downloads_and_readers(client, officer, standard, versions, member):
    ReadConfirmation.objects.create(version=versions[2], user=member)
    MembershipFactory(grade=GradeFactory(name="Trainee"))
    for version in (versions[1], versions[2], versions[2]):
        Download.objects.create(document=version.document, title="x", label="x", file_hash="x", user=member)
    response = client.get(reverse("standards_report"))
    [row] = response.context["object_list"]
    assert (row.downloads, row.confirmed, row.asked, row.version) == (3, 1, 2, 2)
    assert "<svg" in response.content.decode()
    assert "style=" not in response.content.decode().split('class="standards-chart"')[1].split("</svg>")[0]


def test_a_standard_for_a_grade_asks_that_grade_alone(client, officer, standard, member):
    MembershipFactory(grade=GradeFactory(name="Trainee"))
    standard.audience = standard.Audience.GRADES
    standard.grades.set([GradeFactory(name="Supervisor")])
    standard.save_revision().publish()
    [row] = client.get(reverse("standards_report")).context["object_list"]
    assert row.asked == 1


def readers(client, version, query=""):
    response = client.get(reverse("standards_readers", args=[version.pk]) + query)
    assert response.status_code == 200
    return {(user.email, bool(user.confirmed_at)) for user in response.context["object_list"]}


def test_officers_see_who_has_read_and_who_has_not(client, officer, versions, member):
    ReadConfirmation.objects.create(version=versions[2], user=member)
    other = MembershipFactory(grade=GradeFactory(name="Trainee")).user
    MembershipFactory(status=Membership.Status.SUSPENDED)
    MembershipFactory(starts_on=days(-400), ends_on=days(-100))
    everybody = {(member.email, True), (other.email, False)}
    assert readers(client, versions[2]) == everybody
    assert readers(client, versions[2], "?confirmed=yes") == {(member.email, True)}
    assert readers(client, versions[2], "?confirmed=no") == {(other.email, False)}
    assert readers(client, versions[2], "?confirmed=nonsense") == everybody


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_exports_hold_no_formula(client, officer, versions, member, file_format):
    member.first_name = "=HYPERLINK(1)"
    member.save()
    address = reverse("standards_readers", args=[versions[2].pk])
    response = client.get(f"{address}?export={file_format}")
    content = response.getvalue()
    if file_format == "csv":
        [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert row["First name"] == "'=HYPERLINK(1)"
    else:
        from openpyxl import load_workbook

        cell = load_workbook(io.BytesIO(content)).active["A2"]
        assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert client.get(f"{reverse('standards_report')}?export={file_format}").status_code == 200


def test_editors_see_it_once_an_administrator_gives_them_the_right(client, index, versions):
    group = Group.objects.get(name=EDITORS)
    user = UserFactory(groups=[group])
    client.force_login(user)
    addresses = [reverse("standards_report"), reverse("standards_readers", args=[versions[2].pk])]
    for address in addresses:
        assert client.get(address).status_code in (302, 403)
    assert "/admin/reports/standards/" not in client.get("/admin/").content.decode()
    group.permissions.add(Permission.objects.get(codename="view_readconfirmation"))
    for address in addresses:
        assert client.get(address).status_code == 200
    assert "/admin/reports/standards/" in client.get("/admin/").content.decode()


def test_nobody_reads_about_a_draft_or_a_version_that_is_not_there(client, officer, standard):
    draft = VersionFactory(parent=standard, number=8, live=False)
    for pk in (draft.pk, 99999):
        assert client.get(reverse("standards_readers", args=[pk])).status_code == 404


def test_the_report_costs_the_same_for_many_standards(client, officer, index, django_assert_max_num_queries):
    for _ in range(30):
        VersionFactory(parent=StandardFactory(parent=index))
    client.get(reverse("standards_report"))
    with django_assert_max_num_queries(45):
        client.get(reverse("standards_report"))


def test_the_longest_bar_stands_for_the_largest_number():
    chart = Chart([("a", 10), ("b", 5), ("c", 0)])
    assert [bar.width for bar in chart.bars] == [400, 200, 0]
    assert Chart([]).bars == []
    assert [bar.width for bar in Chart([("a", 0)]).bars] == [0]
