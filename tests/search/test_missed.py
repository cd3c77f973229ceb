"""What was searched for and not found: only what several asked, nothing about any of them."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.first_content import EDITORS
from accounts.first_content import load as load_groups
from core.due import due
from core.first_content import Loader
from search import first_content, missed
from search.models.words import MissedSearch
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def ask(words, *visitors):
    for visitor in visitors:
        request = RequestFactory().get("/search/", REMOTE_ADDR=f"192.0.2.{visitor}")
        missed.count(request, words)


def listed():
    return dict(MissedSearch.objects.values_list("words", "asked"))


def test_what_one_or_two_ask_for_is_written_down_nowhere(monkeypatch):
    names = []
    monkeypatch.setattr(cache, "incr", lambda name, incr=cache.incr: names.append(name) or incr(name))
    ask("fathers in prison", 1, 2)
    ask("fathers in prison", 1, 1, 2)
    assert listed() == {}
    assert names
    assert not any("fathers" in name or "192.0.2" in name for name in names)


def test_what_several_ask_for_is_counted_whoever_they_are():
    ask("Fathers  in prison", 1, 2)
    ask("fathers in Prison ", 3)
    assert listed() == {"fathers in prison": 3}
    ask("fathers in prison", 3, 4)
    assert listed() == {"fathers in prison": 4}


def test_a_visitor_counts_again_on_another_day():
    with time_machine.travel("2026-03-02 12:00", tick=False):
        ask("twins", 1, 2, 3)
    with time_machine.travel("2026-03-03 12:00", tick=False):
        ask("twins", 3)
        assert MissedSearch.objects.get().last_asked == datetime.date(2026, 3, 3)
    assert listed() == {"twins": 4}


@pytest.mark.parametrize(
    "words",
    [
        "pat@example.org",
        "pat at 020 7946 0018",
        "+44 7700 900123",
        "12/03/1984",
        "near SW1A 1AA",
        "supervisor m5v3l9 d02 x285",
        "ec1a1bb",
        "www.example.org",
        "https://example.org/x",
        "a very long text that somebody has pasted out of a letter to us",
        "seven words are more than a search",
        "…",
        "",
        "line\nbreak\x07",
    ],
)
def test_what_may_be_about_a_person_is_not_counted(words):
    assert missed.countable(words) == ""
    ask(words, 1, 2, 3, 4)
    assert listed() == {}


@pytest.mark.parametrize("words", ["fathers", "nice guideline 2024", "ng222", "vig & autism", "under 5s"])
def test_what_editors_can_use_is_counted(words):
    ask(words, 1, 2, 3)
    assert listed() == {words: 3}


def test_nobody_fills_the_report_alone(monkeypatch):
    monkeypatch.setattr(missed, "MOST_A_DAY", 3)
    monkeypatch.setattr(missed, "SEVERAL", 1)
    for word in ("one", "two", "three", "four"):
        ask(word, 1)
    assert set(listed()) == {"one", "two", "three"}
    monkeypatch.setattr(missed, "MOST_KEPT", 4)
    for word, visitor in (("five", 2), ("six", 3)):
        ask(word, visitor)
    assert set(listed()) == {"one", "two", "three", "five"}


def test_what_nobody_asks_for_any_more_leaves_the_report():
    today = timezone.localdate()
    for words, days in (("old", missed.KEPT_DAYS + 1), ("recent", missed.KEPT_DAYS)):
        MissedSearch.objects.create(words=words, asked=5, last_asked=today - datetime.timedelta(days=days))
    said = [answer for _receiver, answer in due.send(None, today=today)]
    assert "1 search that found nothing was forgotten." in said
    assert listed() == {"recent": 5}


@pytest.fixture
def editor(client):
    loader = Loader()
    load_groups(loader)
    first_content.load(loader)
    client.force_login(UserFactory(groups=[Group.objects.get(name=EDITORS)]))
    return client


def test_an_editor_reads_the_report_and_takes_it_away(editor):
    MissedSearch.objects.create(words="=fathers", asked=5, last_asked=datetime.date(2026, 3, 2))
    MissedSearch.objects.create(words="twins", asked=9, last_asked=datetime.date(2026, 1, 2))
    report = reverse("search_missed")
    text = editor.get(report).content.decode()
    assert text.index("twins") < text.index("=fathers")
    assert f"{reverse('search')}?q=twins" in text
    assert "twins" not in editor.get(report, {"since": "2026-02-01"}).content.decode()
    assert "fathers" not in editor.get(report, {"q": "twin"}).content.decode()
    table = b"".join(editor.get(report, {"export": "csv"}).streaming_content).decode()
    assert "'=fathers,5" in table


def test_the_report_is_in_the_menu_of_who_may_see_it_and_closed_to_others(editor, client):
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("search_missed") in text
    assert "searchpicks/search-terms" not in text
    officer = UserFactory(groups=[Group.objects.get(name="Membership officers")])
    client.force_login(officer)
    assert reverse("search_missed") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("search_missed")).status_code == 302
