"""Attacks on accounts, gating and files that no other test makes: see each number in its docstring."""

import json
import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from tests.access.conftest import make_closed_site, person
from tests.factories import GradeFactory, MembershipFactory
from tests.home.factories import StandardPageFactory
from tests.members.standards.factories import StandardFactory, StandardsIndexPageFactory, VersionFactory
from tests.members.training.factories import (
    DocumentFactory,
    TrainingIndexPageFactory,
    TrainingMaterialPageFactory,
)

pytestmark = pytest.mark.django_db

make_world = make_closed_site


@pytest.fixture
def supervisor():
    return GradeFactory(name="Supervisor")


@pytest.fixture
def standard(closed_site, supervisor):
    """A standard for supervisors, with its version and file."""
    index = StandardsIndexPageFactory(parent__parent=closed_site.home)
    standard = StandardFactory(
        parent=index,
        title="Zanzibar standard",
        slug="zanzibar-standard",
        audience="grades",
        grades=[supervisor],
    )
    VersionFactory(parent=standard)
    return standard


@pytest.fixture
def material(closed_site, supervisor):
    """A handout for supervisors."""
    index = TrainingIndexPageFactory(parent__parent=closed_site.home)
    return TrainingMaterialPageFactory(
        parent=index,
        title="Zanzibar handout",
        slug="zanzibar-handout",
        document=DocumentFactory(),
        grades=[supervisor],
    )


@pytest.fixture
def trainee():
    client = Client()
    client.force_login(MembershipFactory(grade=GradeFactory(name="Trainee")).user)
    return client


def kinds(page):
    return list(page.view_restrictions.values_list("restriction_type", flat=True))


ADDRESSES_OF_A_PAGE = [
    "view_draft/",
    "revisions/{revision}/view/",
    "revisions/{revision}/revert/",
    "revisions/compare/earliest...latest/",
    "history/",
    "edit/",
    "edit/preview/",
    "copy/",
    "move/",
    "delete/",
    "unpublish/",
    "privacy/",
    "usage/",
    "workflow/status/",
]


@pytest.mark.parametrize("who", ["anonymous", "member", "lapsed", "never a member"])
def test_attack_7_drafts_and_revisions_open_to_nobody_else(client, closed_site, who):
    page = closed_site.shelf
    page.title = "Unpublished Quux"
    revision = page.save_revision()
    user = person(who)
    if user:
        client.force_login(user)
    for address in ADDRESSES_OF_A_PAGE:
        asked = f"/admin/pages/{page.pk}/{address.format(revision=revision.pk)}"
        response = client.get(asked, follow=True)
        assert "Quux" not in response.content.decode(), asked
        assert response.status_code == (403 if user else 200), asked
        assert user or response.request["PATH_INFO"] == "/accounts/login/", asked


def test_attack_12_a_page_made_private_is_closed_at_the_next_request(client, closed_site):
    """No answer to a visitor may be kept so long that it outlives the padlock."""
    page = StandardPageFactory(parent=closed_site.home, title="Soon private", slug="soon-private")
    before = client.get("/soon-private/")
    assert before.status_code == 200
    kept = before.get("Cache-Control", "")
    assert "max-age" not in kept or "max-age=0" in kept
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    after = client.get("/soon-private/")
    assert after.status_code == 302
    assert "no-store" in after["Cache-Control"]
    assert (
        client.get("/soon-private/", headers={"if-none-match": before.get("ETag", '"x"')}).status_code == 302
    )


def test_attack_25_an_officer_gets_nothing_of_the_pages_and_files(client, standard):
    """Wagtail leads back to the dashboard, and says that this is not theirs."""
    client.force_login(person("officer"))
    revision, document = standard.latest_revision, standard.versions()[0].document
    for address in (
        *(f"/admin/pages/{standard.pk}/{rest.format(revision=revision.pk)}" for rest in ADDRESSES_OF_A_PAGE),
        "/admin/documents/",
        "/admin/documents/chooser/results/",
        f"/admin/documents/edit/{document.pk}/",
        f"/admin/documents/delete/{document.pk}/",
        f"/admin/documents/usage/{document.pk}/",
        "/admin/users/",
        "/admin/groups/",
        "/admin/collections/",
    ):
        for ask in (client.get, client.post):
            response = ask(address, follow=True)
            assert "Zanzibar" not in response.content.decode(), address
    standard.refresh_from_db()
    assert standard.live


@pytest.mark.parametrize("who", ["editor", "administrator"])
@pytest.mark.parametrize("kind", ["standard", "material"])
def test_attack_25_the_screen_for_privacy_opens_no_page_for_a_grade(request, client, trainee, who, kind):
    """It does not offer to, and did it all the same when the form was sent."""
    page = request.getfixturevalue(kind)
    client.force_login(person(who))
    assert trainee.get(page.url).status_code == 403
    for choice in ("none", "login", "groups", "password"):
        client.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": choice, "password": "x"})
        assert kinds(page) == ["groups"]
        assert trainee.get(page.url).status_code == 403


