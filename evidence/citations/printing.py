"""
A reference as a style guide prints it.

Each style is a module with one function, ``reference(item, ink)``, that puts the parts of a clean item in
order. The ``Ink`` makes the parts: as HTML, where everything is escaped and titles are in ``<i>``, or as
plain text. What is missing is left out with the marks around it. Titles are printed as they are given: no
style's rules about capitals are applied, since no program can tell a proper noun.
"""

from types import ModuleType

from django.utils.safestring import SafeString, mark_safe

from evidence.citations import apa, harvard
from evidence.citations.items import Item, clean
from evidence.citations.parts import Ink, PlainInk

STYLES: dict[str, ModuleType] = {"apa": apa, "harvard": harvard}


def text(item: Item, style: str) -> SafeString:
    """The reference as HTML that may stand in a page: all of the item is escaped. KeyError: no such style."""
    return mark_safe(_print(item, style, Ink()))


def plain(item: Item, style: str) -> str:
    """The reference as plain text, to be copied. KeyError: no such style."""
    return _print(item, style, PlainInk())


def _print(item: Item, style: str, ink: Ink) -> str:
    return STYLES[style].reference(clean(item)[0], ink)
