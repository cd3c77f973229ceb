"""What a visitor can say, and what the site makes of it."""

import datetime
import uuid

import pytest
from cookie_consent.conf import settings
from django.test import Client

from consent import notice as notices
from consent.models import ConsentRecord, Wording

pytestmark = pytest.mark.django_db
COOKIE = settings.COOKIE_CONSENT_NAME


def state(client, **headers):
    return client.get("/consent/status/", headers=headers).json()


def test_nobody_has_chosen_at_first_and_nothing_is_set(client, two):
    response = client.get("/consent/status/")
    assert response.json()["state"] == "ask"
    assert response.json()["accepted"] == []
    assert not response.cookies


@pytest.mark.parametrize(
    ("choice", "ticked", "accepted"),
    [
        ("accept", [], ["video", "statistics"]),
        ("reject", [], []),
        ("reject", ["video"], []),
        ("chosen", ["video"], ["video"]),
        ("chosen", ["statistics"], ["statistics"]),
        ("chosen", [], []),
    ],
)
def test_a_choice_is_kept_whole(client, say, choice, ticked, accepted):
    response = say(choice, category=ticked)
    assert response.status_code == 302
    assert response.url == "/#consent-saved"
    assert state(client)["state"] == "done"
    assert state(client)["accepted"] == accepted


def test_a_script_gets_an_empty_answer_and_no_redirect(say):
    assert say("accept", accept="application/json").status_code == 204


def test_always_allow_adds_to_what_was_said_and_leaves_the_rest_open(client, say):
    say("also", category="video", way="video")
    assert state(client)["accepted"] == ["video"]
    assert state(client)["state"] == "ask"
    say("chosen", category="statistics")
    say("also", category="video", way="video")
    assert state(client)["accepted"] == ["video", "statistics"]
    assert state(client)["state"] == "done"


def test_withdrawing_is_one_more_choice(client, say):
    say("accept")
    say("reject")
    assert state(client)["accepted"] == []


def test_the_cookie_lasts_six_months_and_is_kept_to_this_site(client, say):
    cookie = say("accept").cookies[COOKIE]
    assert cookie["max-age"] == 182 * 24 * 60 * 60
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"


def test_after_six_months_everybody_is_asked_again_even_if_the_browser_kept_the_cookie(
    client, say, time_machine
):
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    time_machine.move_to(start, tick=False)
    say("accept")
    value = client.cookies[COOKIE].value
    time_machine.move_to(start + datetime.timedelta(days=181), tick=False)
    assert state(client)["state"] == "done"
    time_machine.move_to(start + datetime.timedelta(days=183), tick=False)
    later = Client()
    later.cookies[COOKIE] = value
    assert state(later)["state"] == "ask"
    assert state(later)["accepted"] == []


def forged(value, two):
    video, _statistics = two
    unsigned, _, signature = value.rpartition("|_signed=")
    return {
        "unsigned": unsigned,
        "another's signature": f"{unsigned}|_signed={signature[::-1]}",
        "by hand": f"video={video.version}|statistics=-1",
        "changed": value.replace("statistics=-1", f"statistics={two[1].version}"),
        "half": value[: len(value) // 2],
        "nonsense": "%00|=|=|;\x01é",
        "only a signature": "|_signed=x",
        "empty": "",
        "long": "video=" + "9" * 3000,
    }


@pytest.mark.parametrize(
    "kind",
    [
        "unsigned",
        "another's signature",
        "by hand",
        "changed",
        "half",
        "nonsense",
        "only a signature",
        "empty",
        "long",
    ],
)
def test_a_forged_or_damaged_cookie_is_no_choice(client, say, two, kind):
    say("chosen", category="video")
    good = client.cookies[COOKIE].value
    other = Client()
    other.cookies[COOKIE] = forged(good, two)[kind]
    answer = state(other)
    assert answer["state"] == "ask"
    assert answer["accepted"] == []
    assert other.get("/cookies/").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "chosen", "category": "unknown"},
        {"choice": "chosen", "category": "essential"},
        {"choice": "chosen", "category": ["video", "unknown"]},
        {"choice": "also"},
        {"choice": "perhaps"},
        {"choice": ""},
        {"choice": "accept", "way": "by telepathy"},
    ],
)
def test_what_does_not_exist_gets_400_and_keeps_nothing(client, say, fields):
    response = say(**fields)
    assert response.status_code == 400
    assert COOKIE not in client.cookies
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/about/?a=1", "/about/?a=1"),
        ("/about/#history", "/about/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_foreign_next_is_ignored(say, address, leads_to):
    assert say("reject", next=address).url == f"{leads_to}#consent-saved"


class TestProofThatTheFormIsOurs:
    def post(self, client, **headers):
        data = {"choice": "reject", "way": "banner", "shown": notices.current().digest}
        return client.post("/consent/", data, headers=headers)

    @pytest.fixture
    def strict(self, two):
        return Client(enforce_csrf_checks=True)

    def test_a_missing_token_is_403_and_keeps_nothing(self, strict):
        response = self.post(strict)
        assert response.status_code == 403
        assert "no-store" in response.headers["Cache-Control"]
        assert COOKIE not in strict.cookies
        assert not ConsentRecord.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "none"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        ],
    )
    def test_another_sites_form_is_403(self, strict, headers):
        assert self.post(strict, **headers).status_code == 403

    @pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
    def test_the_browsers_own_word_is_enough(self, strict, headers):
        assert self.post(strict, **headers).status_code == 302

    def test_the_token_of_the_cookies_page_is_enough_too(self, strict):
        strict.get("/cookies/")
        token = strict.cookies[settings.CSRF_COOKIE_NAME].value
        assert self.post(strict, **{"X-CSRFToken": token}).status_code == 302


