"""The content mark changes with every committed write that may show on a page, whoever makes it."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from core.models import FirstContent
from core.page_cache import content
from core.page_cache.content import changes_pages
from core.page_cache.release import files, release
from evidence.models import EvidencePage
from search.models import Text


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "home_homepage" ("title") VALUES (%s)',
        'INSERT OR IGNORE INTO "taggit_tag" ("name") VALUES (%s)',
        "insert into home_homepage values (1)",
        '  UPDATE "wagtailcore_page" SET "path" = %s',
        'DELETE FROM "wagtailcore_page" WHERE "id" = %s',
        'WITH "gone" AS (DELETE FROM "wagtailcore_page" RETURNING "id") SELECT * FROM "gone"',
        'TRUNCATE "wagtailcore_page"',
        'CREATE TABLE "new" ("id" integer)',
        'ALTER TABLE "home_homepage" ADD COLUMN "colour" text',
        "something that this site has never heard of",
    ],
)
def test_what_may_change_a_page(sql):
    assert changes_pages(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "title" FROM "home_homepage" FOR UPDATE',
        '(SELECT "id" FROM "home_homepage") UNION (SELECT 1)',
        'WITH "above" AS (SELECT 1 AS "deleted") SELECT * FROM "above"',
        "SAVEPOINT s1",
        "RELEASE SAVEPOINT s1",
        "ROLLBACK TO SAVEPOINT s1",
        "PRAGMA data_version",
        "SET CONSTRAINTS ALL IMMEDIATE",
        'INSERT INTO "django_session" ("session_key") VALUES (%s)',
        'UPDATE "django_tasks_database_dbtaskresult" SET "status" = %s',
        'DELETE FROM "consent_consentrecord"',
    ],
)
def test_what_changes_none(sql):
    assert not changes_pages(sql)


def test_what_is_never_shown_exists_and_is_no_page():
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    assert settings.PAGE_CACHE_UNSEEN
    for table in content.unseen_tables():
        assert not hasattr(models[table], "get_url_parts"), table


@pytest.fixture
def renewed(monkeypatch):
    """How often the mark was renewed, in a list that grows."""
    times = []

    def renew(**kwargs):
        times.append(content.mark())

    monkeypatch.setattr(content, "renew", renew)
    return times


def undone():
    with transaction.atomic():
        FirstContent.objects.create(key="never")
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestTransactions:
    def test_a_committed_write_renews_once(self, renewed, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            for key in "abc":
                FirstContent.objects.create(key=key)
            assert renewed == []
        assert len(renewed) == 1

    def test_it_comes_after_whatever_else_waits_for_the_commit(
        self, renewed, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            FirstContent.objects.create(key="first")
            transaction.on_commit(lambda: renewed.append("the other"))
            FirstContent.objects.update(key="second")
        assert renewed[-1] != "the other"

    def test_what_is_undone_renews_nothing(self, renewed, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            undone()
            FirstContent.objects.count()
        assert renewed == []

    def test_a_write_beside_one_that_is_undone_renews(self, renewed, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            undone()
            FirstContent.objects.create(key="here")
        assert len(renewed) == 1

    def test_a_session_renews_nothing(self, renewed, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            Session.objects.create(session_key="s", session_data="", expire_date=timezone.now())
        assert renewed == []

    def test_what_a_page_is_made_of_is_watched(self):
        with content.making() as seen:
            list(FirstContent.objects.all())
        with content.making() as unseen:
            list(Session.objects.all())
        assert not seen.of_unseen
        assert unseen.of_unseen
        list(Session.objects.all())  # nothing is made here


@pytest.mark.django_db
def test_a_connection_is_watched_once_however_often_it_is_opened():
    for _ in range(3):
        content.watch_connection(connection)
    assert connection.execute_wrappers.count(content.watch) == 1


def test_a_mark_is_new_whenever_it_is_lost():
    marks = [content.mark(), content.mark()]
    content.renew()
    marks.append(content.mark())
    assert marks[0] == marks[1] != marks[2]


def test_the_release_changes_with_its_files(tmp_path, monkeypatch, settings):
    assert len(files()) > 500
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    words = set()
    for text in ("one", "two", "two"):
        page.write_text(text)
        words.add(release.__wrapped__())
    assert len(words) == 2


@pytest.mark.django_db
def test_a_column_called_as_a_table_that_nobody_watches_is_none():
    """Evidence has a column "search_text", and the search a table."""
    assert Text._meta.db_table in content.unseen_tables()
    with content.making() as made:
        assert not EvidencePage.objects.filter(search_text="").exists()
    assert not made.of_unseen
