"""The audience matrix over the standards: pages, versions, files, aliases, sections, buttons, exports."""

import datetime
import html

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.first_content import OFFICERS
from core.first_content import Loader
from members.standards.models import Follow, ReadConfirmation, StandardVersionPage
from tests.access.conftest import AUDIENCES
from tests.access.test_matrix import check, open_to_everybody
from tests.factories import GradeFactory, HomePageFactory
from tests.members.standards.factories import (
    StandardFactory,
    StandardsIndexPageFactory,
    VersionFactory,
    days,
    pdf,
)
from tests.news.factories import NewsIndexPageFactory

pytestmark = pytest.mark.django_db

#: Who is a member in good standing: only they confirm anything.
MEMBERS = {"member", "member of another grade"}
#: Who may have the file of a draft.
KEEPERS = {"editor", "administrator"}
#: Who sees who has read what.
WATCHERS = {"officer", "administrator"}
LEVELS = {"members": "Xanadu", "grade": "Zanzibar", "public": "Openland"}


def make_world():
    """A standard for each level, with a superseded version, one in force, one to come, and a draft; and an
    alias of each with all below it."""
    home = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    NewsIndexPageFactory(parent=home)
    index = StandardsIndexPageFactory()
    supervisors = [GradeFactory(name="Supervisor")]
    made = {}
    for level, word in LEVELS.items():
        fields = {"audience": level} if level != "grade" else {"audience": "grades", "grades": supervisors}
        standard = StandardFactory(
            parent=index, title=f"{word} standard", slug=word.lower(), number=word[0], **fields
        )
        for number, day in ((1, -90), (2, -5), (3, 20)):
            VersionFactory(parent=standard, number=number, in_force_from=days(day))
        standard.create_alias(parent=index, update_slug=f"{word}-alias".lower(), recursive=True)
        VersionFactory(parent=standard, number=4, in_force_from=days(-1), live=False)
        made[level] = standard
    open_to_everybody()
    return made


@pytest.fixture
def standards(world):
    return world


def opens(level, audience):
    return level == "public" or level in audience.opens


def base(level):
    return f"/members/standards/{LEVELS[level].lower()}/"


def test_a_standard_its_versions_and_its_alias(standards, audience, visit):
    for level, word in LEVELS.items():
        for address in (base(level), f"/members/standards/{word.lower()}-alias/"):
            for rest in ("", "v/1/", "v/2/", "v/3/"):
                response = visit(f"{address}{rest}")
                check(response, f"{address}{rest}", opens(level, audience), audience)
                shows = word in response.content.decode()
                assert shows == opens(level, audience), f"{audience.name} at {address}{rest}"


def test_a_draft_version_exists_for_nobody(standards, audience, visit):
    for level in LEVELS:
        assert visit(f"{base(level)}v/4/").status_code == 404


def test_files_open_with_their_pages(standards, audience, visit):
    """Though they are filed in a public collection."""
    for level, standard in standards.items():
        for version in StandardVersionPage.objects.child_of(standard).filter(live=True):
            url = version.document.url
            # Whoever may change the document is never locked out of it.
            check(visit(url), url, opens(level, audience) or audience.name in KEEPERS, audience)


def test_files_of_drafts_and_of_withdrawn_versions_open_to_editors_alone(standards, audience, visit):
    for level, standard in standards.items():
        versions = StandardVersionPage.objects.child_of(standard)
        draft, withdrawn = versions.get(number=4), versions.get(number=2)
        withdrawn.unpublish()
        for url in (draft.document.url, withdrawn.document.url):
            check(visit(url), url, audience.name in KEEPERS, audience)
        shows = LEVELS[level] in visit(f"{base(level)}v/2/").content.decode()
        assert shows == opens(level, audience)


