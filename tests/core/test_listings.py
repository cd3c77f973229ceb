"""What the admin's listings of one page type do better than modeladmin alone, tried on the news."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission

from accounts.models import User
from tests.news.factories import NewsIndexPageFactory, NewsPageFactory
from tests.support.editors import sign_in_editor

LISTING = "/admin/news/newspage/"


def listed(client, query=""):
    return [article.title for article in client.get(f"{LISTING}{query}").context["object_list"]]


def sign_in_with(client, *page_rights):
    """Somebody who may enter the admin, with rights on single pages only: pairs of page and right."""
    group = Group.objects.create(name="A group")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page, right in page_rights:
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user(email="somebody@example.org")
    user.groups.add(group)
    client.force_login(user)


@pytest.fixture
def news(db):
    return NewsIndexPageFactory()


def test_who_has_nothing_to_do_with_pages_sees_neither_menu_nor_listing(client, news):
    article = NewsPageFactory(parent=news, live=False)
    sign_in_with(client)
    for address in [LISTING, f"{LISTING}?export=csv", f"{LISTING}inspect/{article.pk}/"]:
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "/admin/"), address
    assert LISTING not in client.get("/admin/").content.decode()


def test_only_the_pages_that_one_may_work_on_are_listed(client, news):
    mine = NewsPageFactory(parent=news, title="Mine")
    other = NewsPageFactory(parent=news, title="Somebody else's", live=False)
    sign_in_with(client, (mine, "change_page"))
    assert listed(client) == ["Mine"]
    assert "Somebody else" not in client.get(f"{LISTING}?export=csv").getvalue().decode()
    assert client.get(f"{LISTING}inspect/{other.pk}/").status_code == 302


def test_the_address_cannot_ask_for_other_columns(client, news):
    editor = sign_in_editor(client)
    editor.set_password("a long password")
    editor.save()
    client.force_login(editor)
    NewsPageFactory(parent=news, title="Written by the editor", owner=editor)
    for guess in ["a", editor.password[:6]]:
        assert listed(client, f"?owner__password__startswith={guess}") == ["Written by the editor"]


@pytest.mark.parametrize(
    "query",
    [
        "no_such_field=1",
        "live__exact=perhaps",
        "live__no_such_lookup=1",
        "slug__regex=(",
        "title__title__title=1",
    ],
)
def test_a_filter_that_makes_no_sense_leads_back_to_the_whole_list(client, news, query):
    sign_in_editor(client)
    NewsPageFactory(parent=news, title="There")
    response = client.get(f"{LISTING}?{query}", follow=True)
    assert [article.title for article in response.context["object_list"]] == ["There"]


quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
names = st.sampled_from(["q", "o", "p", "ot", "e", "year", "category", "state", "x", "export"])


@quick
@given(query=st.dictionaries(names, st.text(max_size=12) | st.integers().map(str), max_size=3))
def test_no_query_ever_breaks_the_listing(client, news, query):
    if not User.objects.filter(email="an-editor@example.org").exists():
        sign_in_editor(client)
    # 404: null bytes in an address are refused before any view is asked.
    assert client.get(LISTING, query, follow=True).status_code == (
        404 if "\0" in "".join(query.values()) else 200
    )


def test_a_very_long_search_is_answered(client, news):
    sign_in_editor(client)
    assert client.get(LISTING, {"q": "word " * 3000}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_rows(client, news, django_assert_num_queries):
    sign_in_editor(client)
    NewsPageFactory(parent=news)
    client.get(LISTING)
    with CaptureQueriesContext(connection) as with_one_row:
        client.get(LISTING)
    for _ in range(20):
        NewsPageFactory(parent=news)
    with django_assert_num_queries(len(with_one_row)):
        client.get(LISTING)
