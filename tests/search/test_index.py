"""What is found follows what is published, moved, deleted, opened and closed; by signals, once committed."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from library.models import Document
from search.index import rebuild
from search.models import Entry, Text
from search.query import search, suggest
from tests.factories import StandardPageFactory, UserFactory
from tests.home.factories import site_root
from tests.library.conftest import make_document
from tests.members.directory.factories import DirectoryPageFactory, SupervisorEntryFactory
from tests.members.standards.factories import StandardFactory, VersionFactory, days

pytestmark = pytest.mark.django_db
WORD = "Quokka"


@pytest.fixture
def one(db, indexed):
    with indexed():
        return StandardPageFactory(parent=site_root(), title=f"{WORD} one", summary="In short.")


def total(words=WORD):
    """How many the public finds: as many are shown, and those with the word in their titles suggested."""
    found = search(None, words)
    assert found.total == len(found.hits)
    in_titles = [hit for hit in found.hits if "<mark>" in hit.title]
    assert len(suggest(None, words)) == len(in_titles)
    return found.total


def test_what_is_taken_down_put_up_and_deleted(one, indexed):
    assert total() == 1
    with indexed():
        one.unpublish()
    assert total() == 0
    with indexed():
        one.save_revision().publish()
    assert total() == 1
    with indexed():
        one.delete()
    assert total() == 0
    assert not Text.objects.filter(title__contains=WORD).exists()


def test_a_draft_is_never_found(one, indexed):
    one.title, one.summary = "Another title", "Wombat"
    with indexed():
        one.save_revision()
    assert (total(), total("wombat")) == (1, 0)
    with indexed():
        one.get_latest_revision().publish()
    assert (total(), total("wombat")) == (0, 1)


def test_nothing_is_found_of_what_was_rolled_back(one, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        StandardPageFactory(parent=site_root(), title="Wombat")
        transaction.set_rollback(True)
    assert total("wombat") == 0


def test_a_page_whose_time_is_over_is_not_found(one, indexed):
    one.expire_at = timezone.now() + datetime.timedelta(hours=1)
    with indexed():
        one.save()
    assert total() == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2), tick=False):
        assert total() == 0


def test_closing_counts_at_once_without_a_word_to_the_index(one):
    restriction = PageViewRestriction.objects.create(page=one, restriction_type=PageViewRestriction.LOGIN)
    assert total() == 0
    restriction.delete()
    assert total() == 1


def test_a_page_that_moves_is_as_closed_as_where_it_goes(one, indexed):
    closed = StandardPageFactory(parent=site_root(), title="Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    with indexed():
        below = StandardPageFactory(parent=one, title=f"{WORD} below")
    assert total() == 2
    with indexed():
        one.move(closed, pos="last-child")
    assert total() == 0
    one.refresh_from_db()
    with indexed():
        one.move(site_root(), pos="first-child")
    assert total() == 2
    below.refresh_from_db()
    assert Entry.objects.get(source="page", object_id=below.pk).path == below.path


def test_an_alias_is_found_as_its_source_only(one, indexed):
    with indexed():
        one.create_alias(parent=site_root(), update_slug="again")
    assert total() == 1


def test_a_superseded_version_stands_last_and_says_so(indexed):
    with indexed():
        standard = StandardFactory(title=WORD, audience="public")
        for number, day in ((1, -50), (2, -10), (3, 20)):
            VersionFactory(parent=standard, number=number, in_force_from=days(day))
    hits = search(None, WORD).hits
    assert len(hits) == 4
    assert "version 1" in hits[-1].title
    assert hits[-1].note.startswith("Superseded on ")
    notes = {str(hit.title)[-1]: hit.note for hit in hits if "version" in hit.title}
    assert notes["2"] == ""
    assert notes["3"].startswith("In force from ")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=30), tick=False):
        assert sum(hit.note.startswith("Superseded") for hit in search(None, WORD).hits) == 2
    with indexed():
        standard.versions().get(number=2).unpublish()
    assert not any(hit.note.startswith("Superseded") for hit in search(None, WORD).hits)


def test_a_supervisor_is_found_for_as_long_as_they_are_listed(indexed):
    DirectoryPageFactory(parent=site_root())
    with indexed():
        entry = SupervisorEntryFactory(text=f"I work with {WORD}s.")
    (hit,) = search(None, WORD).hits
    assert hit.url.endswith(f"/{entry.slug}/")
    assert hit.kind == "supervisor"
    with indexed():
        entry.member.user.first_name = "Wombat"
        entry.member.user.save()
    assert total("wombat") == 1
    # Past signals: what holds is asked of the memberships themselves.
    entry.member.user.memberships.update(ends_on=days(-60), starts_on=days(-90))
    assert total() == 0


def test_a_document_is_as_open_as_its_collection(indexed):
    with indexed():
        document = make_document(title=f"{WORD} form")
    assert search(None, WORD).hits[0].kind == "document"
    shelf = Collection.get_first_root_node().add_child(name="Shelf")
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type="login")
    inner = shelf.add_child(name="Inner")
    document.collection = inner
    with indexed():
        document.save()
    assert total() == 0
    with indexed():
        document.delete()
    assert not Entry.objects.filter(source="document").exists()


def test_many_documents_that_an_editor_files_at_once_are_as_closed_as_where_they_go(client, indexed):
    """Wagtail writes them past signals."""
    with indexed():
        documents = [make_document(title=f"{WORD} {number}") for number in range(2)]
    shelf = Collection.get_first_root_node().add_child(name="Shelf")
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type="login")
    assert total() == 2
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["library", "document", "add_to_collection"])
    chosen = "&".join(f"id={document.pk}" for document in documents)
    with indexed():
        client.post(f"{address}?{chosen}", {"collection": shelf.pk})
    assert {document.collection for document in Document.objects.all()} == {shelf}
    assert total() == 0


def test_a_document_that_was_filed_past_the_site_shows_no_title(indexed):
    with indexed():
        document = make_document(title=f"{WORD} form")
    shelf = Collection.get_first_root_node().add_child(name="Shelf")
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type="login")
    Document.objects.filter(pk=document.pk).update(collection=shelf)
    assert search(None, WORD).hits == suggest(None, WORD) == []


def test_a_damaged_index_is_made_anew(one, indexed):
    wrong = Entry.objects.create(source="page", object_id=10**9, kind="page")
    Text.objects.create(entry=wrong, title=WORD)
    Entry.objects.create(source="nonsense", object_id=1, kind="page")
    Entry.objects.filter(object_id=one.pk).delete()
    list(rebuild())
    assert total() == 1
    assert Entry.objects.filter(source="page").count() == 1
    call_command("rebuild_search", verbosity=0)
    assert total() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5's own check of its tables")
def test_the_tables_that_find_words_agree_with_the_texts(one, indexed):
    one.title = "Changed"
    with indexed():
        one.save()
    with connection.cursor() as cursor:
        for table in ("search_words", "search_titles"):
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
