"""Wrong addresses, Wagtail's own doors, and a database that is away."""

from urllib.parse import unquote

import pytest
from django.db import OperationalError, ProgrammingError
from django.test import Client
from wagtail.models import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/no-such-page/",
        "/no-such-page",
        "/%ff%fe/",
        "/%00/",
        "/a%00b/?x=1",
        "/?q=%00",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/" + "a/" * 500,
        "/" + "ü" * 300 + "/",
        "/media/",
        "/media/..%2fdb.sqlite3",
        "/media/%2e%2e/db.sqlite3",
        "/media/documents/secret.pdf",
        "/media/a%00b.png",
    ],
)
def test_a_wrong_address_is_not_found_and_never_an_error(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 404
    assert "404.html" in {template.name for template in response.templates}


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
@pytest.mark.parametrize("query", ["", "?next=/admin/pages/3/", "?next=%2Fx%2F%3Fa%3Db%26c"])
def test_wagtails_own_doors_lead_to_the_one_sign_in_page(client, door, query):
    response = client.get(door + query)
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/" + query


def test_the_admin_sends_a_visitor_to_sign_in_and_remembers_where_they_were_going(client):
    response = client.get("/admin/reports/locked/", follow=True)
    assert unquote(response.redirect_chain[-1][0]) == "/accounts/login/?next=/admin/reports/locked/"
    assert response.status_code == 200


class Away:
    """Any query fails, as when the server cannot be reached."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __call__(self, *args: object) -> None:
        raise self.error


def ask(address: str, error: Exception):
    from django.db import connection

    with connection.execute_wrapper(Away(error)):
        return Client(raise_request_exception=False).get(address)


@pytest.mark.parametrize(
    "address",
    ["/", "/no-such-page/", "/sitemap.xml", "/accounts/login/", "/members/", "/join/", "/documents/1/a.pdf"],
)
def test_a_database_that_is_away_gives_the_branded_503_without_a_stack(address):
    """Attack 35."""
    response = ask(address, OperationalError("could not connect to server: secret detail"))
    if address == "/accounts/login/" and response.status_code == 200:
        pytest.fail("the sign-in page did not notice that the database is away")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    body = response.content.decode()
    assert "<html" in body
    assert "Traceback" not in body
    assert "secret detail" not in body


def test_a_fault_of_ours_gives_the_branded_500_without_a_stack():
    response = ask("/", ProgrammingError("secret detail"))
    assert response.status_code == 500
    assert "<html" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_a_form_that_came_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.org"})
    assert response.status_code == 403
    assert "403.html" in {template.name for template in response.templates}
    assert b"This form could not be sent" in response.content


def test_a_picture_is_served_to_be_kept(client, settings):
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dot.png").write_bytes(b"\x89PNG")
    response = client.get("/media/images/dot.png")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert "max-age=2592000" in response.headers["Cache-Control"]
    assert client.post("/media/images/dot.png").status_code == 405


def test_the_page_tree_is_there():
    """The other tests of this file ask for addresses below a home page: Wagtail's migrations bring one."""
    assert Page.objects.filter(depth=2).exists()
