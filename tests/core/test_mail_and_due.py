"""Mail goes through the queue once its transaction came through; what is due is done by one command."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from core.due import due
from core.mail import queue
from tests.support.worker import work_off_the_queue

TEMPLATE = "Hello from {{ site_name }}\n\nDear {{ name }},\n\nsee {{ site_url }}/members/\n"


@pytest.fixture
def template(settings, tmp_path):
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "greeting.txt").write_text(TEMPLATE)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]


@pytest.mark.django_db
def test_the_first_line_is_the_subject_and_the_rest_the_text(template, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue("greeting", "pat@example.org", {"name": "Pat O'Hara"}, reply_to=["office@example.org"])
    (message,) = mail.outbox
    assert message.subject == "Hello from AVIGuk"
    assert message.body == "Dear Pat O'Hara,\n\nsee http://testserver/members/\n"
    assert message.to == ["pat@example.org"]
    assert message.reply_to == ["office@example.org"]


@pytest.mark.django_db
def test_what_was_undone_mails_nobody(template, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        queue("greeting", "pat@example.org", {"name": "Pat"})
        transaction.set_rollback(True)
    assert mail.outbox == []


@pytest.mark.django_db
def test_in_production_a_worker_sends_it(template, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        queue("greeting", "pat@example.org", {"name": "Pat"})
    assert mail.outbox == []
    work_off_the_queue()
    assert [message.subject for message in mail.outbox] == ["Hello from AVIGuk"]
    assert DBTaskResult.objects.successful().count() == 1


@pytest.mark.django_db
def test_one_part_that_fails_stops_no_other(capsys):
    days = []

    def fails(today, **kwargs):
        raise ValueError("the post office is closed")

    def works(today, **kwargs):
        days.append(today)
        return "One reminder sent."

    due.connect(fails)
    due.connect(works)
    try:
        with pytest.raises(CommandError, match="post office"):
            call_command("do_what_is_due")
    finally:
        due.disconnect(fails)
        due.disconnect(works)
    assert len(days) == 1
    assert "One reminder sent." in capsys.readouterr().out
