"""Officers: what is asked, how everybody stands, and re-accreditations; and nobody else."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from accounts.first_content import OFFICERS
from core.first_content import Loader
from members.practice import first_content
from members.practice.models import Reaccreditation, Requirement
from tests.factories import UserFactory
from tests.members.directory.factories import grade, lapsed_dates, member
from tests.members.factories import officer
from tests.members.practice.factories import (
    ReaccreditationFactory,
    RequirementFactory,
    SessionFactory,
    practitioner,
)

REPORT = "/admin/reports/practice/"
REQUIREMENTS = "/admin/snippets/practice/requirement/"
REACCREDITATIONS = "/admin/snippets/practice/reaccreditation/"
NOTES = "What I thought about the family"


@pytest.fixture
def an_officer(home):
    user = officer()
    first_content.load(Loader())
    return user


@pytest.fixture
def person(an_officer, person):
    """The grades of the first content were there before the member."""
    return person


@pytest.fixture
def desk(client, an_officer, person):
    """An officer's browser."""
    client.force_login(an_officer)
    return client


def table(client, query="", kind="csv"):
    response = client.get(f"{REPORT}?export={kind}{query}")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def numbers(client, query):
    return {int(row["Number"]) for row in table(client, query)}


def test_the_list_says_how_everybody_stands(desk, person):
    RequirementFactory(hours_received=2)
    SessionFactory(member=person, hours=2, notes=NOTES, with_whom="Helen Hill")
    other = practitioner("Asha", "Ahmed")
    lapsed, trainee = (
        member(**lapsed_dates()),
        member(grade=grade("Trainee", accredited=False, in_directory=False)),
    )
    page = " ".join(desk.get(REPORT).content.decode().split())
    for words in (
        "Morgan Mills",
        "Asha Ahmed",
        "2 of 2 hours",
        "0 of 2 hours",
        "Complete",
        "Not complete",
        "30 Apr 2027",
    ):
        assert words in page
    for private in (NOTES, "Helen Hill", str(lapsed), str(trainee)):
        assert private not in page
    row = next(row for row in table(desk) if row["Number"] == str(person.number))
    assert float(row["Hours received"]) == 2
    assert row["The year"] == "Complete"
    assert row["Next due"] == "2027-04-30"
    assert other.number in numbers(desk, "")


def test_it_narrows(desk, person):
    RequirementFactory(hours_received=2, years=3)
    SessionFactory(member=person, hours=2)
    SessionFactory(member=person, hours=1, on=datetime.date(2025, 5, 5))
    early = practitioner(starts_on=datetime.date(2023, 1, 1))
    supervisor = member(grade=grade())
    everybody = {person.number, early.number, supervisor.number}
    assert numbers(desk, "") == everybody
    assert numbers(desk, "&hours=met") == {person.number}
    assert numbers(desk, "&hours=met&year=2025") == set()
    assert numbers(desk, "&hours=missing") == {early.number}
    assert numbers(desk, "&hours=none") == {supervisor.number}
    assert numbers(desk, "&due=over") == {early.number}
    assert numbers(desk, "&due=365") == {person.number}
    assert numbers(desk, "&due=90") == set()
    assert numbers(desk, f"&grade={grade().pk}") == {supervisor.number}
    for nonsense in ("&year=x", "&due=1e9", "&hours=?", "&grade=99999"):
        assert desk.get(f"{REPORT}?{nonsense}").status_code == 200


def test_an_export_is_safe_and_on_record(desk, person):
    person.user.last_name = "=HYPERLINK(1)"
    person.user.save()
    assert "'=HYPERLINK(1)" in {row["Last name"] for row in table(desk)}
    assert desk.get(f"{REPORT}?export=xlsx").status_code == 200
    texts = [entry.data["text"] for entry in ModelLogEntry.objects.filter(action="membership.export")]
    assert sorted(texts) == [
        f"Exported 1 records of continuing practice as {kind}" for kind in ("CSV", "XLSX")
    ]


