"""One page of a list, as an address asks for it with `?page=`."""

import re
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def numbered_page(rows: Any, per_page: int, asked: str | None, number: int | None = None) -> Page:
    """The page that is asked for. The first is there even when it is empty.

    Args:
        rows: a queryset or a sequence.
        number: how many ``rows`` there are, where that is known already.

    Raises:
        Http404: for what is no page number, and for a page after the last.
    """
    if asked is not None and not _NUMBER.fullmatch(asked):
        raise Http404("That is not a page number.")
    paginator = Paginator(rows, per_page)
    if number is not None:
        paginator.count = number
    try:
        page: Any = paginator.page(int(asked or 1))
    except EmptyPage as error:
        raise Http404("The list has fewer pages.") from error
    return page
