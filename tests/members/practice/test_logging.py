"""A member logs supervision: in one go, changed and deleted, and refused with a sentence."""

import datetime
from decimal import Decimal

import pytest

from members.membership.models import Membership
from members.practice import saving
from members.practice.models import Session
from tests.members.directory.factories import grade, lapsed_dates, member
from tests.members.practice.factories import (
    ReaccreditationFactory,
    RequirementFactory,
    SessionFactory,
    practitioner,
)
from tests.support.queries import queries_for

PRACTICE = "/members/practice/"
MOST_QUERIES = 20


def filled_in(**changed):
    return {
        "kind": "received",
        "on": "2026-11-12",
        "hours": "1.5",
        "with_whom": "Helen Hill",
        "notes": "The moment with the blocks.",
    } | changed


def errors(response):
    return response.context["form"].errors


def test_logging_one(owner, person):
    RequirementFactory()
    response = owner.post(PRACTICE, filled_in(), follow=True)
    assert response.redirect_chain == [(f"{PRACTICE}?year=2026", 302)]
    text = " ".join(response.content.decode().split())
    for words in (
        "Logged.",
        "1.5 of 6 hours",
        "4.5 hours to go",
        "received from Helen Hill",
        "with the blocks",
    ):
        assert words in text
    session = Session.objects.get()
    assert (session.member, session.hours) == (person, Decimal("1.5"))


def test_the_same_form_sent_twice_logs_one(owner):
    for _ in range(2):
        assert owner.post(PRACTICE, filled_in()).status_code == 302
    assert Session.objects.count() == 1


