"""Dates as people write them in spreadsheets, and no guess at what they could have meant."""

import calendar
import datetime
import re

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})")
MONTHS = [name.lower() for name in calendar.month_name[1:]]
FIRST_YEAR, LAST_YEAR = 1950, 2100


class NotADateError(Exception):
    """The text says why, and how to write it."""


def parse(value) -> tuple[datetime.date, str]:
    """The date in a cell, and the way it is written in.

    The ways are "a date" (of the spreadsheet program's own), "2026-03-25", "25/03/2026", "25 March 2026".
    """
    if isinstance(value, datetime.date):
        day, way = value, "a date"
    elif isinstance(value, str):
        day, way = _from_text(value)
    else:
        raise NotADateError(f"“{value}” is a number. Give the column the format of a date.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotADateError(f"The year {day.year} can’t be right.")
    return day, way


def _from_text(text):
    if match := ISO.fullmatch(text):
        return _date(text, *match.groups()), "2026-03-25"
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        if int(month) > 12 >= int(day):
            raise NotADateError(f"“{text}” has no such month. Write the day first: {month}/{day}/{year}.")
        return _date(text, year, month, day), "25/03/2026"
    if SHORT_YEAR.fullmatch(text):
        raise NotADateError(f"“{text}”: write the year with four digits.")
    if match := WORDS.fullmatch(text):
        day, name, year = match.groups()
        months = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower())]
        if len(months) == 1:
            return _date(text, year, months[0], day), "25 March 2026"
    raise NotADateError(f"“{text[:40]}” is no date. Write it as 25/03/2026.")


def _date(text, year, month, day):
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotADateError(f"“{text}”: there is no such day.") from error
