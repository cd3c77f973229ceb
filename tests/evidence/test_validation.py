"""DOI, ISBN, address and year: mended where that is safe, refused in clear words where it is not."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from evidence.validation import check_web_address, check_year, clean_doi, clean_isbn, doi_address


@pytest.mark.parametrize(
    "given_as",
    [
        "10.1016/j.cpr.2008.01.003",
        " 10.1016/j.cpr.2008.01.003 ",
        "doi:10.1016/j.cpr.2008.01.003",
        "DOI: 10.1016/j.cpr.2008.01.003",
        "https://doi.org/10.1016/j.cpr.2008.01.003",
        "http://dx.doi.org/10.1016/j.cpr.2008.01.003",
        "doi.org/10.1016/j.cpr.2008.01.003",
        "https://doi.org/10.1016%2Fj.cpr.2008.01.003",
        "10.1016/j.cpr.2008.01.003.",
    ],
)
def test_a_doi_may_be_given_as_it_is_copied(given_as):
    assert clean_doi(given_as) == "10.1016/j.cpr.2008.01.003"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/14651858.CD012348.pub2",
        "10.1002/(SICI)1097-0355(199921)20:1<53::AID-IMHJ5>3.0.CO;2-P",
        "10.1000.10/123456",
    ],
)
def test_a_doi_keeps_its_letters_and_signs(doi):
    assert clean_doi(doi) == doi


def test_a_doi_leads_somewhere_whatever_its_signs():
    assert doi_address("10.1016/j.cpr.2008.01.003") == "https://doi.org/10.1016/j.cpr.2008.01.003"
    assert doi_address("10.1002/(SICI)1:2<3#4>5;6%7?8") == (
        "https://doi.org/10.1002/(SICI)1:2%3C3%234%3E5;6%257%3F8"
    )
    assert doi_address("") == ""


@pytest.mark.parametrize(
    "wrong",
    [
        *("10.1016", "11.1016/x", "10.10/x", "10.1016/a b", "https://example.org/10.1016/x"),
        *("10.1016/{x}", "10.1016/x\\y", '10.1016/"x"', "10.1016/" + "x" * 200),
    ],
)
def test_what_is_no_doi_is_refused_with_an_example(wrong):
    with pytest.raises(ValidationError, match="This is not a DOI"):
        clean_doi(wrong)


@pytest.mark.parametrize(
    ("given_as", "stored"),
    [
        ("9781849054102", "9781849054102"),
        ("978-1-84905-410-2", "9781849054102"),
        ("ISBN 978 1 84905 410 2", "9781849054102"),
        ("0-306-40615-2", "0306406152"),
        ("097522980x", "097522980X"),
        ("", ""),
    ],
)
def test_an_isbn_is_stored_without_hyphens(given_as, stored):
    assert clean_isbn(given_as) == stored


@pytest.mark.parametrize("wrong", ["9781849054103", "0306406153", "9780975229800"])
def test_a_wrong_last_digit_of_an_isbn_is_found(wrong):
    with pytest.raises(ValidationError, match="last digit"):
        clean_isbn(wrong)


@pytest.mark.parametrize("wrong", ["123", "97818490541021", "9771849054102", "X306406152"])
def test_an_isbn_of_another_length_or_beginning_is_refused(wrong):
    with pytest.raises(ValidationError, match="13 digits"):
        clean_isbn(wrong)


@given(st.integers(0, 999_999_999), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_of_an_isbn_is_always_found(number, place, by):
    digits = [int(digit) for digit in f"978{number:09}"]
    digits.append(-sum((3 if at % 2 else 1) * digit for at, digit in enumerate(digits)) % 10)
    right = "".join(map(str, digits))
    assert clean_isbn(right) == right
    digits[place] = (digits[place] + by) % 10
    with pytest.raises(ValidationError):
        clean_isbn("".join(map(str, digits)))


@pytest.mark.parametrize("address", ["https://www.nice.org.uk/guidance/ph40", "http://example.org/a?b=c"])
def test_web_addresses_are_taken(address):
    check_web_address(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "javascript:alert(1)", "www.example.org", "https://"]
)
def test_other_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        check_web_address(address)


def test_next_year_is_the_last_that_something_can_be_from(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC))
    check_year(2027)
    with pytest.raises(ValidationError, match="2028 lies in the future"):
        check_year(2028)
    with pytest.raises(ValidationError, match="four digits"):
        check_year(98)
