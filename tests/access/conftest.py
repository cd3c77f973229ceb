"""The audiences of the site, and a small site with something closed on every surface."""

import datetime
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from accounts.first_content import EDITORS, OFFICERS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from core.models import SiteSettings
from library.models import Document
from members.membership.models import Membership
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory, StandardPageFactory, UserFactory
from tests.history.factories import HistoryPageFactory, MilestonePageFactory
from tests.news.factories import NewsCategoryFactory, NewsIndexPageFactory, NewsPageFactory

#: Who asks, and which closed things open to them. "members" is the padlock's "any logged-in users";
#: "grade" is "specific groups" with the group of the member's grade.
AUDIENCES = {
    "anonymous": set(),
    "member": {"members", "grade"},
    "member of another grade": {"members"},
    "lapsed": set(),
    "suspended": set(),
    "never a member": set(),
    "editor": {"members", "grade"},
    "officer": {"members"},
    "administrator": {"members", "grade"},
}


@pytest.fixture(params=AUDIENCES)
def audience(request, db):
    """One of the audiences: its name, what opens to it, and its user (None: nobody is signed in)."""
    return SimpleNamespace(name=request.param, opens=AUDIENCES[request.param], user=person(request.param))


def person(audience):
    load_groups(Loader())
    supervisor, trainee = GradeFactory(name="Supervisor"), GradeFactory(name="Trainee")
    last_year = timezone.localdate() - datetime.timedelta(days=365)
    match audience:
        case "anonymous":
            return None
        case "member":
            return MembershipFactory(grade=supervisor).user
        case "member of another grade":
            return MembershipFactory(grade=trainee).user
        case "lapsed":
            return MembershipFactory(
                grade=supervisor, starts_on=last_year, ends_on=last_year + datetime.timedelta(days=100)
            ).user
        case "suspended":
            return MembershipFactory(grade=supervisor, status=Membership.Status.SUSPENDED).user
        case "never a member":
            return UserFactory()
        case "editor":
            return UserFactory(groups=[Group.objects.get(name=EDITORS)])
        case "officer":
            return UserFactory(groups=[Group.objects.get(name=OFFICERS)])
        case "administrator":
            return UserFactory(is_superuser=True)
    raise ValueError(audience)


@dataclass
class Closed:
    """One closed thing of each kind, all with ``word`` in their titles, and where each would show."""

    word: str
    pages: dict[str, Page]
    document: Document


@dataclass
class ClosedSite:
    home: Page
    news: Page
    history: Page
    open_article: Page
    open_milestone: Page
    shelf: Page
    closed: dict[str, Closed]


@pytest.fixture
def closed_site(world):
    """The closed site, where a module has ``make_world = make_closed_site``."""
    return world


def make_closed_site():
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    news, history = NewsIndexPageFactory(parent=home), HistoryPageFactory(parent=home)
    category = NewsCategoryFactory()
    site = ClosedSite(
        home=home,
        news=news,
        history=history,
        open_article=NewsPageFactory(parent=news, title="Open article", categories=[category]),
        open_milestone=MilestonePageFactory(parent=history, title="Open milestone"),
        shelf=StandardPageFactory(parent=home, title="Open shelf", slug="shelf"),
        closed={},
    )
    for level, word in (("members", "Xanadu"), ("grade", "Zanzibar")):
        site.closed[level] = _close(site, level, word, category)
    menu = [
        ("item", {"page": page, "url": "", "label": ""})
        for page in (site.shelf, *(closed.pages["section"] for closed in site.closed.values()))
    ]
    SiteSettings.objects.create(site=Site.objects.get(), main_menu=menu, footer_menu=menu)
    site.shelf.body = [
        (
            "pages",
            {
                "heading": "See also",
                "pages": [closed.pages["section"] for closed in site.closed.values()],
                "parent": None,
                "limit": 6,
            },
        )
    ]
    site.shelf.save_revision().publish()
    return site


def _close(site, level, word, category):
    section = StandardPageFactory(parent=site.home, title=f"{word} section", slug=word.lower())
    pages = {
        "section": section,
        "child": StandardPageFactory(parent=section, title=f"{word} child"),
        "article": NewsPageFactory(parent=site.news, title=f"{word} article", categories=[category]),
        "milestone": MilestonePageFactory(parent=site.history, title=f"{word} milestone"),
    }
    for key in ("section", "article", "milestone"):
        close(PageViewRestriction(page=pages[key]), level)
    # An alias must be as closed as its source, and so must an alias of the alias, and all below.
    alias = section.create_alias(parent=site.shelf, update_slug=f"{word}-alias".lower(), recursive=True)
    pages["alias"] = alias
    pages["child of the alias"] = alias.get_children().get().specific
    pages["alias of the alias"] = alias.create_alias(parent=site.home, update_slug=f"{word}-again".lower())
    collection = Collection.get_first_root_node().add_child(name=f"{word} files")
    close(CollectionViewRestriction(collection=collection), level)
    document = Document(title=f"{word} document", collection=collection.add_child(name=f"{word} inner files"))
    document.file.save("standard.pdf", ContentFile(b"%PDF-1.4 " + word.encode()))
    document.get_file_hash()
    return Closed(word, pages, document)


def close(restriction, level):
    """Save a page or collection restriction: for members, or for the supervisors among them."""
    restriction.restriction_type = restriction.LOGIN if level == "members" else restriction.GROUPS
    restriction.save()
    if level == "grade":
        restriction.groups.add(GradeFactory(name="Supervisor").group)


@pytest.fixture
def visit(client, audience):
    """Ask for an address as the audience, twice, and hand back the second answer: nothing may change."""
    if audience.user:
        client.force_login(audience.user)

    def ask(url):
        first, second = client.get(url), client.get(url)
        assert first.status_code == second.status_code
        return second

    return ask


@pytest.fixture
def member(db):
    return person("member")


@pytest.fixture
def other_browser():
    return Client()
