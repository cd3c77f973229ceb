"""Accredited members, and what is asked of them."""

import pytest

from tests.members.directory.conftest import home  # noqa: F401  (a fixture)
from tests.members.practice.factories import practitioner


@pytest.fixture
def person(home, time_machine):  # noqa: F811
    """A practitioner since May 2024, on 16 November 2026."""
    time_machine.move_to("2026-11-16 12:00", tick=False)
    return practitioner("Morgan", "Mills")


@pytest.fixture
def owner(client, person):
    client.force_login(person.user)
    return client
