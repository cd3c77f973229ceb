"""The log of downloads: the officers' report and the member's own list."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.first_content import OFFICERS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from library import first_content
from library.account import SHOWN
from library.models import Download
from tests.factories import MembershipFactory, UserFactory
from tests.library.conftest import make_document

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/downloads/"


@pytest.fixture
def officer(client, db):
    load_groups(Loader())
    first_content.load(Loader())
    user = UserFactory(groups=[Group.objects.get(name=OFFICERS)])
    client.force_login(user)
    return user


@pytest.fixture
def fetched(db):
    """A download by a member."""
    member = MembershipFactory(user__email="pat@example.org").user
    document = make_document(title="=HYPERLINK(1)")
    return Download.objects.create(
        user=member, document=document, title=document.title, label="Standard 1", file_hash=document.file_hash
    )


def test_officers_see_who_had_what(client, officer, fetched):
    text = client.get(reverse("library_downloads")).content.decode()
    assert reverse("library_downloads") == REPORT
    assert "=HYPERLINK(1)" in text
    assert "Standard 1" in text
    assert REPORT in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"])
def test_editors_and_members_do_not(client, editor, fetched, address):
    assert b"HYPERLINK" not in client.get(address, follow=True).content
    client.force_login(fetched.user)
    assert client.get(address).status_code in {302, 403}
    assert REPORT not in client.get("/admin/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("title=hyper", 1),
        ("title=other", 0),
        ("label=standard", 1),
        ("person=pat@", 1),
        ("since=2000-01-01", 1),
        ("since=2999-01-01", 0),
        ("until=2000-01-01", 0),
    ],
)
def test_filters(client, officer, fetched, query, count):
    response = client.get(f"{REPORT}?{query}")
    assert len(response.context["object_list"]) == count


def test_the_export_runs_no_formula(client, officer, fetched):
    text = b"".join(client.get(f"{REPORT}?export=csv").streaming_content).decode("utf-8-sig")
    headings, row = csv.reader(io.StringIO(text))
    assert headings == ["Time", "Name", "E-mail address", "Document", "Part of", "File's hash (SHA-1)"]
    assert row[2:5] == ["pat@example.org", "'=HYPERLINK(1)", "Standard 1"]
    assert client.get(f"{REPORT}?export=xlsx").status_code == 200


def test_members_see_their_own_and_nobody_elses(client, fetched):
    client.force_login(fetched.user)
    text = client.get("/members/account/").content.decode()
    assert "What you have downloaded" in text
    assert fetched.document.url in text
    client.force_login(MembershipFactory().user)
    assert "What you have downloaded" not in client.get("/members/account/").content.decode()


def test_the_list_is_short_and_says_how_many_more(client, fetched):
    for number in range(SHOWN + 2):
        Download.objects.create(user=fetched.user, title=f"Paper {number}", file_hash="0" * 40)
    client.force_login(fetched.user)
    text = client.get("/members/account/").content.decode()
    assert "And 3 more before." in text
