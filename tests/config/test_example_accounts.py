"""The example accounts' password is published, so a public site must not hold one."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from config import example_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings):
    settings.EXAMPLE_ACCOUNTS_ALLOWED = False


@pytest.fixture
def example_account():
    get_user_model().objects.create_user(email="Editor@EXAMPLE.org", password="anything at all")


def test_a_public_site_with_an_example_account_does_not_start(public, example_account):
    with pytest.raises(ImproperlyConfigured, match=r"editor@example\.org"):
        example_accounts.refuse()


def test_the_deployment_check_names_the_account(public, example_account):
    [error] = example_accounts.check(databases=["default"])
    assert "editor@example.org" in error.msg


def test_the_check_asks_no_database_that_it_was_not_given(public, example_account, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert example_accounts.check() == []


def test_a_real_account_is_no_example(public):
    get_user_model().objects.create_user(email="someone@example.org.uk", password="anything at all")
    example_accounts.refuse()


def test_a_local_site_may_hold_them(example_account):
    example_accounts.refuse()
