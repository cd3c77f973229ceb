"""The banner in every page, and the cookies page."""

import re

import pytest
from bs4 import BeautifulSoup

from consent import notice as notices
from consent.models import ConsentCategory, CookiesPage
from tests.factories import StandardPageFactory
from tests.home.factories import HomePageFactory

pytestmark = pytest.mark.django_db


def soup(client, address="/", **kwargs):
    response = client.get(address, follow=True, **kwargs)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_banner_says_what_is_used_and_why_and_nothing_is_ticked(client, two):
    banner = soup(client).find(id="consent")
    text = banner.get_text(" ", strip=True)
    for words in (
        "Videos",
        "Plays videos of YouTube and Vimeo.",
        "Statistics",
        "Counts visits.",
        "Accept",
        "Reject",
        "Choose",
    ):
        assert words in text
    assert not banner.select("input[type=checkbox][checked]")
    assert len(banner.select("input[type=checkbox]")) == 4 - 2


def test_accept_and_reject_differ_only_in_their_word(client, two):
    accept, reject = soup(client).select("#consent .consent-ask form:first-of-type > button")[:2]
    assert accept.attrs.pop("value") == "accept"
    assert reject.attrs.pop("value") == "reject"
    assert accept.attrs == reject.attrs
    assert accept.parent == reject.parent


def test_enter_in_a_tick_saves_the_ticks_and_accepts_nothing(client, two):
    """Browsers press the first button of the form that has the focus."""
    for form in [*soup(client).select("#consent form"), *soup(client, "/cookies/").select("#choices form")]:
        if form.select("input[type=checkbox]"):
            assert form.find("button")["value"] == "chosen"


def test_the_banner_comes_right_after_the_skip_link(client, two):
    body = soup(client).body
    first, second = [tag for tag in body.find_all(recursive=False) if tag.name != "svg"][:2]
    assert "skip" in first["class"]
    assert second["id"] == "consent"
    assert second.name == "section"
    assert body.find(id=second["aria-labelledby"]).get_text()


def test_the_page_is_the_same_for_everyone(client, say):
    StandardPageFactory(slug="about")
    fresh = client.get("/about/").content
    with_signal = client.get("/about/", headers={"Sec-GPC": "1"}).content
    say("chosen", category="video")
    chosen = client.get("/about/")
    assert fresh == with_signal == chosen.content
    assert not chosen.cookies
    assert "Cookie" not in chosen.headers.get("Vary", "")


def test_every_page_leads_to_the_cookie_settings(client, two):
    for address in ("/", "/accounts/login/"):
        links = soup(client, address).select("footer a")
        assert "/consent/" in [
            link["href"] for link in links if link.get_text(strip=True) == "Cookie settings"
        ]
    assert client.get("/consent/").url == "/cookies/#choices"


def test_without_an_optional_category_there_is_no_banner(client, essential):
    HomePageFactory()
    page = soup(client)
    assert not page.find(id="consent")
    assert not page.select("script[data-versions]")
    assert client.get("/consent/status/").json()["state"] == "done"


def test_without_the_cookies_page_the_choices_are_still_there(client, two):
    CookiesPage.objects.get().delete()
    page = soup(client, "/consent/")
    assert page.find(id="choices").find("form")
    assert page.h1.get_text() == "Cookie settings"


class TestTheCookiesPage:
    def test_the_declaration_is_made_from_the_database(self, client, two):
        text = soup(client, "/cookies/").get_text(" ", strip=True)
        for category in ConsentCategory.objects.all():
            for cookie in category.cookies.all():
                for words in (cookie.name, cookie.description, cookie.provider, cookie.duration):
                    assert words in text

    def test_the_visitors_own_choices_stand_beside_it(self, client, say):
        assert not soup(client, "/cookies/").select("#choices input[checked]")
        say("chosen", category="statistics")
        assert [box["value"] for box in soup(client, "/cookies/").select("#choices input[checked]")] == [
            "statistics"
        ]

    def test_they_are_changed_there_with_a_plain_form(self, client, two):
        form = soup(client, "/cookies/").select_one("#choices form")
        data = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
        response = client.post(form["action"], {**data, "choice": "chosen", "category": "video"}, follow=True)
        assert response.redirect_chain[-1][0] == "/cookies/#consent-saved"
        assert [box["value"] for box in soup(client, "/cookies/").select("#choices input[checked]")] == [
            "video"
        ]

    def test_the_banner_does_not_stand_above_it(self, client, two):
        assert not soup(client, "/cookies/").find(id="consent")


class TestWithoutJavaScript:
    def rules(self, client, **headers):
        response = client.get("/consent/banner.css", headers=headers)
        assert response.headers["Content-Type"].startswith("text/css")
        return response.content.decode()

    def test_the_style_belongs_to_the_visitor_and_the_page_asks_for_it(self, client, two):
        link = soup(client).select_one("head noscript link")
        assert link["href"] == "/consent/banner.css"

    def test_it_hides_the_question_from_those_who_chose(self, client, say):
        assert ".consent-ask" not in self.rules(client)
        say("reject")
        assert re.search(r"\.consent-ask[^}]*\{display:none", self.rules(client))

    def test_it_shows_the_signals_message(self, client, two):
        rules = self.rules(client, **{"Sec-GPC": "1"})
        assert ".consent-gpc{display:block}" in rules
        assert ".consent-ask{display:none}" in rules


class TestAfterAnEditorsChange:
    def test_it_shows_at_once(self, client, two, django_capture_on_commit_callbacks):
        assert "Counts visits." in soup(client).get_text()
        with django_capture_on_commit_callbacks(execute=True):
            two[1].description = "Counts the pages that are read."
            two[1].save()
        assert "Counts the pages that are read." in soup(client).get_text()

    def test_who_reads_the_database_just_before_the_commit_cannot_bring_the_old_words_back(
        self, two, monkeypatch, django_capture_on_commit_callbacks
    ):
        """D4: the reader finds the old row, the editor commits, and only then the reader fills the cache."""
        old = notices.read()
        notices.forget()

        def slow_read():
            monkeypatch.undo()
            with django_capture_on_commit_callbacks(execute=True):
                two[1].name = "Counting"
                two[1].save()
            return old

        monkeypatch.setattr(notices, "read", slow_read)
        assert "Statistics" in [category.name for category in notices.current().optional]
        assert "Counting" in [category.name for category in notices.current().optional]

    def test_what_changes_without_a_signal_shows_after_a_minute(self, two, time_machine):
        time_machine.move_to("2026-05-04 12:00", tick=False)
        notices.forget()
        assert notices.current().get("video").name == "Videos"
        ConsentCategory.objects.filter(varname="video").update(name="Films")
        time_machine.move_to("2026-05-04 12:01:01", tick=False)
        assert notices.current().get("video").name == "Films"
