"""Every audience at a closed document, by every kind of request that could get some of it."""

import pytest

from library.models import Download
from tests.access.conftest import make_closed_site

pytestmark = pytest.mark.django_db

make_world = make_closed_site

REQUESTS = {
    "GET": ("get", {}, 200),
    "HEAD": ("head", {}, 200),
    "a range": ("get", {"HTTP_RANGE": "bytes=0-3"}, 206),
    "not changed": ("get", {"HTTP_IF_NONE_MATCH": "its hash"}, 304),
    "a range if it is the same": ("get", {"HTTP_RANGE": "bytes=0-3", "HTTP_IF_RANGE": "its hash"}, 206),
    "a range beyond": ("get", {"HTTP_RANGE": "bytes=9999-"}, 416),
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_every_request_asks_the_gate(closed_site, audience, client, kind):
    method, headers, status = REQUESTS[kind]
    if audience.user:
        client.force_login(audience.user)
    for level, closed in closed_site.closed.items():
        document = closed.document
        given = {
            name: value.replace("its hash", f'"{document.file_hash}"') for name, value in headers.items()
        }
        response = getattr(client, method)(document.url, **given)
        where = f"{audience.name}: {kind} of what is for {level}"
        if level in audience.opens:
            assert response.status_code == status, where
        else:
            assert response.status_code == (403 if audience.user else 302), where
            assert not response.has_header("ETag"), where
            assert not response.has_header("Content-Range"), where
        assert "no-store" in response["Cache-Control"], where
    begun = len(audience.opens) if kind in {"GET", "a range", "a range if it is the same"} else 0
    assert Download.objects.count() == begun