def test_a_page_that_says_who_may_read_it_can_still_be_deleted_and_opened(material):
    material.audience = "members"
    material.grades.clear()
    material.save()
    assert kinds(material) == []
    material.delete()
    assert not PageViewRestriction.objects.filter(page_id=material.pk).exists()


@pytest.mark.parametrize("kind", ["standard", "material"])
@pytest.mark.parametrize("way", ["copied", "made an alias of"])
def test_attack_6_what_is_made_of_a_page_for_a_grade_is_as_closed(request, client, trainee, kind, way):
    page = request.getfixturevalue(kind)
    client.force_login(person("administrator"))
    client.post(
        f"/admin/pages/{page.pk}/copy/",
        {
            "new_title": "Zanzibar again",
            "new_slug": "zanzibar-again",
            "new_parent_page": page.get_parent().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
            "alias": "on" if way == "made an alias of" else "",
        },
    )
    made = page.get_parent().get_children().filter(slug="zanzibar-again").first()
    assert made
    assert trainee.get(made.url).status_code in {403, 404}
    assert "again" not in trainee.get(made.get_parent().url).content.decode()


@pytest.mark.parametrize("kind", ["standard", "material"])
def test_attack_25_no_page_is_moved_or_copied_out_of_the_members_area(request, client, closed_site, kind):
    page = request.getfixturevalue(kind)
    client.force_login(person("administrator"))
    for target in (closed_site.home, closed_site.shelf, closed_site.news):
        client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/")
        for alias in ("", "on"):
            client.post(
                f"/admin/pages/{page.pk}/copy/",
                {"new_title": "Out", "new_slug": "out", "new_parent_page": target.pk, "alias": alias},
            )
        assert not target.get_descendants().filter(slug__in=[page.slug, "out"]).exclude(pk=page.pk).exists()
    page.refresh_from_db()
    assert page.url.startswith("/members/")


def write(browser, version, changes):
    """Publish a version with these words on what has changed, as its form is sent."""
    form = {
        "number": version.number,
        "in_force_from": version.in_force_from.isoformat(),
        "document": version.document_id,
        "changes": changes,
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return browser.post(f"/admin/pages/{version.pk}/edit/", nested_form_data(form))


HOSTILE = {
    "blocks": [
        {
            "key": f"block{number}",
            "type": kind,
            "depth": 0,
            "text": text,
            "inlineStyleRanges": [],
            "entityRanges": [{"offset": 0, "length": 5, "key": number}],
        }
        for number, (kind, text) in enumerate(
            [
                ("unstyled", "Click <img src=x onerror=alert(1)> <script>alert(2)</script>"),
                ("unstyled", "Again"),
                ("atomic", " film"),
            ]
        )
    ],
    "entityMap": {
        "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(3)"}},
        "1": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": " JaVaScript:alert(4)"}},
        "2": {
            "type": "EMBED",
            "mutability": "IMMUTABLE",
            "data": {"url": "https://evil.example/", "html": "<script>alert(5)</script>"},
        },
    },
}


def test_attack_27_rich_text_carries_no_script(client, standard):
    """Sent past the editor's own buttons, as JSON of the kind that it sends."""
    version = standard.versions().get()
    client.force_login(person("editor"))
    assert write(client, version, json.dumps(HOSTILE)).status_code == 302
    response = client.get(f"{standard.url}v/1/")
    text = response.content.decode()
    assert "&lt;img src=x onerror" in text
    assert "<img src=x" not in text
    assert "<script>alert" not in text
    assert "evil.example" not in text
    assert not re.search(r"(href|src)\s*=\s*.?\s*javascript:", text, re.IGNORECASE)


def test_attack_37_two_editors_publish_at_once_and_nothing_is_lost(client, standard, other_browser):
    version = standard.versions().get()
    first, second = person("editor"), person("administrator")
    client.force_login(first)
    other_browser.force_login(second)
    opened = [
        browser.get(f"/admin/pages/{version.pk}/edit/").context["editing_sessions"]
        for browser in (client, other_browser)
    ]
    assert write(client, version, rich_text("<p>What the first wrote</p>")).status_code == 302
    # The second browser asks now and then, and its editor is told before anything is overwritten.
    as_opened = {
        "revision_id": opened[1].revision_id,
        "revision_created_at": opened[1].revision_created_at,
    }
    notice = other_browser.post(opened[1].ping_url, as_opened).json()["other_sessions"][0]
    assert notice["user"] == str(first)
    assert notice["revision_id"] == version.revisions.latest("pk").pk
    # Sent all the same, it is published; what the first wrote stands in the history, to be brought back.
    assert write(other_browser, version, rich_text("<p>What the second wrote</p>")).status_code == 302
    texts = [revision.as_object().changes for revision in version.revisions.order_by("pk")]
    assert ["first" in texts[-2], "second" in texts[-1]] == [True, True]
    version.refresh_from_db()
    assert "What the second wrote" in version.changes
