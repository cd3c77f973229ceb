"""What protects visitors is on every answer, and the admin's allowance on the admin's answers only."""

import pytest
from django.urls import reverse

from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("address", ["/", "/no-such-page/", "/accounts/login/", "/robots.txt", "/healthz"])
def test_a_public_answer_carries_the_strict_policy(client, address):
    given = policy(client.get(address))
    assert given["default-src"] == "'none'"
    assert given["script-src"] == given["style-src"] == "'self'"
    assert given["object-src"] == given["base-uri"] == given["frame-ancestors"] == "'none'"
    assert given["form-action"] == "'self'"
    assert not any("unsafe" in value or "http" in value or "*" in value for value in given.values())


def test_only_the_admin_gets_its_allowance(admin_client):
    given = policy(admin_client.get(reverse("wagtailadmin_home")))
    assert "'unsafe-inline'" in given["script-src"]
    assert given["frame-ancestors"] == "'self'"
    assert given["object-src"] == "'none'"
    assert not any("http" in value or "*" in value or "eval" in value for value in given.values())


def test_what_the_admin_previews_is_strict_and_may_stand_in_the_admins_frame(admin_client):
    page = StandardPageFactory(title="As everybody will see it")
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "As everybody will see it" in response.content.decode()
    given = policy(response)
    assert given.pop("frame-ancestors") == "'self'"
    public = policy(admin_client.get(page.url))
    assert public.pop("frame-ancestors") == "'none'"
    assert given == public


@pytest.mark.parametrize("address", ["/administration/", "/admins/", "/x/admin/"])
def test_an_address_that_only_looks_like_the_admin_does_not(client, address):
    assert "unsafe" not in client.get(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/no-such-page/", "/accounts/login/", "/admin/"])
def test_every_answer_carries_the_other_headers(client, address):
    """Attack 31, among others: no other site puts the sign-in page or the admin into a frame."""
    headers = client.get(address).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
