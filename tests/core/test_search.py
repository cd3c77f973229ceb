"""The search boxes of the admin and of Wagtail's querysets, with whatever somebody types."""

import pytest
from wagtail.models import Page
from wagtail.search.utils import parse_query_string

from core.search import LONGEST_WORD, MOST_WORDS, within_bounds
from tests.factories import StandardPageFactory
from tests.home.factories import site_root
from tests.support.editors import sign_in_editor

pytestmark = pytest.mark.django_db

NASTY = {
    "a quotation mark": '"',
    "one inside a word": 'a"b',
    "markup": "'\"><script>",
    "quotation marks and a backslash": '"a\\b"',
    "quotation marks and a percent sign": '"a%sb"',
    "quotation marks and an apostrophe": '"it\'s"',
    "words of a query language": 'NOT ( AND "" NEAR OR * ^ : -',
    "very many words": "a " * 1500,
    "very many phrases": '"a b" ' * 500,
    "very many quotation marks": '"' * 3000,
    "one very long word": "x" * 3000,
    "other alphabets": "‮ مرحبا 你好 😀 é",
}
nasty = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/{home}/",
        "/admin/documents/",
        "/admin/images/",
        "/admin/choose-page/search/",
        "/admin/documents/chooser/results/",
    ],
)
def test_no_search_of_the_admin_is_an_error(client, address):
    home = site_root()
    sign_in_editor(client)
    for text in NASTY.values():
        assert client.get(address.format(home=home.pk), {"q": text}).status_code == 200, text[:30]


@nasty
@pytest.mark.parametrize("way", ["search", "autocomplete"])
@pytest.mark.parametrize("parsed", [True, False], ids=["as wagtail reads it", "as it is typed"])
def test_no_query_is_an_error(text, way, parsed):
    query = parse_query_string(text)[1] if parsed else text
    assert list(getattr(Page.objects.all(), way)(query)) == []


@pytest.mark.parametrize("text", ["attunement", '"attunement"', 'their "attunement', "attunement " * 1500])
def test_what_was_meant_is_found(text):
    page = StandardPageFactory(parent=site_root(), title="Their attunement")
    assert list(Page.objects.search(text)) == [page.page_ptr]


def test_a_phrase_stays_a_phrase():
    right = StandardPageFactory(parent=site_root(), title="Moments of attunement")
    StandardPageFactory(parent=site_root(), title="Attunement of moments")
    found = Page.objects.search(parse_query_string('"moments of attunement"')[1])
    assert list(found) == [right.page_ptr]


def test_an_ordinary_query_is_left_as_it_is():
    assert within_bounds("two words, and 3's more") == "two words, and 3's more"
    assert len(within_bounds("word " * 1000).split()) == MOST_WORDS
    assert len(within_bounds("x" * 10_000)) == LONGEST_WORD
