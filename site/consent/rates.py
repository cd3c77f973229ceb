"""How many of those who chose said yes, by category and month."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from consent.models import ConsentAnswer

#: The chart shows so many months, the newest last.
MONTHS = 12


@dataclass(frozen=True)
class Month:
    first_day: object
    choices: int
    accepted: int

    @property
    def percent(self) -> int:
        return round(100 * self.accepted / self.choices)


def acceptance_rates() -> dict[str, list[Month]]:
    """For each category's key its months, oldest first. Choices are counted, not people."""
    rows = (
        ConsentAnswer.objects.order_by()
        .annotate(month=TruncMonth("record__made_at"))
        .values("category", "month")
        .annotate(choices=Count("pk"), yes=Count("pk", filter=Q(accepted=True)))
        .order_by("category", "-month")
    )
    rates: dict[str, list[Month]] = {}
    for row in rows:
        months = rates.setdefault(row["category"], [])
        if len(months) < MONTHS:
            months.insert(0, Month(row["month"], row["choices"], row["yes"]))
    return rates