def test_a_file_that_only_the_newest_draft_carries_opens_to_editors_alone(standards, audience, visit):
    """The row of a draft still has the file that was chosen first, and that of a scheduled one the file that
    is to come."""
    for standard in standards.values():
        version = StandardVersionPage.objects.child_of(standard).get(number=4)
        second, third = pdf("second-thoughts.pdf"), pdf("third-thoughts.pdf")
        version.document = second
        version.save_revision()
        open_to_everybody()
        check(visit(second.url), second.url, audience.name in KEEPERS, audience)
        version.go_live_at = timezone.now() + datetime.timedelta(days=3)
        version.save_revision().publish()
        version.document = third
        version.save_revision()
        open_to_everybody()
        for document in (second, third):
            check(visit(document.url), document.url, audience.name in KEEPERS, audience)


def test_a_file_that_a_draft_no_longer_carries_stays_closed(standards, audience, visit):
    """Second thoughts: the first file never held, and lay where everybody may open it."""
    for level, standard in standards.items():
        version = VersionFactory(parent=standard, number=5, in_force_from=days(40), live=False)
        first = version.document
        version.document = pdf("better.pdf")
        version.save_revision().publish()
        check(visit(first.url), first.url, audience.name in KEEPERS, audience)
        better = version.document
        check(visit(better.url), better.url, opens(level, audience) or audience.name in KEEPERS, audience)


def test_the_list_and_the_search_name_what_opens(standards, audience, visit):
    for address in ("/members/standards/", "/members/standards/?q=standard", "/members/"):
        response = visit(address)
        check(response, address.replace("?q=", "%3Fq%3D"), "members" in audience.opens, audience)
        text = response.content.decode()
        for level, word in LEVELS.items():
            expected = "members" in audience.opens and opens(level, audience)
            assert (f"{word} standard" in text) == expected, f"{audience.name} at {address}"


def test_nothing_on_open_pages_or_in_the_sitemap_names_a_closed_standard(standards, audience, visit):
    for address in ("/sitemap.xml", "/news/feed/"):
        text = visit(address).content.decode().lower()
        assert "/members/standards/xanadu" not in text
        assert "/members/standards/zanzibar" not in text


def test_following(standards, audience, client):
    if audience.user:
        client.force_login(audience.user)
    for level, standard in standards.items():
        response = client.post(base(level), {"action": "follow"})
        may = bool(audience.user) and opens(level, audience)
        assert Follow.objects.filter(user=audience.user, standard=standard).exists() == may
        refused = 403 if audience.user else 302
        assert response.status_code == (302 if may else refused)
        if not audience.user:
            assert response["Location"].startswith(reverse("account_login"))


def test_confirming(standards, audience, client):
    if audience.user:
        client.force_login(audience.user)
    for level, standard in standards.items():
        response = client.post(f"{base(level)}v/2/", {"action": "confirm"})
        may = audience.name in MEMBERS and opens(level, audience)
        version = StandardVersionPage.objects.child_of(standard).get(number=2)
        assert ReadConfirmation.objects.filter(version=version).exists() == may, audience.name
        if not may and audience.user:
            assert response.status_code == 403
            assert response.context["denial"].text in html.unescape(response.content.decode())


def test_reports_and_exports(standards, audience, client):
    Loader().grant(OFFICERS, ReadConfirmation, "view")
    if audience.user:
        client.force_login(audience.user)
    version = StandardVersionPage.objects.child_of(standards["members"]).get(number=2)
    for address in (reverse("standards_report"), reverse("standards_readers", args=[version.pk])):
        for export in ("", "?export=csv", "?export=xlsx"):
            response = client.get(address + export)
            assert (response.status_code == 200) == (audience.name in WATCHERS), audience.name
            if audience.name not in WATCHERS:
                assert b"Xanadu" not in response.content


def test_every_audience_is_asked():
    assert set(AUDIENCES) >= MEMBERS | KEEPERS | WATCHERS


def test_officers_are_no_members_by_their_office(standards, client):
    from tests.access.conftest import person

    officer = person("officer")
    assert Group.objects.get(name=OFFICERS) in officer.groups.all()
    client.force_login(officer)
    assert "I have read" not in client.get(base("members")).content.decode()
