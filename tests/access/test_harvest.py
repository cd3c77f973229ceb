"""Nobody's e-mail address, telephone number or whole postcode can be gathered by following links."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from members.directory.models import SupervisorEntry
from members.directory.postcodes import FULL_POSTCODE
from members.membership.models import Membership
from tests.members.directory.conftest import directory, home  # noqa: F401  (fixtures)
from tests.members.directory.factories import SupervisorEntryFactory

pytestmark = pytest.mark.django_db

LINK = re.compile(r'\s(?:href|src|action)="([^"]+)"|<(?:loc|link|id)>([^<]+)<|"url": "([^"]+)"')
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
NUMBER = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")
HOST = "testserver"


def crawl(*starts):
    """Every public address that links lead to from here, with all that it answers, headers too."""
    anybody, waiting, seen = Client(), list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = anybody.get(address)
        body = response.getvalue() if response.streaming else response.content
        kind = response.get("Content-Type", "")
        is_text = kind.startswith(("text/", "application/")) and "pdf" not in kind
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        seen[address] = f"{headers}\n\n{body.decode() if is_text else ''}"
        if response.status_code == 404:
            continue
        links = ["".join(found) for found in LINK.findall(seen[address])]
        for link in [*links, response.get("Location", "")]:
            found = urlsplit(urljoin(f"http://{HOST}{address}", link.replace("&amp;", "&")))
            if found.netloc == HOST and not found.path.startswith("/static/"):
                waiting.append(found.path + (f"?{found.query}" if found.query else ""))
    return seen


def readable(text):
    """Without tags, and without drawings, whose outlines are numbers, too."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", text))


def test_no_address_number_or_whole_postcode_is_in_the_directory(
    directory,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        people = [
            SupervisorEntryFactory(phone=f"01632 9601{n:02}", website=f"https://example.org/{n}")
            for n in range(25)
        ]
        SupervisorEntryFactory(first_name="", last_name="", town="Leeds")
        hidden = SupervisorEntryFactory(paused=True)
    base = directory.url
    asked = [f"{base}check/?q={entry.name}" for entry in people[:9]] + [
        f"{base}check/?q={entry.member_id}" for entry in people[9:18]
    ]
    for words in (people[0].name, "supervisor", "Leeds", hidden.name):
        asked += [f"/search/?q={words}", f"/search/suggest/?q={words}", f"{base}?name={words}"]
    seen = crawl(base, f"{base}?near=EH8&within=any", "/sitemap.xml", *asked)
    assert all(f"{base}{entry.slug}/" in seen for entry in people)
    assert all(f"{base}{entry.slug}/contact/" in seen for entry in people)
    assert f"{base}?page=2" in seen
    assert f"{base}?view=map" in seen
    everything = "\n".join(seen.values())
    assert "Accredited today" in everything
    for entry in [*people, hidden]:
        assert entry.member.user.email not in everything
    assert EMAIL.findall(everything) == []
    read = readable(re.sub(r'content="width=.*?"', "", everything))
    assert NUMBER.findall(read) == []
    assert FULL_POSTCODE.findall(read) == []
    assert "https://example.org/" not in everything
    assert not any(hidden.slug in text for text in seen.values())
    assert Membership.objects.count() == len(people) + 2


@pytest.mark.slow
def test_nobody_of_the_whole_site_can_be_written_to_or_rung_up(django_capture_on_commit_callbacks):
    """The first content with its examples: pages, news, feeds, evidence and its exports, search, sitemap."""
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_site", verbosity=0)
        call_command("demo", verbosity=0)
        for number, entry in enumerate(SupervisorEntry.objects.all()):
            entry.phone, entry.website = f"01632 9602{number:02}", f"https://private.example/{number}"
            entry.show_phone = entry.show_website = False
            entry.save()
    listed = SupervisorEntry.objects.listed(timezone.localdate())
    words = ["example", "supervisor", *listed.values_list("member__user__last_name", flat=True)]
    seen = crawl(
        "/", "/sitemap.xml", "/robots.txt", "/search/suggest/?q=sun", *(f"/search/?q={w}" for w in words)
    )
    assert len(seen) > 200
    assert {f"/supervisors/{slug}/contact/" for slug in listed.values_list("slug", flat=True)} <= seen.keys()
    for address, text in seen.items():
        assert EMAIL.findall(text) == [], address
        assert FULL_POSTCODE.findall(readable(text)) == [], address
        # Not only the code of the place: an ETag may have its digits.
        assert not re.search(r"01632\s?960", text), address
        assert "private.example" not in text, address
    everything = "\n".join(seen.values()).lower()
    assert not any(user.email in everything for user in get_user_model().objects.all())
