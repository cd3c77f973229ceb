"""Parts of a file: what a Range header asks for (RFC 9110, section 14)."""

import re
import sys
from dataclasses import dataclass

ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Part:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class UnsatisfiableError(Exception):
    """The range is well formed, but the file has nothing there: 416."""


def asked_for(header: str, size: int) -> Part | None:
    """The part of a file of ``size`` bytes that ``header`` asks for.

    None means all of it: no header, another unit, bad syntax, or several ranges at once, all of which a
    server may ignore. Raises ``UnsatisfiableError``.
    """
    match = ONE_RANGE.fullmatch(header.strip(" \t"))
    if not match or match.groups() == ("", ""):
        return None
    first, last = (_number(text) for text in match.groups())
    if first is None:
        if not last:
            raise UnsatisfiableError
        return Part(max(0, size - last), size - 1) if size else None
    if last is not None and last < first:
        return None
    if first >= size:
        raise UnsatisfiableError
    return Part(first, size - 1 if last is None else min(last, size - 1))


def _number(text: str) -> int | None:
    """None for no digits; any number too large for a file counts as the largest there is."""
    digits = text.lstrip("0")
    if len(digits) > 18:
        return sys.maxsize
    return int(digits or "0") if text else None
