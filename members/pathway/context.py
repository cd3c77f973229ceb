"""What the templates of a pathway and of its versions are handed."""

import datetime

from django.utils import timezone

from core.cards import attach_pictures
from members.pathway.forms import StartForm
from members.pathway.picture import Picture


def pathway_context(pathway, request):
    """``version``: for whoever starts today; if there is none yet, the first that comes."""
    today = timezone.localdate()
    versions = with_ends(pathway.visible_versions(request))
    version = version_on(versions, today) or next(reversed(versions), None)
    attach_pictures([pathway], "listing_image", "social_image")
    return {
        "versions": versions,
        "version": version,
        "today": today,
        **which_applies(versions, request),
        **parts(version, today),
    }


def version_context(version, request):
    today = timezone.localdate()
    pathway = version.pathway
    # A draft that is previewed takes its place among the versions that visitors see.
    others = [other for other in pathway.visible_versions(request) if other.pk != version.pk]
    versions = with_ends(sorted([version, *others], key=begins, reverse=True))
    attach_pictures([version], "listing_image", "social_image")
    return {
        "pathway": pathway,
        "version": version,
        "current": version_on(versions, today),
        "today": today,
        **parts(version, today),
    }


def begins(version) -> tuple[datetime.date, int]:
    """The place of a version among the others: of two for the same day the later one counts."""
    return (version.starts_on or datetime.date.min, version.pk or 0)


def with_ends(versions):
    """The versions, newest first, each with ``ends_on``: the last day of those who go by it, or None."""
    versions = list(versions)
    next_begins = None
    for version in versions:
        version.ends_on = next_begins - datetime.timedelta(days=1) if next_begins else None
        next_begins = version.starts_on
    return versions


def version_on(versions, day):
    """The version for those who start on a day, among versions with the newest first."""
    return next((version for version in versions if version.begins_by(day)), None)


def which_applies(versions, request):
    """The answer to “Which version applies to me?”, asked by the day on which a trainee started."""
    form = StartForm(request.GET if "started" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return {"form": form}
    started = form.cleaned_data["started"]
    return {"form": form, "started": started, "applies": version_on(versions, started)}


def parts(version, today):
    """Stages, their picture, and the fees that are asked now or later."""
    if version is None:
        return {}
    stages = list(version.stages.all())
    fees = [fee for fee in version.fees.all() if not fee.ends_on or fee.ends_on >= today]
    return {"stages": stages, "picture": Picture(stages), "fees": fees}
