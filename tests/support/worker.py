"""Working off the queue within a test's transaction."""

from unittest import mock

from django.core.management import call_command


def work_off_the_queue() -> None:
    """What the database worker does in one go.

    It drops its connection in between, and with it a test's transaction, unless it is kept from that, as
    Django's own test client is.
    """
    with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("db_worker", "--batch", verbosity=0)
