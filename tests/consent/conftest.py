import pytest
from wagtail.models import Site

from consent import notice as notices
from consent.first_content import category
from consent.models import CookiesPage
from tests.home.factories import HomePageFactory


@pytest.fixture
def essential(db):
    return category(
        "essential",
        "Needed",
        "The site does not work without them.",
        [
            ("cookie_consent", "Keeps your choice.", "this site", "six months"),
            ("sessionid", "Keeps you signed in.", "this site", "two weeks"),
        ],
        ordering=0,
        is_required=True,
    )


@pytest.fixture
def video(essential):
    return category(
        "video",
        "Videos",
        "Plays videos of YouTube and Vimeo.",
        [("vuid", "Counts plays.", "Vimeo", "two years", {"domain": ".vimeo.com"})],
        ordering=1,
    )


@pytest.fixture
def statistics(video):
    return category(
        "statistics",
        "Statistics",
        "Counts visits.",
        [
            ("_pk_*", "Recognises your browser.", "this site", "13 months"),
            ("stats", "Keeps a number.", "this site", "a year", {"storage_type": "local_storage"}),
        ],
        ordering=2,
    )


@pytest.fixture
def two(video, statistics):
    """A site with two optional categories, a home page and a cookies page."""
    home = HomePageFactory()
    page = CookiesPage(title="Cookies", slug="cookies")
    home.add_child(instance=page)
    Site.clear_site_root_paths_cache()
    notices.forget()
    return video, statistics


@pytest.fixture
def say(client, two):
    """POST a choice as a page of ours does: say("accept"), say("chosen", category=["video"])."""

    def send(choice, *, accept="text/html", headers=None, **fields):
        data = {"choice": choice, "way": "banner", "shown": notices.current().digest, "next": "/", **fields}
        return client.post(
            "/consent/", data, headers={"Sec-Fetch-Site": "same-origin", "Accept": accept, **(headers or {})}
        )

    return send
