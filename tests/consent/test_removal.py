"""Withdrawing takes away what is there: patterns too, HttpOnly cookies too, and nothing else."""

import pytest

from consent import notice
from consent.models import DeclaredCookie
from consent.names import matches

pytestmark = pytest.mark.django_db


def removed(response):
    return {
        (morsel.key, morsel["path"], morsel["domain"])
        for morsel in response.cookies.values()
        if morsel["max-age"] == 0
    }


def names(response):
    return {name for name, _path, _domain in removed(response)}


def test_rejecting_removes_the_cookies_of_the_category_by_pattern(client, say):
    say("accept")
    client.cookies["_pk_id.1.ab"] = "1"
    client.cookies["_pk_ses"] = "2"
    client.cookies["other"] = "3"
    assert names(say("reject")) == {"_pk_id.1.ab", "_pk_ses"}


def test_accepting_removes_nothing(client, say):
    client.cookies["_pk_id"] = "1"
    assert not names(say("accept"))


def test_what_was_left_over_goes_when_the_visitor_comes_back(client, say, two):
    """D9: after a new version the category is undecided, and so are its cookies."""
    say("accept")
    client.cookies["_pk_id"] = "1"
    assert not names(client.get("/consent/status/"))
    two[1].ask_again()
    two[1].save()
    notice.forget()
    assert names(client.get("/consent/status/")) == {"_pk_id"}


def test_a_careless_pattern_never_takes_what_the_site_needs(client, say, two):
    DeclaredCookie.objects.create(category=two[1], name="csrf*", description="x", provider="x", duration="x")
    DeclaredCookie.objects.create(category=two[1], name="cook*", description="x", provider="x", duration="x")
    notice.forget()
    client.cookies["csrftoken"] = "1"
    client.cookies["csrf_of_others"] = "1"
    response = say("reject")
    assert names(response) == {"csrf_of_others"}
    assert response.cookies["cookie_consent"].value


def test_what_two_categories_share_stays_while_one_of_them_is_agreed_to(client, say, two):
    DeclaredCookie.objects.create(category=two[0], name="_pk_id", description="x", provider="x", duration="x")
    notice.forget()
    client.cookies["_pk_id"] = "1"
    client.cookies["_pk_ses"] = "1"
    assert names(say("chosen", category="video")) == {"_pk_ses"}


def test_every_domain_that_this_host_may_have_set_it_for(client, say, settings, two):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    client.cookies["_pk_id"] = "1"
    response = client.post(
        "/consent/",
        {"choice": "reject", "way": "banner", "shown": notice.current().digest},
        headers={"Sec-Fetch-Site": "same-origin", "Host": "www.example.org"},
    )
    assert {domain for _name, _path, domain in removed(response)} == {"", ".www.example.org", ".example.org"}


@pytest.mark.parametrize(
    ("pattern", "name", "covers"),
    [
        ("_ga_*", "_ga_ABC", True),
        ("_ga_*", "_ga", False),
        ("_ga", "_ga_ABC", False),
        ("_GA*", "_ga_ABC", False),
        ("a.b", "axb", False),
        ("a?b", "axb", False),
        ("[ab]x", "ax", False),
        ("*_id", "x_id", True),
    ],
)
def test_only_the_star_is_special(pattern, name, covers):
    assert matches(pattern, name) is covers
