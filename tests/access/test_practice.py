"""Who gets to the status letter and to continuing practice: pages, entries, the list and its exports."""

import datetime

import pytest
from django.utils import timezone

from core.first_content import Loader
from members.membership.models import Grade, Member
from members.practice import first_content
from members.practice.models import Reaccreditation, Session
from tests.access.conftest import make_closed_site
from tests.factories import GradeFactory, MembershipFactory
from tests.members.directory.factories import DirectoryPageFactory

make_world = make_closed_site

#: The member's grade is accredited here, the other member's (a trainee's) is not.
ACCREDITED = {"member"}
OFFICERS = {"officer", "administrator"}


@pytest.fixture
def record(closed_site, audience):
    """Somebody else's record; what is closed on the site besides plays no part."""
    DirectoryPageFactory(parent=closed_site.home)
    first_content.load(Loader())
    Grade.objects.filter(name="Supervisor").update(is_accredited=True)
    other = Member.objects.get(user=MembershipFactory(grade=GradeFactory(name="Supervisor")).user)
    Reaccreditation.objects.create(member=other, on=timezone.localdate() - datetime.timedelta(days=9))
    return Session.objects.create(member=other, hours=1, with_whom="Helen Hidden", notes="Hidden notes")


PAGES = ["/members/practice/", "/members/account/letter/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_own_pages_open_to_who_is_accredited(visit, audience, record, address):
    response = visit(address)
    expected = 302 if audience.user is None else 200 if audience.name in ACCREDITED else 403
    assert response.status_code == expected
    assert "no-store" in response["Cache-Control"]
    assert b"Hidden" not in response.content


def test_nobody_reaches_another_persons_entry(visit, audience, record):
    response = visit(f"/members/practice/{record.pk}/")
    assert response.status_code in {302, 403, 404}
    assert b"Hidden" not in response.content


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
def test_the_list_and_its_exports_open_to_officers(visit, audience, record, query):
    response = visit(f"/admin/reports/practice/{query}")
    assert (response.status_code == 200) == (audience.name in OFFICERS)
    told = response.getvalue() if response.streaming else response.content
    assert b"Hidden" not in told
