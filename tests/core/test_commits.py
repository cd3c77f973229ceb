"""What fails after a commit keeps nothing else from being done."""

import pytest
from django.db import transaction

from core.commits import after_commit

pytestmark = pytest.mark.django_db(transaction=True)


def fail(word):
    raise RuntimeError(word)


def test_what_fails_is_logged_and_what_waits_behind_it_is_done(caplog):
    done = []
    with transaction.atomic():
        after_commit(fail, "no")
        after_commit(done.append, "yes")
        assert not done
    assert done == ["yes"]
    assert "Error calling fail in on_commit()" in caplog.text
