"""Words as the search compares them, and where they are marked in a text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.text import MOST_TERMS, excerpt, fold, highlight, plain, terms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Eliëns MÜLLER", "eliens muller"),
        ("O’Hara", "o'hara"),
        ("  a\n\tb ", "a b"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("", ""),
    ],
)
def test_capitals_accents_and_apostrophes_do_not_count(text, folded):
    assert fold(text) == folded


def test_a_query_is_words_and_quoted_phrases():
    assert terms('Video  "Parental  Sensitivity" video') == ["video", "parental sensitivity"]
    assert terms("“less is more”") == ["less is more"]
    assert terms('  "" " ') == ['"'] or terms('  "" " ') == []
    assert len(terms(" ".join(f"w{n}" for n in range(100)))) == MOST_TERMS


def test_what_was_searched_for_is_marked_and_all_else_escaped():
    marked = highlight("<b>Eliëns</b> & Müller", ["eliens", "muller"])
    assert marked == "&lt;b&gt;<mark>Eliëns</mark>&lt;/b&gt; &amp; <mark>Müller</mark>"


def test_synonyms_are_marked_too():
    assert highlight("Guiders and practitioners", ["practitioner"]).count("<mark>") == 2


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_marking_changes_no_word(text, wanted):
    marked = highlight(text, [term for term in map(fold, wanted) if term])
    assert html.unescape(re.sub(r"</?mark>", "", marked)) == text or "mark>" in text


@given(st.text(max_size=500), st.text(min_size=1, max_size=3))
def test_an_excerpt_holds_what_was_searched_for(text, wanted):
    term = fold(wanted)
    piece = excerpt(text, [term] if term else [])
    assert not piece or "<mark>" in highlight(piece, [term])


def test_an_excerpt_is_cut_at_words():
    text = "word " * 100 + "needle " + "more " * 100
    piece = excerpt(text, ["needle"])
    assert piece.startswith("… word")
    assert piece.endswith(("more …", "mor …"))
    assert "needle" in piece
    assert len(piece) < 230


def test_rich_text_becomes_words():
    assert plain("<p>One.</p><p>Two &amp; <b>three</b></p><ul><li>four</li></ul>") == "One. Two & three four"
