"""Rules of the gate that the matrix does not reach."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory, override_settings
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from core import access
from members.membership.models import Membership
from tests.access.conftest import make_closed_site
from tests.factories import MembershipFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db

make_world = make_closed_site


def test_there_is_one_gate():
    """Wagtail's own check is out of the way, and ours is asked first."""
    import core.wagtail_hooks as ours

    assert hooks.get_hooks("on_serve_page") == []
    assert hooks.get_hooks("before_serve_page")[0] is ours.guard_page
    assert hooks.get_hooks("before_serve_document") == [ours.guard_document]


def test_a_membership_that_ends_while_signed_in_is_refused_at_the_next_request(closed_site, client):
    """Attack 9: no job runs, no session is ended; the date alone decides."""
    term = MembershipFactory(ends_on=timezone.localdate())
    client.force_login(term.user)
    url = closed_site.closed["members"].pages["section"].url
    assert client.get(url).status_code == 200
    last_day_of_grace = timezone.now() + datetime.timedelta(days=14)
    with time_machine.travel(last_day_of_grace, tick=False):
        client.force_login(term.user)
        assert client.get(url).status_code == 200
    with time_machine.travel(last_day_of_grace + datetime.timedelta(days=1), tick=False):
        client.force_login(term.user)
        response = client.get(url)
        assert response.status_code == 403
        assert "Your membership ended on" in response.content.decode()


def test_a_suspension_works_at_the_next_request_and_outweighs_another_term(closed_site, client):
    term = MembershipFactory()
    MembershipFactory(user=term.user)
    client.force_login(term.user)
    url = closed_site.closed["members"].pages["section"].url
    assert client.get(url).status_code == 200
    term.status = Membership.Status.SUSPENDED
    term.save()
    response = client.get(url)
    assert response.status_code == 403
    assert "suspended" in response.content.decode()


def test_a_suspension_that_is_over_does_not_outweigh_a_new_term(closed_site, client):
    today = timezone.localdate()
    old = MembershipFactory(
        status=Membership.Status.SUSPENDED,
        starts_on=today - datetime.timedelta(days=400),
        ends_on=today - datetime.timedelta(days=30),
    )
    MembershipFactory(user=old.user)
    client.force_login(old.user)
    assert client.get(closed_site.closed["members"].pages["section"].url).status_code == 200


def test_a_term_that_has_not_begun_opens_nothing(closed_site, client):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    client.force_login(MembershipFactory(starts_on=tomorrow).user)
    assert client.get(closed_site.closed["members"].pages["section"].url).status_code == 403


def test_being_in_a_grades_group_by_hand_opens_nothing_without_a_term(closed_site, client):
    """A grade's group counts through the dates of a membership only, whatever the user's groups say."""
    restriction = PageViewRestriction.objects.get(page=closed_site.closed["grade"].pages["section"])
    client.force_login(UserFactory(groups=restriction.groups.all()))
    assert client.get(closed_site.closed["grade"].pages["section"].url).status_code == 403


def test_a_shared_password_from_elsewhere_opens_nothing(closed_site, client, member):
    """Passwords are stored in clear: the admin offers none, and one from elsewhere opens nothing."""
    PageViewRestriction.objects.create(
        page=closed_site.shelf, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    client.force_login(member)
    assert client.get("/shelf/").status_code == 403


def test_an_expired_page_is_gone_before_the_scheduler_runs(closed_site, client):
    page = StandardPageFactory(title="Short-lived", expire_at=timezone.now() + datetime.timedelta(minutes=5))
    assert client.get(page.url).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6), tick=False):
        assert client.get(page.url).status_code == 404
        assert not access.visible_to(Page.objects.filter(pk=page.pk), None).exists()


def test_one_object_and_a_queryset_get_the_same_answer(closed_site, audience):
    request = RequestFactory().get("/")
    if audience.user:
        request._cached_user = request.user = audience.user
    shown = set(access.visible_to(Page.objects.all(), request).values_list("pk", flat=True))
    assert shown == {page.pk for page in Page.objects.all() if access.may_view(page, request)}


def test_a_draft_is_shown_to_nobody(closed_site, audience):
    draft = StandardPageFactory(live=False)
    request = RequestFactory().get("/")
    if audience.user:
        request._cached_user = request.user = audience.user
    assert not access.visible_to(Page.objects.filter(pk=draft.pk), request).exists()


def test_an_anonymous_view_never_touches_the_session(closed_site, client):
    response = client.get("/shelf/")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@override_settings(ACCESS_STANDING="nowhere.to.be.found")
def test_a_wrong_setting_closes_rather_than_opens(closed_site, client, member):
    client.force_login(member)
    client.raise_request_exception = False
    assert client.get(closed_site.closed["members"].pages["section"].url).status_code == 500


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_an_anonymous_visitor_gets_no_bytes_of_a_document(closed_site, client, method):
    document = closed_site.closed["members"].document
    response = getattr(client, method)(document.url)
    assert response.status_code in (302, 405)
    assert b"%PDF" not in response.content


def test_guessed_document_addresses_tell_nothing(closed_site, client):
    document = closed_site.closed["members"].document
    for url in (
        document.url,
        f"/documents/{document.pk}/other.pdf",
        f"/documents/{document.pk + 1000}/standard.pdf",
        "/documents/1000000000000000000000000000000/standard.pdf",
    ):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")
    for url in (
        f"/media/{document.file.name}",
        f"/media/..%2fprivate/{document.file.name}",
        f"/media/../private/{document.file.name}",
        f"/private/{document.file.name}",
    ):
        assert client.get(url).status_code == 404, url
