"""The large invented site that benchmarks measure."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from core import first_content
from core.access import visible_to
from evidence.models import EvidencePage
from home.models import StandardPage
from home.news.models import NewsPage
from library.models import Document
from members.directory.models import SupervisorEntry
from members.membership.models import Member
from search.models import FileText
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FEW = {"pages": 25, "evidence": 3, "news": 3, "supervisors": 3, "members": 6, "documents": 2}


@pytest.fixture
def site():
    first_content.run("load", lambda line: None)


def load(**numbers):
    call_command("load_test_site", verbosity=0, **numbers)


def counts():
    models = [StandardPage, EvidencePage, NewsPage, SupervisorEntry, Member, Document]
    return [model.objects.count() for model in models]


def test_it_adds_what_is_asked_for_and_goes_on_where_it_was_stopped(site, client):
    before = counts()
    load(**FEW)
    added = [25, 3, 3, 3, 9, 2]  # a supervisor is a member, too
    assert [now - then for now, then in zip(counts(), before, strict=True)] == added
    load(**FEW)
    assert [now - then for now, then in zip(counts(), before, strict=True)] == added
    said = StringIO()
    call_command("load_test_site", **{**FEW, "news": 5}, stdout=said)
    assert "  news: 5 of 5, " in said.getvalue()
    assert NewsPage.objects.filter(slug__startswith="test-").count() == 5
    assert Page.find_problems() == ([], [], [], [], [])
    assert len(SupervisorEntry.objects.listed(timezone.localdate())) >= 3
    for page in visible_to(Page.objects.filter(slug__in=["test-0", "test-24"]), None):
        assert client.get(page.url).status_code == 200
    assert FileText.objects.exclude(text="").count() >= 2


def test_it_leaves_a_database_alone_that_people_have_worked_in(site):
    news = NewsPage.objects.first()
    PageLogEntry.objects.log_action(news, "wagtail.edit", user=UserFactory())
    before = counts()
    with pytest.raises(CommandError, match="People have worked in this database"):
        load(**FEW)
    assert counts() == before
    load(news=1, into_real_content=True)
    assert NewsPage.objects.filter(slug="test-0").exists()


def test_without_a_site_it_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_site"):
        load(**FEW)
