"""Spreadsheet cells that are never formulas."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exports import FORMULA_STARTS, printable, safe_cell


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(cell):
    assert safe_cell(cell) == f"'{cell}"


def test_a_control_character_does_not_hide_a_formula():
    assert safe_cell("\x00=1+1") == "'=1+1"


@pytest.mark.parametrize("cell", ["About 1993", "a=b", "", 5, -5, None, datetime.date(1993, 1, 1)])
def test_anything_else_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


@given(st.text())
def test_no_text_comes_out_as_a_formula_and_none_is_lost(text):
    cell = safe_cell(text)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell.removeprefix("'") == printable(text).removeprefix("'")
