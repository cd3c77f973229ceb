"""Spreadsheets that a spreadsheet program reads as text, never as a formula.

Rule and source: OWASP, "CSV Injection": a cell that begins with one of ``= + - @``, tab, carriage return or
line feed (or a full-width form of the first four) gets a leading apostrophe.
"""

import codecs
import re

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def printable(text: str) -> str:
    """``text`` without the control characters that neither XML nor a spreadsheet may hold (XML 1.0, §2.2)."""
    return CONTROL_CHARACTERS.sub("", text)


def safe_cell(value):
    """``value`` as it may stand in a CSV cell. Numbers and dates come back as they are."""
    if not isinstance(value, str):
        return value
    value = printable(value)
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


class SafeExportMixin(SpreadsheetExportMixin):
    """Put before a view's other bases to make its CSV and XLSX downloads safe and readable.

    XLSX stores a type with every cell (Wagtail already makes formulas text there), so it needs no apostrophe.
    The CSV begins with a byte order mark, without which Excel spoils every accent and dash.
    """

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV:
            return safe_cell(value)
        return printable(value) if isinstance(value, str) else value

    def stream_csv(self, queryset):
        yield codecs.BOM_UTF8
        yield from super().stream_csv(queryset)