def test_two_sessions_of_one_day_are_two(owner):
    owner.post(PRACTICE, filled_in())
    owner.post(PRACTICE, filled_in(kind="given", with_whom="Tess"))
    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": "2026-11-17"}, "still to come"),
        ({"on": "2020-12-31"}, "since 1 January 2021"),
        ({"on": "0001-01-01"}, "since 1 January 2021"),
        ({"on": "yesterday"}, "valid date"),
        ({"on": ""}, "required"),
        ({"hours": "24.25"}, "A day has 24 hours"),
        ({"hours": "0"}, "at least a quarter of an hour"),
        ({"hours": "-1"}, "at least a quarter of an hour"),
        ({"hours": "1e99"}, "no more than"),
        ({"hours": "NaN"}, "number"),
        ({"hours": "1.123"}, "no more than 2 decimal"),
        ({"with_whom": " "}, "required"),
        ({"with_whom": "Helen\nHill"}, "in one line"),
        ({"with_whom": "morgan  MILLS"}, "your own name"),
        ({"with_whom": "x" * 121}, "at most 120"),
        ({"kind": "watched"}, "Select a valid choice"),
        ({"notes": "x" * 2001}, "at most 2000"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(owner, changed, words):
    response = owner.post(PRACTICE, filled_in(**changed))
    assert response.status_code == 200
    (field,) = changed
    assert words in str(errors(response)[field])
    assert not Session.objects.exists()


def test_a_day_has_24_hours_all_together(owner, person):
    SessionFactory(member=person, on=datetime.date(2026, 11, 12), hours=Decimal("20"))
    response = owner.post(PRACTICE, filled_in(hours="4.25"))
    assert "You have logged 20 hours on this day already" in str(errors(response)["hours"])
    assert owner.post(PRACTICE, filled_in(hours="4")).status_code == 302


def test_changing_one(owner, person):
    session = SessionFactory(member=person, hours=Decimal("20"))
    page = owner.get(f"{PRACTICE}{session.pk}/").content.decode()
    assert 'value="2026-11-02"' in page
    response = owner.post(f"{PRACTICE}{session.pk}/", filled_in(on="2025-03-01", hours="22"))
    assert response["Location"] == f"{PRACTICE}?year=2025"
    session.refresh_from_db()
    assert (session.on, session.hours) == (datetime.date(2025, 3, 1), 22)


def test_changing_one_into_another_is_refused(owner, person):
    owner.post(PRACTICE, filled_in())
    session = SessionFactory(member=person)
    response = owner.post(f"{PRACTICE}{session.pk}/", filled_in())
    assert "exactly this already" in str(errors(response)["__all__"])
    assert Session.objects.count() == 2


def test_deleting_one(owner, person):
    session = SessionFactory(member=person)
    assert owner.get(f"{PRACTICE}{session.pk}/?delete").status_code == 200
    response = owner.post(f"{PRACTICE}{session.pk}/", {"delete": ""}, follow=True)
    assert "Deleted." in response.content.decode()
    assert not Session.objects.exists()
    assert owner.post(f"{PRACTICE}{session.pk}/", {"delete": ""}).status_code == 404


def test_what_was_deleted_in_another_window_does_not_come_back(owner, person):
    session = SessionFactory(member=person)
    Session.objects.all().delete()
    with pytest.raises(saving.ValidationError, match="deleted in the meantime"):
        saving.save(session)
    assert not Session.objects.exists()


@pytest.mark.parametrize("data", [filled_in(), {"delete": ""}])
def test_another_members_session_is_nobodys(owner, data):
    theirs = SessionFactory(member=practitioner())
    assert owner.get(f"{PRACTICE}{theirs.pk}/").status_code == 404
    assert owner.post(f"{PRACTICE}{theirs.pk}/", data).status_code == 404
    assert theirs.with_whom not in owner.get(PRACTICE).content.decode()
    assert Session.objects.get() == theirs


def test_what_re_accreditation_rests_on_is_closed(owner, person):
    ReaccreditationFactory(member=person)
    closed = SessionFactory(member=person, on=datetime.date(2026, 6, 30))
    open_ = SessionFactory(member=person, on=datetime.date(2026, 7, 1))
    page = owner.get(PRACTICE).content.decode()
    assert f"{PRACTICE}{closed.pk}/" not in page
    assert f"{PRACTICE}{open_.pk}/" in page
    words = "Your re-accreditation was recorded on 30 June 2026"
    for data in (filled_in(), {"delete": ""}):
        answer = owner.post(f"{PRACTICE}{closed.pk}/", data, follow=True)
        assert words in answer.content.decode()
    assert words in str(errors(owner.post(PRACTICE, filled_in(on="2026-06-01")))["on"])
    assert words in str(errors(owner.post(f"{PRACTICE}{open_.pk}/", filled_in(on="2026-06-01")))["on"])
    assert set(Session.objects.values_list("on", "hours")) == {(closed.on, 1), (open_.on, 1)}


def test_earlier_years_have_their_own_page_and_their_own_requirement(owner, person):
    RequirementFactory(from_year=2020, hours_received=4)
    RequirementFactory(from_year=2026, hours_received=10)
    SessionFactory(member=person, on=datetime.date(2025, 2, 1), with_whom="Old Olga")
    assert "0 of 10 hours" in owner.get(PRACTICE).content.decode()
    page = owner.get(f"{PRACTICE}?year=2025").content.decode()
    assert "1 of 4 hours" in page
    assert "Old Olga" in page
    for nonsense in ("2019", "x", "99999", "2027"):
        assert "Your 2026" in owner.get(f"{PRACTICE}?year={nonsense}").content.decode()


def test_a_practitioner_reads_when_re_accreditation_is_due(owner, person):
    RequirementFactory(years=3)
    assert 'due on <time datetime="2027-04-30">30 April 2027' in owner.get(PRACTICE).content.decode()
    ReaccreditationFactory(member=person)
    assert 'due on <time datetime="2029-06-29">29 June 2029' in owner.get(PRACTICE).content.decode()


@pytest.mark.parametrize("who", ["trainee", "lapsed", "suspended"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_accredited_today_is_refused(client, home, who, method):
    fields = {
        "trainee": {"grade": grade("Trainee", accredited=False, in_directory=False)},
        "lapsed": lapsed_dates(),
        "suspended": {"status": Membership.Status.SUSPENDED},
    }[who]
    person = member(**fields)
    client.force_login(person.user)
    theirs = SessionFactory(member=person)
    for address in (PRACTICE, f"{PRACTICE}{theirs.pk}/"):
        response = getattr(client, method)(address, filled_in())
        assert response.status_code == 403
    assert Session.objects.get() == theirs
    assert PRACTICE not in client.get("/members/account/").content.decode()


def test_a_stranger_is_led_to_the_sign_in(client, home):
    assert client.get(PRACTICE)["Location"] == f"/accounts/login/?next={PRACTICE}"


def test_500_entries_cost_what_one_does(owner, person):
    RequirementFactory()
    SessionFactory(member=person)
    one = len(queries_for(owner, PRACTICE))
    Session.objects.bulk_create(
        SessionFactory.build_batch(499, member=person, on=datetime.date(2026, 3, 1), hours=Decimal("0.25"))
    )
    assert len(queries_for(owner, PRACTICE)) == one <= MOST_QUERIES


def test_the_account_page_and_the_members_home_lead_there(owner, person):
    RequirementFactory()
    page = owner.get("/members/account/").content.decode()
    assert f'href="{PRACTICE}"' in page
    assert "0 of 6 hours" in page
