"""Who imports members, and an officer at their desk."""

import pytest

from tests.factories import UserFactory
from tests.members.factories import grades, officer


@pytest.fixture
def by(db):
    """Whoever imports."""
    grades()
    return UserFactory(is_superuser=True)


@pytest.fixture
def signed_in(client):
    client.user = officer()
    client.force_login(client.user)
    return client


@pytest.fixture
def post(signed_in, django_capture_on_commit_callbacks):
    def send(address, **values):
        with django_capture_on_commit_callbacks(execute=True):
            response = signed_in.post(address, values, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return send
