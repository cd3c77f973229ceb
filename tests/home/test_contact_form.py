"""The contact form with a person at it: nothing typed is lost, each message is kept and mailed."""

import pytest
import time_machine
from django.core import mail
from wagtail.contrib.forms.models import FormSubmission

from home.models import FormField
from tests.home.factories import ContactPageFactory, HomePageFactory

pytestmark = pytest.mark.django_db

NOON = "2026-03-02 12:00:00+00:00"
WORDS = {
    "your_name": "Ada",
    "your_e_mail": "ada@example.com",
    "message": "Where can I train?\nI live in Hove.",
}


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def contact(clock):
    HomePageFactory()
    return ContactPageFactory()


@pytest.fixture
def post(client, contact, clock):
    """Opens the page, takes a minute over it, and sends it."""

    def send(seconds=60, **changes):
        form = client.get("/contact/").context["form"]
        clock.shift(seconds)
        return client.post(
            "/contact/", {**WORDS, "rendered_at": form["rendered_at"].value(), "website": "", **changes}
        )

    return send


def stored():
    return [submission.form_data for submission in FormSubmission.objects.all()]


def test_a_message_is_stored_and_mailed(post, contact):
    response = post()
    assert response.status_code == 200
    assert "We will answer soon." in response.content.decode()
    assert stored() == [WORDS]
    (message,) = mail.outbox
    assert message.to == ["office@example.org"]
    assert message.reply_to == ["ada@example.com"]
    assert message.subject == "From the website"
    assert "Where can I train?\nI live in Hove." in message.body
    assert not {"website", "rendered_at"} & set(message.body.split())


def test_several_addresses_may_be_mailed(post, contact):
    contact.to_address = "office@example.org, chair@example.org"
    contact.save()
    post()
    assert mail.outbox[0].to == ["office@example.org", "chair@example.org"]


def test_without_an_address_the_message_is_only_stored(post, contact):
    contact.to_address = ""
    contact.save()
    post()
    assert stored() == [WORDS]
    assert mail.outbox == []


def test_a_mail_that_fails_loses_nothing(post, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise OSError("The mail server is away.")

    monkeypatch.setattr("home.models.contact.send_mail", fail)
    assert post().status_code == 200
    assert stored() == [WORDS]
    assert "could not be mailed" in caplog.text


def test_what_is_missing_is_asked_for_and_the_rest_is_kept(post):
    response = post(your_e_mail="ada")
    html = response.content.decode()
    assert "Enter a valid email address." in html
    assert "I live in Hove." in html
    assert 'value="Ada"' in html
    assert stored() == []


def test_a_page_left_open_for_days_is_asked_to_be_sent_again_and_then_taken(client, post):
    response = post(seconds=3 * 24 * 3600)
    assert "This page was open for a long time" in response.content.decode()
    assert "I live in Hove." in response.content.decode()
    again = {**WORDS, "rendered_at": response.context["form"]["rendered_at"].value(), "website": ""}
    with time_machine.travel("2026-03-05 12:02:00+00:00", tick=False):
        client.post("/contact/", again)
    assert stored() == [WORDS]


def test_a_double_click_is_one_message(post, contact):
    assert post(seconds=5).status_code == 200
    assert "We will answer soon." in post(seconds=5).content.decode()
    assert stored() == [WORDS]
    assert len(mail.outbox) == 1


def test_the_same_words_an_hour_later_are_a_new_message(post):
    post()
    post(seconds=3700)
    assert len(stored()) == 2


def test_a_long_message_is_refused_with_its_length_and_kept(post):
    response = post(message="x" * 5001)
    assert "This is 5001 characters long. Please shorten it to 5000" in response.content.decode()
    assert "x" * 5001 in response.content.decode()
    assert stored() == []


def test_line_breaks_count_as_one_character(post):
    post(message="x\r\n" * 2499 + "x")
    assert stored()[0]["message"] == "x\n" * 2499 + "x"


def test_nothing_says_where_a_message_came_from(post):
    post()
    submission = FormSubmission.objects.get()
    assert "127.0.0.1" not in str(submission.get_data())


def test_no_shared_cache_may_keep_the_page(client, contact):
    for response in (client.get("/contact/"), client.post("/contact/", WORDS)):
        assert "private" in response["Cache-Control"]


def test_only_this_page_sets_the_cookie_of_its_form(client, contact):
    assert list(client.get("/").cookies) == []
    assert list(client.get("/contact/").cookies) == ["csrftoken"]


def test_a_post_without_its_token_is_refused(contact):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/contact/", WORDS).status_code == 403


def test_all_kinds_of_questions_can_be_asked_and_answered(client, contact, clock):
    kinds = [kind for kind, _ in FormField._meta.get_field("field_type").choices]
    contact.form_fields.all().delete()
    for order, kind in enumerate(kinds):
        FormField.objects.create(
            page=contact,
            sort_order=order,
            label=f"A {kind}",
            field_type=kind,
            choices="One,Two",
            required=False,
        )
    form = client.get("/contact/").context["form"]
    clock.shift(60)
    answers = {
        "a_email": "ada@example.com",
        "a_number": "4",
        "a_url": "example.org",
        "a_checkbox": "on",
        "a_checkboxes": ["One", "Two"],
        "a_dropdown": "One",
        "a_date": "2026-03-02",
        "a_datetime": "2026-03-02 12:00",
    }
    answer = {**answers, "rendered_at": form["rendered_at"].value()}
    for _ in range(2):  # the second time it is recognised, dates and numbers included
        assert "We will answer soon." in client.post("/contact/", answer).content.decode()
    (data,) = stored()
    assert data["a_url"] == "https://example.org"
    assert data["a_number"] == "4"
    assert len(mail.outbox) == 1
