"""Checking a person: who is accredited today; and nothing about anybody else."""

import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.directory.check import asked_for, spellings
from members.directory.models import SupervisorEntry
from members.membership.models import Member, Membership
from tests.factories import UserFactory
from tests.members.directory.factories import (
    SupervisorEntryFactory,
    grade,
    lapsed_dates,
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, directory):
    def ask(typed):
        return client.get(f"{directory.url}check/", {"q": typed})

    return ask


def answer(response, typed=""):
    """The words of the answer, without what was typed and without the time."""
    part = re.search(r'(?s)aria-label="Answer"[^>]*>(.*?)</section>', response.content.decode()).group(1)
    text = " ".join(re.sub(r"<[^>]+>", " ", part).split())
    text = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d", "(now)", text)
    return text.replace(typed, "…") if typed else text


def test_a_supervisor_is_found_with_grade_and_date_and_entry(ask, entry, directory):
    response = ask("Sunil Shah")
    words = answer(response)
    found = entry.accreditation
    assert "Sunil Shah Accredited today Grade Supervisor" in words
    assert f"Accredited since {found.since.day} {found.since:%B %Y}" in words
    assert f"{directory.url}{entry.slug}/" in response.content.decode()


def test_a_practitioner_is_found_and_nothing_more_is_said(ask):
    pat = member("Morgan", "Jones", grade=grade("Guider", in_directory=False))
    response = ask("Morgan Jones")
    assert "Accredited today Grade Guider" in answer(response)
    content = response.content.decode()
    assert pat.user.email not in content
    assert "Membership number" not in content
    assert "Until" not in answer(response)


def test_the_number_alone_is_enough(ask, entry):
    for typed in (str(entry.member.number), f"No. {entry.member.number}", f"#{entry.member.number}"):
        assert "Sunil Shah" in answer(ask(typed))


def test_lapsed_suspended_in_training_and_unknown_are_answered_in_the_same_words(ask):
    member("Lou", "Lapsed", **lapsed_dates())
    member("Sue", "Suspended", status=Membership.Status.SUSPENDED)
    member("Rex", "Resigned", status=Membership.Status.RESIGNED)
    member("Tess", "Trainee", grade=grade("Trainee", accredited=False, in_directory=False))
    UserFactory(first_name="Nina", last_name="Nomember")
    typed = ["Lou Lapsed", "Sue Suspended", "Rex Resigned", "Tess Trainee", "Nina Nomember", "Una Unknown"]
    answers = {answer(ask(name), name) for name in typed}
    lapsed = Member.objects.get(user__last_name="Lapsed").number
    answers |= {answer(ask(number), number) for number in (str(lapsed), "987654", "9" * 30)}
    assert len(answers) == 1
    assert "Not currently accredited" in answers.pop()


def test_asking_for_somebody_known_costs_the_same_as_for_somebody_unknown(ask):
    member("Lou", "Lapsed", **lapsed_dates())
    ask("Warm Up")
    costs = []
    for name in ("Lou Lapsed", "Una Unknown"):
        with CaptureQueriesContext(connection) as queries:
            ask(name)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize(
    "typed", ["Shah", "Sunil", "Sun Shah", "Sunil Sha", "S Shah", "Sunil Sh*", "Sunil %", "%"]
)
def test_part_of_a_name_finds_nobody(ask, entry, typed):
    assert "Accredited today" not in ask(typed).content.decode()


def test_a_single_name_gets_a_hint(ask, entry):
    response = ask("Shah")
    assert response.status_code == 200
    assert "both the first name and the surname" in response.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("Órla", "Ní Bhriain", "orla ni bhriain"),
        ("Órla", "Ní Bhriain", "ÓRLA NÍ BHRIAIN"),
        ("Fionn", "O’Hara", "fionn o'hara"),
        ("Jane Anne", "Smith-Jones", "Jane Smith Jones"),
        ("Jane Anne", "Smith-Jones", "jane anne  smith-jones"),
        ("Zoë", "de la Cruz", "de la Cruz, Zoe"),
        ("Ada", "Lovelace (example)", "Ada Lovelace"),
    ],
)
def test_names_are_known_however_they_are_spelt(first, last, typed):
    assert asked_for(typed) in spellings(first, last)


def test_two_of_the_same_name_are_both_answered(ask):
    member("Ann", "Other")
    member("Ann", "Other", grade=grade("Guider", in_directory=False))
    assert answer(ask("Ann Other")).count("Accredited today") == 2


def test_who_paused_their_entry_is_accredited_all_the_same_and_no_link_leads_to_it(ask, entry):
    SupervisorEntry.objects.update(paused=True)
    response = ask("Sunil Shah")
    assert "Accredited today" in answer(response)
    assert entry.slug not in response.content.decode()


def test_too_many_questions_must_wait(ask, entry, settings, time_machine):
    time_machine.move_to("2026-05-01T10:00:30Z", tick=False)
    SupervisorEntryFactory()
    settings.DIRECTORY_CHECKS_PER_VISITOR_AND_HOUR = 2
    number = entry.member.number
    assert [ask(str(number + n)).status_code for n in range(3)] == [200, 200, 429]
    refused = ask("Sunil Shah")
    assert refused["Retry-After"] == "3570"
    assert "Sunil Shah Accredited" not in answer(refused)
    assert "ask again in 60 minutes" in answer(refused)
    assert ask("").status_code == 200
    time_machine.move_to("2026-05-01T11:00:30Z", tick=False)
    assert ask("Sunil Shah").status_code == 200


def test_all_visitors_together_are_limited_too(ask, client, entry, settings):
    settings.DIRECTORY_CHECKS_PER_HOUR = 1
    assert ask("Una Unknown").status_code == 200
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    assert ask("Una Unknown").status_code == 429


def test_nobody_keeps_or_lists_the_answer(ask, entry):
    response = ask("Sunil Shah")
    assert "no-store" in response["Cache-Control"]
    content = response.content.decode()
    assert '<meta name="robots" content="noindex">' in content
    assert "Sunil" not in re.search(r'rel="canonical" href="([^"]*)"', content).group(1)


def test_the_question_is_written_into_no_log(ask, entry, caplog, settings):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django").propagate = True
    settings.DIRECTORY_CHECKS_PER_VISITOR_AND_HOUR = 2
    for typed in ("Sunil Shah", "Una Unknown", "Secret Person"):
        ask(typed)
    logged = " ".join(record.getMessage() for record in caplog.records if "django.db" not in record.name)
    assert not re.search("Sunil|Unknown|Secret", logged)


@pytest.mark.parametrize(
    "typed", ["\x00", "Ann \x00 Other", "%ff%fe", "' OR 1=1 --", "x " * 5000, "😀 😀", "٣"]
)
def test_nonsense_is_no_error(ask, typed):
    assert ask(typed).status_code in {200, 404}


def test_it_costs_the_same_among_a_hundred(ask, entry):
    ask("Sunil Shah")
    for _ in range(99):
        SupervisorEntryFactory()
    with CaptureQueriesContext(connection) as queries:
        assert "Accredited today" in answer(ask("Sunil Shah"))
    assert len(queries) <= 12
