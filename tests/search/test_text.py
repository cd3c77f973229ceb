"""What is typed, however hostile, is answered at once, with a hint where it helps."""

import pytest

from search.query import search, suggest
from search.text import LONGEST_QUERY, LONGEST_WORD, MOST_PARTS, excerpt, highlight, read, stems
from tests.core.test_search import NASTY
from tests.factories import StandardPageFactory
from tests.home.factories import site_root

HOSTILE = {
    **NASTY,
    "nothing": "",
    "spaces": " \t\n ",
    "null bytes": "\x00",
    "a null byte in a word": "attune\x00ment",
    "half a pair of UTF-16": "attunement \ud800",
    "3,000 words": "attunement " * 3000,
    "200,000 characters": "x" * 200_000,
    "50,000 quotation marks": '"' * 50_000,
    "quotation marks that never end": '"attunement',
    "PostgreSQL's operators": "attunement & | ! <-> :* (",
    "FTS5's operators": "title:attunement NEAR(a b) ^x + - {a b}:c",
    "a percent sign": "%s %(a)s 100%",
    "an injection": "'; DROP TABLE search_entry; --",
}
hostile = pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())


@hostile
@pytest.mark.django_db
def test_nothing_hostile_is_an_error_or_asks_for_much(words, indexed, django_assert_max_num_queries):
    """How long it takes is measured by the benchmark of the search."""
    with indexed():
        StandardPageFactory(parent=site_root(), title="Attunement")
    with django_assert_max_num_queries(20):
        found = search(None, words, kind=words[:50], page=1)
        suggested = suggest(None, words)
    asked = [word for part in read(words).parts for word in part.split()]
    assert sum(map(len, asked)) <= LONGEST_QUERY
    assert all(len(word) <= LONGEST_WORD for word in asked)
    assert found.total == 0
    assert len(suggested) <= 1


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("", "Type what you look for."),
        ("?!", "Type at least one word of letters or digits."),
        ("what is it", "These words stand almost everywhere. Add one that says what it is about."),
        ("attunement", ""),
    ],
)
def test_the_hint(words, hint):
    assert read(words).hint == hint


def test_of_a_long_query_the_first_words_count():
    asked = read(" ".join(f"word{number}" for number in range(200)))
    assert len(asked.parts) == MOST_PARTS
    assert "first 12 of your words" in asked.hint


def test_how_a_query_is_read():
    assert read("What is “Moments of attunement” for CAFÉ-goers?").parts == [
        "moments of attunement",
        "cafe goers",
    ]
    assert read("vig VIG Vig").parts == ["vig"]


def test_marks_are_escaped_and_stand_around_whole_words():
    wanted = stems(["guider", "video clip"])
    assert highlight("<b>Guiding</b> & guided", wanted) == (
        "&lt;b&gt;<mark>Guiding</mark>&lt;/b&gt; &amp; <mark>guided</mark>"
    )
    assert highlight("Video clips, videos", wanted) == "<mark>Video clips</mark>, <mark>videos</mark>"


def test_an_excerpt_is_cut_between_words_around_the_first_one_wanted():
    text = "word " * 1000 + "attunement " + "more " * 1000
    piece = excerpt(text, stems(["attunement"]))
    assert piece.startswith("… word")
    assert piece.endswith("more …")
    assert " attunement " in piece
    assert len(piece) < 260
    assert excerpt("Short.", stems(["attunement"])) == "Short."
    assert excerpt("x" * 1000, stems(["x" * 40])).startswith("x")
