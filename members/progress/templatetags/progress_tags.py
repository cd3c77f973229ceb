"""How the pages of training write numbers, and how long something waits."""

import datetime

from django import template
from django.utils import timezone

from members.progress.requirements import plain

register = template.Library()
register.filter(plain)


@register.filter
def how_long(since: datetime.datetime) -> str:
    """ "since today", "for 1 day", "for 9 days"."""
    days = (timezone.localdate() - timezone.localdate(since)).days
    if days < 1:
        return "since today"
    return f"for {days} day{'' if days == 1 else 's'}"