def test_many_members_cost_what_one_does(desk, person):
    RequirementFactory()

    def cost():
        desk.get(REPORT)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(REPORT).status_code == 200
        return len(captured)

    one = cost()
    for _ in range(12):
        SessionFactory(member=practitioner())
    assert cost() == one


def test_setting_what_is_asked(desk, person):
    data = {
        "grade": person.current_term.grade_id,
        "from_year": 2026,
        "hours_received": "6",
        "hours_given": "0",
        "years": "3",
        "explanation": "",
    }
    assert desk.post(f"{REQUIREMENTS}add/", data).status_code == 302
    rule = Requirement.objects.get()
    assert (rule.from_year, rule.hours_received, rule.years) == (2026, 6, 3)
    assert "from this year already" in desk.post(f"{REQUIREMENTS}add/", data).content.decode()
    for wrong in ({"from_year": "1999"}, {"hours_received": "-1"}, {"hours_given": "1001"}, {"years": "0"}):
        assert desk.post(f"{REQUIREMENTS}add/", data | {"from_year": 2027} | wrong).status_code == 200
    trainees = grade("Trainee", accredited=False, in_directory=False)
    assert desk.post(f"{REQUIREMENTS}add/", data | {"grade": trainees.pk}).status_code == 200
    assert Requirement.objects.get() == rule
    assert desk.post(f"{REQUIREMENTS}edit/{rule.pk}/", data | {"years": ""}).status_code == 302
    assert desk.post(f"{REQUIREMENTS}delete/{rule.pk}/").status_code == 302


def test_recording_a_re_accreditation(desk, person):
    RequirementFactory(years=3)
    link = f"{REACCREDITATIONS}add/?member={person.number}"
    assert link in desk.get(REPORT).content.decode()
    assert f'value="{person.number}"' in desk.get(link).content.decode()
    data = {"member": person.number, "on": "2026-11-10", "note": "Log read on 10 November."}
    assert desk.post(link, data).status_code == 302
    assert Reaccreditation.objects.get().member == person
    assert next(row for row in table(desk))["Next due"] == "2029-11-09"
    assert "recorded already" in desk.post(link, data).content.decode()
    assert "still to come" in desk.post(link, data | {"on": "2026-11-17"}).content.decode()
    for number in ("99999", "x", "9" * 30, ""):
        assert desk.post(link, data | {"member": number, "on": "2026-11-11"}).status_code == 200
    assert Reaccreditation.objects.count() == 1


def test_the_past_stays_on_record(desk, person):
    made = ReaccreditationFactory(member=person)
    desk.post(f"{REACCREDITATIONS}delete/{made.pk}/")
    desk.post(f"/admin/bulk/practice/reaccreditation/delete/?id={made.pk}&next={REACCREDITATIONS}")
    assert Reaccreditation.objects.get() == made


@pytest.mark.parametrize("who", ["the member", "an editor", "an officer without the right"])
def test_nobody_else(desk, person, client, who):
    made = ReaccreditationFactory(member=person, note="Secret note")
    user = person.user
    if who != "the member":
        user = UserFactory(groups=[Group.objects.get(name="Editors" if who == "an editor" else OFFICERS)])
    if who == "an officer without the right":
        rights = Permission.objects.filter(content_type__app_label="practice")
        Group.objects.get(name=OFFICERS).permissions.remove(*rights)
    client.force_login(user)
    for address in (
        REPORT,
        f"{REPORT}?export=csv",
        f"{REPORT}?export=xlsx",
        f"{REPORT}results/",
        REQUIREMENTS,
        f"{REQUIREMENTS}add/",
        REACCREDITATIONS,
        f"{REACCREDITATIONS}add/",
        f"{REACCREDITATIONS}edit/{made.pk}/",
        f"{REACCREDITATIONS}history/{made.pk}/",
    ):
        response = client.get(address)
        assert response.status_code in {302, 403}, address
        assert b"Secret note" not in response.content
    assert Reaccreditation.objects.count() == 1
