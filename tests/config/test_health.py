"""/healthz says that the process lives, /readyz that it can do its work, and which part cannot."""

import os
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from core.mail import deliver
from tests.support.worker import work_off_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def heartbeat(settings, tmp_path):
    settings.SCHEDULER_HEARTBEAT = tmp_path / "new" / "heartbeat"
    settings.SCHEDULER_MAX_AGE = 600
    return settings.SCHEDULER_HEARTBEAT


def test_the_process_answers_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_local_site_is_ready_without_a_scheduler(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "parts": {
            "database": "ok",
            "cache": "ok",
            "storage": "ok",
            "scheduler": "not configured",
            "worker": "not configured",
        },
    }


def test_a_database_that_is_away_is_named_without_its_reason(client):
    def away(*args):
        raise OperationalError("secret detail")

    with connection.execute_wrapper(away):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["database"] == "failed"
    assert b"secret" not in response.content


def test_a_cache_that_forgets_is_named(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert client.get("/readyz").json()["parts"]["cache"] == "failed"


def test_a_storage_that_takes_no_file_is_named(client, settings, tmp_path):
    (tmp_path / "file").write_text("where a folder should be")
    settings.PRIVATE_ROOT = tmp_path / "file"
    assert client.get("/readyz").json()["parts"]["storage"] == "failed"


def test_a_scheduler_that_never_ran_is_named(client, heartbeat):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["scheduler"] == "failed"


def test_a_scheduler_that_ran_is_ready_and_one_that_stopped_is_not(client, heartbeat):
    call_command("publish_scheduled")
    assert client.get("/readyz").json()["parts"]["scheduler"] == "ok"

    long_ago = time.time() - 601
    os.utime(heartbeat, (long_ago, long_ago))
    assert client.get("/readyz").json()["parts"]["scheduler"] == "failed"


def test_a_dry_run_leaves_no_sign(client, heartbeat):
    call_command("publish_scheduled", "--dryrun")
    assert not heartbeat.exists()


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_queue_that_is_worked_off_is_ready(client, queue):
    assert client.get("/readyz").json()["parts"]["worker"] == "ok"
    deliver.enqueue("Subject", "Text", ["pat@example.org"])
    assert client.get("/readyz").json()["parts"]["worker"] == "ok"
    work_off_the_queue()
    assert [message.subject for message in mail.outbox] == ["Subject"]


def test_tasks_that_nobody_does_are_named(client, queue, time_machine):
    deliver.enqueue("Subject", "Text", ["pat@example.org"])
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["worker"] == "failed"
