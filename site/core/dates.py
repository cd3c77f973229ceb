"""Dates that are only partly known: "about 1993", "October 2012", "2010–2011"."""

import datetime

from django.db import models
from django.utils.dateformat import format as format_date


class DatePrecision(models.TextChoices):
    """How exactly a date is known. The stored date is the earliest day it can mean."""

    DAY = "day", "Exact day (24 October 2012)"
    MONTH = "month", "Month (October 2012)"
    YEAR = "year", "Year (2012)"
    ABOUT = "about", "About a year (about 1993)"
    RANGE = "range", "From one year to another (2010–2011)"


def describe(start: datetime.date, end: datetime.date | None, precision: str) -> str:
    """The date as a reader sees it. ``end`` counts for a range only; a range within one year is that year."""
    match precision:
        case DatePrecision.DAY:
            return format_date(start, "j F Y")
        case DatePrecision.MONTH:
            return format_date(start, "F Y")
        case DatePrecision.ABOUT:
            return f"about {start.year}"
        case DatePrecision.RANGE if end and end.year != start.year:
            return f"{start.year}–{end.year}"
    return str(start.year)


def machine(start: datetime.date, precision: str) -> str:
    """The value of a ``time`` element's ``datetime``: never more exact than what is known."""
    match precision:
        case DatePrecision.DAY:
            return start.isoformat()
        case DatePrecision.MONTH:
            return f"{start.year:04}-{start.month:02}"
    return f"{start.year:04}"
