"""Dates as the tools write them: "2008/07/01/", "2019-11-18", "2019 Nov 18", "Spring 2014"."""

import re
from typing import Any

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
SEASONS = ["spring", "summer", "autumn", "winter"]
NUMERIC = re.compile(r"(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?(?![\d])")
WORD = re.compile(r"[a-z]{3,}")


def read_date(*texts: str) -> dict[str, Any]:
    """
    A CSL-JSON date from the fields that hold it in turn, such as a year and a month; empty without a year.

    What the texts do not say is left out. Impossible days are for ``items.clean`` to tell of.
    """
    numbers: list[int] = []
    season = 0
    for text in texts:
        text = text.strip().lower()
        if found := NUMERIC.match(text):
            these = [int(part) for part in found.groups() if part and int(part)]
        elif found := re.search(r"(?<!\d)\d{4}(?!\d)", text):
            these = [int(found[0])]
        else:
            these = []
        if these and (not numbers or (these[0] == numbers[0] and len(these) > len(numbers))):
            numbers = these
        rest = re.sub(r"\d{4}", " ", text)
        for word in WORD.findall(rest):
            if word[:3] in MONTHS and len(numbers) == 1:
                day = re.search(r"(?<!\d)\d{1,2}(?!\d)", rest)
                numbers = [numbers[0], MONTHS.index(word[:3]) + 1, *([int(day[0])] if day else [])]
            elif word.replace("fall", "autumn") in SEASONS and not season:
                season = SEASONS.index(word.replace("fall", "autumn")) + 1
    if not numbers:
        return {}
    return {"date-parts": [numbers], "season": season} if season else {"date-parts": [numbers]}


def season_of(date: dict[str, Any]) -> str:
    """ "Spring", or nothing."""
    return SEASONS[date["season"] - 1].capitalize() if date.get("season") else ""
