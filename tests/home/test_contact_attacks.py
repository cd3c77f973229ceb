"""The contact form with somebody at it who means no good."""

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.contrib.forms.models import FormSubmission

from core.throttle import client_key, ipv6_network, wait_before
from home.models import FormField
from tests.home.test_contact_form import WORDS, clock, contact, post, stored  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "value",
    [
        "Ada\nBcc: victim@example.com",
        "Ada\r\nBcc: victim@example.com",
        "Ada\rBcc: x",
        "Ada\x0bx",
        "Ada\x0cx",
        "Ada\x85x",
        "Ada\u2028x",
        "Ada\u2029x",
        "Ada\x00",
        "\tAda\tx",
    ],
)
@pytest.mark.parametrize("field", ["your_name", "your_e_mail"])
def test_a_second_line_where_one_belongs_is_refused(post, field, value):  # noqa: F811
    response = post(**{field: value})
    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert stored() == []
    assert mail.outbox == []


def test_a_hidden_question_takes_no_second_line_either(post, contact):  # noqa: F811
    FormField.objects.create(
        page=contact, sort_order=9, label="Campaign", field_type="hidden", required=False
    )
    response = post(campaign="x\nBcc: victim@example.com")
    assert response.context["form"].errors["campaign"]
    assert stored() == []


@given(text=st.text(max_size=40))
def test_no_text_in_a_single_line_is_an_error(text):
    from django.core.exceptions import ValidationError

    from home.contact_form import SingleLineField

    try:
        cleaned = SingleLineField(required=False).clean(text)
    except ValidationError:
        return
    assert len(cleaned.splitlines()) <= 1


def test_a_robot_fills_in_the_trap(post):  # noqa: F811
    response = post(website="https://example.com/")
    assert stored() == []
    assert mail.outbox == []
    assert response.context["form"]["website"].value() == ""
    assert "I live in Hove." in response.content.decode()


def test_a_person_caught_in_the_trap_can_simply_send_again(client, post):  # noqa: F811
    form = post(website="filled in by the browser").context["form"]
    client.post("/contact/", {name: form[name].value() for name in form.fields})
    assert stored() == [WORDS]


@pytest.mark.parametrize("seconds", [0, 1, 2])
def test_a_robot_is_too_fast(post, seconds):  # noqa: F811
    assert "faster than we expected" in post(seconds=seconds).content.decode()
    assert stored() == []


@pytest.mark.parametrize("forged", ["", "x", ":1tGz:abc", "\x00", "9" * 5000])
def test_a_forged_time_is_not_believed(post, forged):  # noqa: F811
    response = post(rendered_at=forged)
    assert response.status_code == 200
    assert stored() == []


def test_a_flood_is_stopped_after_five_and_says_when_to_come_back(post):  # noqa: F811
    responses = [post(seconds=3, message=f"Message {number}") for number in range(100)]
    assert [response.status_code for response in responses] == [200] * 5 + [429] * 95
    assert len(stored()) == len(mail.outbox) == 5
    last = responses[-1]
    assert "Please send yours again in 55 minutes." in last.content.decode()
    assert last["Retry-After"] == "3300"
    assert "Message 99" in last.content.decode()


def test_after_the_hour_messages_are_taken_again(post):  # noqa: F811
    for number in range(6):
        post(seconds=3, message=f"Message {number}")
    assert post(seconds=3600, message="Later").status_code == 200
    assert len(stored()) == 6


def test_many_visitors_together_are_stopped_too(client, post, settings):  # noqa: F811
    settings.CONTACT_MESSAGES_PER_HOUR = 8
    statuses = []
    for number in range(12):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        statuses.append(post(seconds=3, message=f"Message {number}").status_code)
    assert statuses == [200] * 8 + [429] * 4


def test_a_forged_forwarding_header_does_not_help(client, post):  # noqa: F811
    statuses = []
    for number in range(7):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        statuses.append(post(seconds=3, message=f"Message {number}").status_code)
    assert statuses == [200] * 5 + [429] * 2


def request(**headers):
    return RequestFactory().get("/", **headers)


def test_behind_a_proxy_visitors_are_told_apart_by_what_the_proxy_says(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    one, other = (request(HTTP_X_FORWARDED_FOR=f"6.6.6.6, 192.0.2.{number}") for number in (1, 2))
    assert client_key(one) != client_key(other)
    assert client_key(one) == client_key(request(HTTP_X_FORWARDED_FOR="7.7.7.7, 192.0.2.1"))


def test_a_request_that_went_around_the_proxy_is_no_error(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert client_key(request(HTTP_X_FORWARDED_FOR="192.0.2.1")) == client_key(request())
    assert client_key(request(REMOTE_ADDR=""))


def test_one_household_counts_as_one():
    assert client_key(request(REMOTE_ADDR="2001:db8::1")) == client_key(request(REMOTE_ADDR="2001:db8::2"))
    assert client_key(request(REMOTE_ADDR="2001:db8::1")) != client_key(request(REMOTE_ADDR="2001:db8:1::1"))
    assert ipv6_network("not:an:address") == "not:an:address"


def test_no_address_is_kept_in_the_cache():
    assert "192.0.2.1" not in client_key(request(REMOTE_ADDR="192.0.2.1"))


def test_a_count_lives_as_long_as_its_period(tmp_path, settings):
    """Caches of files and rows forget, when they count, how long the number was to live."""
    location = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
    settings.CACHES = {"default": location}
    with time_machine.travel("2026-03-02 12:00:00+00:00", tick=False) as traveller:
        assert [wait_before("test", "me", limit=2, seconds=3600) for _ in range(3)] == [0, 0, 3600]
        traveller.shift(3000)
        assert wait_before("test", "me", limit=2, seconds=3600) == 600
        traveller.shift(600)
        assert wait_before("test", "me", limit=2, seconds=3600) == 0
    cache.clear()


def test_messages_look_like_text_to_a_spreadsheet(client, post, admin_user):  # noqa: F811
    post(message="=HYPERLINK(0)", your_name="@ada")
    submission = FormSubmission.objects.get()
    client.force_login(admin_user)
    response = client.get(f"/admin/forms/submissions/{submission.page_id}/", {"export": "csv"})
    rows = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(0)" in rows
    assert "'@ada" in rows
    assert (
        client.get(f"/admin/forms/submissions/{submission.page_id}/", {"export": "xlsx"}).status_code == 200
    )
    assert client.get(f"/admin/forms/submissions/{submission.page_id}/").status_code == 200


@pytest.mark.parametrize("label", ["Website", "Rendered at", "Submit time", "???"])
def test_a_question_may_not_take_the_name_of_a_trap(client, contact, admin_user, label):  # noqa: F811
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

    client.force_login(admin_user)
    data = nested_form_data(
        {
            "title": "Contact",
            "slug": "contact",
            "summary": "",
            "introduction": rich_text("<p>Hello</p>"),
            "thank_you_text": rich_text("<p>Thanks</p>"),
            "to_address": "",
            "subject": "",
            "comments": inline_formset([]),
            "form_fields": inline_formset([{"label": label, "field_type": "singleline", "required": "on"}]),
        }
    )
    response = client.post(f"/admin/pages/{contact.pk}/edit/", {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert "Please choose another label." in response.content.decode()
