"""Hours as they are written."""

from decimal import Decimal


def as_text(hours: Decimal) -> str:
    """A number of hours without needless zeros."""
    return f"{hours.normalize():f}"


def hours_of(hours: Decimal) -> str:
    return "1 hour" if hours == 1 else f"{as_text(hours)} hours"
