"""Which page may stand where, and that every type shows itself to editors before it is published."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page

from history.models import HistoryPage, MilestonePage
from home.models import ContactPage, HomePage, StandardPage
from home.news.models import NewsIndexPage, NewsPage
from members.membership.models import MembersIndexPage
from tests.home.factories import ContactPageFactory, HomePageFactory, StandardPageFactory


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (HomePage, {StandardPage, ContactPage, NewsIndexPage, HistoryPage, MembersIndexPage}),
        (StandardPage, {StandardPage}),
        (ContactPage, set()),
    ],
)
def test_what_may_stand_below(parent, children):
    assert children <= set(parent.allowed_subpage_models())
    assert not {HomePage, NewsPage, MilestonePage} & set(parent.allowed_subpage_models())
    if parent is not HomePage:
        assert set(parent.allowed_subpage_models()) == children


def test_only_the_home_page_stands_at_the_root():
    assert {HomePage} == {
        model for model in Page.allowed_subpage_models() if model.__module__.startswith("home.")
    }


@pytest.mark.django_db
def test_there_is_one_home_page():
    root = Page.get_first_root_node()
    assert HomePage.can_create_at(root)
    HomePageFactory()
    assert not HomePage.can_create_at(root)


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [HomePageFactory, StandardPageFactory, ContactPageFactory])
def test_every_preview_mode_renders_saved_and_unsaved(factory, admin_user):
    page = factory() if factory is HomePageFactory else (HomePageFactory() and factory())
    request = RequestFactory().get("/")
    request.user = admin_user
    blank = type(page)(title="Not saved yet")
    for candidate in (page, page.get_latest_revision_as_object(), blank):
        for mode, _ in candidate.preview_modes:
            response = candidate.make_preview_request(request, mode)
            assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [HomePageFactory, StandardPageFactory, ContactPageFactory])
def test_the_editor_opens_and_saves_nothing_by_looking(factory, client, admin_user):
    home = HomePageFactory()
    page = home if factory is HomePageFactory else factory()
    client.force_login(admin_user)
    response = client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert client.get(
        f"/admin/pages/add/{page._meta.app_label}/{page._meta.model_name}/{home.pk}/"
    ).status_code in {
        200,
        302,
    }


@pytest.mark.django_db
def test_a_page_with_children_can_be_deleted():
    HomePageFactory()
    page = StandardPageFactory()
    StandardPageFactory(parent=page)
    page.refresh_from_db()
    page.delete()
    assert not StandardPage.objects.exists()
