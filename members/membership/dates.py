"""The dates of terms."""

import calendar
import datetime


def last_day(first: datetime.date, months: int) -> datetime.date:
    """The last day of a term of so many months: the day before the same day of the month comes round.

    A term that begins on a day that the last month does not have, such as 29 February, runs to the end of
    that month.
    """
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    days = calendar.monthrange(year, month + 1)[1]
    if first.day > days:
        return datetime.date(year, month + 1, days)
    return datetime.date(year, month + 1, first.day) - datetime.timedelta(days=1)
