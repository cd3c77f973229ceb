"""Where officers work, and what is written down of it."""

import datetime

from wagtail.models import ModelLogEntry

DAY = datetime.timedelta(days=1)
MEMBERS = "/admin/snippets/membership/member/"
TERMS = "/admin/snippets/membership/membership/"
APPLICATIONS = "/admin/snippets/membership/application/"


def bulk(action, *things, model="member"):
    ids = "&".join(f"id={thing.pk}" for thing in things)
    return f"/admin/bulk/membership/{model}/{action}/?{ids}&next={MEMBERS}"


def history(thing):
    found = ModelLogEntry.objects.filter(
        content_type__model=thing._meta.model_name, object_id=str(thing.pk)
    ).order_by("pk")
    return [
        (entry.action.removeprefix("membership."), entry.data.get("reason", ""), entry.user)
        for entry in found
    ]
