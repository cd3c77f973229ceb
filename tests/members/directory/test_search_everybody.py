"""What is kept between two requests is used only while nothing has changed in the database."""

import threading

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from members.directory.models import Sector, SupervisorEntry
from members.directory.search.everybody import everybody
from members.membership.models import Grade, Membership
from tests.factories import HomePageFactory
from tests.members.directory.factories import SupervisorEntryFactory, lapsed_dates
from tests.members.directory.surfaces import surfaces
from tests.support.queries import fewest_queries

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Sunil Shah"


@pytest.fixture
def home(transactional_db):
    """What the tests before have emptied is made again: each of these ends with an empty database."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePageFactory(parent=Page.get_first_root_node() or Page.add_root(title="Root", slug="root"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home


@pytest.fixture
def entry(directory):
    health = Sector.objects.create(name="Health", slug="health")
    return SupervisorEntryFactory(
        first_name="Sunil", last_name="Shah", town="Shahton", words={"sectors": [health]}
    )


def now():
    return everybody(timezone.localdate())


def elsewhere(change):
    """Do it on another connection, as another process would."""

    def run():
        try:
            change()
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()


def test_without_a_change_it_is_read_once(entry):
    read = set()
    assert fewest_queries(lambda: read.add(id(now()))) == 1  # the mark


CHANGES = {
    "lapse": lambda entry: Membership.objects.update(**lapsed_dates()),
    "suspend": lambda entry: Membership.objects.update(status=Membership.Status.SUSPENDED),
    "pause": lambda entry: SupervisorEntry.objects.update(paused=True),
    "unpublish": lambda entry: SupervisorEntry.objects.update(live=False),
    "leave": lambda entry: entry.delete(),
    "grade": lambda entry: Grade.objects.update(in_directory=False),
    "by hand": lambda entry: _by_hand("UPDATE directory_supervisorentry SET paused = (1 = 1)"),
}


def _by_hand(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("by", ["this process", "another"])
def test_whoever_leaves_is_gone_at_once_from_what_is_kept_too(client, directory, entry, change, by):
    assert {name for name, shows in surfaces(directory, entry, NAME).items() if not shows} == {"photograph"}
    if by == "another":
        elsewhere(lambda: CHANGES[change](entry))
    else:
        CHANGES[change](entry)
    response = client.get(directory.url)
    assert "Shah" not in response.content.decode()
    assert response.context["total"] == 0
    left = {name for name, shows in surfaces(directory, entry, NAME).items() if shows}
    assert left <= {"check"}
    # Whoever took only their entry out, or is in a grade that it doesn't list, is accredited all the same.
    assert bool(left) == (change not in {"lapse", "suspend"})


def test_words_and_names_follow_too(entry):
    before = now()
    Sector.objects.update(name="Hospitals")
    assert [choice.name for choice in now().choices["sector"]] == ["Hospitals"]
    entry.member.user.first_name = "Anil"
    entry.member.user.save()
    assert [row[3] for row in now().rows] == ["Anil"]
    assert [row[3] for row in before.rows] == ["Sunil"]


def test_what_is_rolled_back_was_never_kept(entry):
    with transaction.atomic():
        SupervisorEntry.objects.update(paused=True)
        assert now().rows == []
        transaction.set_rollback(True)
    assert len(now().rows) == 1


def test_another_day_is_another_list(entry, time_machine):
    assert len(now().rows) == 1
    time_machine.move_to("2090-01-01T12:00:00Z")
    assert now().rows == []