class TestGlobalPrivacyControl:
    def test_the_signal_counts_as_a_refusal_until_the_visitor_says_otherwise(self, client, say):
        gpc = {"Sec-GPC": "1"}
        assert state(client, **gpc)["state"] == "gpc"
        assert state(client, **gpc)["accepted"] == []
        say("chosen", category="video", headers=gpc)
        assert state(client, **gpc)["state"] == "done"
        assert state(client, **gpc)["accepted"] == ["video"]
        assert ConsentRecord.objects.get().is_gpc

    @pytest.mark.parametrize("value", ["0", "", "yes"])
    def test_only_the_value_1_is_the_signal(self, client, two, value):
        assert state(client, **{"Sec-GPC": value})["state"] == "ask"

    def test_the_cookies_page_says_so(self, client, two):
        page = client.get("/cookies/", headers={"Sec-GPC": "1"})
        assert "Global Privacy Control" in page.content.decode()


class TestParallelChoices:
    def test_two_at_once_never_mix(self, client, say, two):
        """Both start from the same cookie; the browser keeps whichever answer comes last, whole."""
        say("chosen", category="video")
        before = client.cookies[COOKIE].value
        say("chosen", category="statistics")
        first = client.cookies[COOKIE].value
        client.cookies[COOKIE] = before
        say("reject")
        second = client.cookies[COOKIE].value
        for value, accepted in ((first, ["statistics"]), (second, [])):
            client.cookies[COOKIE] = value
            assert state(client)["accepted"] == accepted

    def test_the_whole_choice_is_in_one_cookie(self, say):
        assert set(say("accept").cookies) == {COOKIE}


class TestOtherWordsThanTodays:
    def test_an_older_version_of_the_purposes_is_409_and_keeps_nothing(self, client, say, two):
        shown = notices.current().digest
        two[0].ask_again()
        two[0].save()
        notices.forget()
        assert say("accept", accept="application/json", shown=shown).status_code == 409
        response = say("accept", shown=shown)
        assert response.url == "/consent/?changed=1"
        assert COOKIE not in client.cookies
        page = client.get(response.url, follow=True)
        assert "has changed since" in page.content.decode()

    def test_mended_words_are_no_new_question(self, client, say, two, django_capture_on_commit_callbacks):
        """Also where nobody had chosen yet: what an editor saves is kept as shown."""
        with django_capture_on_commit_callbacks(execute=True):
            two[0].save()
        shown = notices.current().digest
        with django_capture_on_commit_callbacks(execute=True):
            two[0].description = "Plays videos from YouTube and Vimeo."
            two[0].save()
        assert notices.current().digest != shown
        assert say("accept", shown=shown).url == "/#consent-saved"
        assert ConsentRecord.objects.first().wording == shown

    @pytest.mark.parametrize("shown", ["", "0" * 64, "x", "9" * 5000])
    def test_words_that_nobody_was_shown_are_refused(self, say, shown):
        assert say("accept", accept="application/json", shown=shown).status_code == 409


class TestProof:
    def test_what_when_how_and_to_which_words_and_never_who(self, client, say, two, time_machine):
        moment = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
        time_machine.move_to(moment, tick=False)
        say("chosen", category="statistics")
        record = ConsentRecord.objects.get()
        uuid.UUID(record.consent_id)
        assert record.made_at == moment
        assert record.way == "banner"
        assert record.wording == notices.current().digest
        assert [(a.category, a.accepted, a.policy_version) for a in record.answers.all()] == [
            ("video", False, 1),
            ("statistics", True, 1),
        ]
        wording = Wording.objects.get(pk=record.wording)
        assert "Plays videos of YouTube and Vimeo." in wording.text
        assert "Reject" in wording.text
        fields = {field.name for field in ConsentRecord._meta.get_fields()}
        assert fields == {"id", "consent_id", "made_at", "way", "is_gpc", "wording", "answers"}

    def test_the_number_stays_the_same_from_choice_to_choice_and_the_visitor_sees_it(self, client, say):
        say("accept")
        say("reject")
        numbers = set(ConsentRecord.objects.values_list("consent_id", flat=True))
        assert len(numbers) == 1
        assert numbers.pop() in client.get("/cookies/").content.decode()

    def test_without_proof_there_is_no_consent(self, client, say, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError("The disk is full")

        monkeypatch.setattr("consent.records.ConsentRecord.objects.create", fail)
        client.raise_request_exception = False
        assert say("accept").status_code == 500
        assert COOKIE not in client.cookies


def test_a_flood_of_choices_is_stopped(say, monkeypatch):
    monkeypatch.setattr("consent.views.MOST_CHOICES", 2)
    assert [say("reject").status_code for _ in range(3)] == [302, 302, 429]


@pytest.mark.parametrize(
    "address", ["/consent/status/", "/consent/banner/", "/consent/banner.css", "/consent/", "/cookies/"]
)
def test_no_cache_keeps_what_belongs_to_one_visitor(client, two, address):
    header = client.get(address).headers["Cache-Control"]
    assert "no-store" in header
    assert "private" in header
