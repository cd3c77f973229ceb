"""Writing to a supervisor by the form: the mail arrives, the address stays private, abuse is kept small."""

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from accounts.first_content import OFFICERS
from core.first_content import Loader
from core.models import SiteSettings
from core.robots import signer
from members.directory.contact import relay
from members.directory.models import RelayedMessage
from tests.support.worker import work_off_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(directory, entry):
    return f"{directory.url}{entry.slug}/contact/"


@pytest.fixture
def send(client, address, time_machine, django_capture_on_commit_callbacks):
    def send(**changed):
        rendered_at = signer.sign("")
        time_machine.move_to(timezone.now() + datetime.timedelta(minutes=1))
        data = {
            "name": "Pat Parent",
            "email": "pat@example.net",
            "message": "Have you room for me?",
            "website": "",
            "rendered_at": rendered_at,
        }
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data | changed, follow=True)

    return send


def test_the_supervisor_gets_the_mail_and_can_answer_it(send, entry):
    assert "Your message is on its way" in send().content.decode()
    (message,) = mail.outbox
    assert message.to == [entry.member.user.email]
    assert message.reply_to == ["pat@example.net"]
    assert "Have you room for me?" in message.body
    assert "Pat Parent" in message.subject


def test_the_mail_leads_to_where_the_entry_is_paused(client, send, entry):
    send()
    link = re.search(r"pause your entry at any time: http://testserver(\S+)", mail.outbox.pop().body)[1]
    client.force_login(entry.member.user)
    page = client.get(link).content.decode()
    assert f'action="{reverse("directory_own_pause")}"' in page
    assert f'id="{link.partition("#")[2]}"' in page


def test_the_address_is_in_no_page(client, address, send, entry):
    for response in (client.get(address), send(), send(email="nonsense")):
        assert entry.member.user.email not in response.content.decode()


def test_only_that_and_when_is_kept_not_the_words(send, entry, caplog):
    send()
    relayed = RelayedMessage.objects.get()
    assert relayed.entry == entry
    kept = str({field.name: getattr(relayed, field.name) for field in RelayedMessage._meta.fields})
    assert "room for me" not in kept + caplog.text
    assert "pat@example.net" not in kept + caplog.text


def in_the_queue():
    return str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))


def test_the_queue_forgets_the_words_once_they_are_passed_on(send, settings):
    """In production a worker sends the mail, and keeps a record of what else it has sent."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send()
    assert "Have you room for me?" in in_the_queue()
    assert mail.outbox == []
    work_off_the_queue()
    assert "Have you room for me?" in mail.outbox.pop().body
    assert "Have you room for me?" not in in_the_queue()


def test_a_message_that_no_mail_server_took_is_left_for_who_keeps_the_site(send, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    work_off_the_queue()
    assert "Have you room for me?" in str(DBTaskResult.objects.failed().get().args_kwargs)


def test_a_message_that_could_not_be_taken_can_be_sent_again(send, monkeypatch):
    """The disk may be full: what was not passed on is not called sent the second time."""

    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(RelayedMessage, "save", full)
        with pytest.raises(OperationalError):
            send()
    assert mail.outbox == []
    send()
    assert len(mail.outbox) == 1


def test_sent_twice_is_one_message(send):
    send()
    send()
    assert len(mail.outbox) == RelayedMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "Pat\nBcc: all@example.org"}, "in one line"),
        ({"email": "pat"}, "valid email"),
        ({"email": "pat@example.net\r\nBcc: all@example.org"}, "valid email"),
        ({"message": ""}, "required"),
        ({"message": "x" * 4001}, "shorten it to 4000"),
        ({"website": "https://spam.example"}, "Leave this empty"),
        ({"rendered_at": "invented"}, "open for a long time"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost_or_sent(send, changed, said):
    response = send(**changed)
    assert said in response.content.decode()
    assert "pat@example.net" in response.content.decode() or "email" in changed
    assert mail.outbox == []
    assert not RelayedMessage.objects.exists()


def test_a_visitor_who_writes_much_must_wait(send, settings):
    cache.clear()
    settings.DIRECTORY_MESSAGES_PER_VISITOR_AND_HOUR = 2
    answers = [send(message=f"Message {number}").status_code for number in range(3)]
    assert answers == [200, 200, 429]
    assert len(mail.outbox) == 2


def test_a_supervisor_is_not_flooded(send, settings):
    cache.clear()
    settings.DIRECTORY_MESSAGES_PER_SUPERVISOR_AND_HOUR = 1
    assert [send(message=f"Message {number}").status_code for number in range(2)] == [200, 429]


def test_nobody_writes_to_somebody_who_is_not_listed(client, address, entry, send):
    entry.paused = True
    entry.save()
    assert client.get(address).status_code == 404
    assert send().status_code == 404
    assert mail.outbox == []


def test_a_form_without_its_token_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, {"name": "Pat"}).status_code == 403


def test_the_page_is_kept_in_no_cache(client, address):
    response = client.get(address)
    assert "no-store" in response.headers["Cache-Control"]
    assert 'name="robots" content="noindex' in response.content.decode()


@pytest.fixture
def report_link(send):
    site_settings = SiteSettings.for_site(Site.objects.get())
    site_settings.email = "office@example.org"
    site_settings.save()
    send()
    return re.search(r"http://testserver(/supervisors/contact/report/\S+)", mail.outbox.pop().body)[1]


def test_a_supervisor_reports_a_message_once(client, report_link, django_capture_on_commit_callbacks):
    assert "Report a message" in client.get(report_link).content.decode()
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(report_link, {"report": "It was rude."}, follow=True)
        assert "Thank you" in response.content.decode()
    (message,) = mail.outbox
    assert message.to == ["office@example.org"]
    assert "It was rude." in message.body
    assert RelayedMessage.objects.get().report == "It was rude."


@pytest.mark.parametrize("token", ["nonsense", "1:invented", "1"])
def test_an_invented_link_reports_nothing(client, token):
    assert client.get(reverse("directory_report", args=[token])).status_code == 404


def test_an_old_link_reports_nothing(client, report_link, time_machine):
    time_machine.move_to(timezone.now() + datetime.timedelta(days=91))
    assert client.get(report_link).status_code == 404
    assert relay.reported_by(report_link) is None


def test_officers_see_that_and_when_and_what_was_reported(client, officer, report_link, entry):
    Loader().grant(OFFICERS, RelayedMessage, "view")
    client.post(report_link, {"report": "It was rude."})
    client.force_login(officer)
    listing = client.get(reverse("wagtailsnippets_directory_relayedmessage:list"))
    assert str(entry) in listing.content.decode()
    pk = RelayedMessage.objects.get().pk
    inspected = client.get(reverse("wagtailsnippets_directory_relayedmessage:inspect", args=[pk]))
    assert "It was rude." in inspected.content.decode()
    deleting = client.get(reverse("wagtailsnippets_directory_relayedmessage:delete", args=[pk]))
    assert deleting.status_code in {302, 403}
    assert RelayedMessage.objects.exists()
