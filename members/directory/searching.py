"""Supervisors in the site's search (``settings.SEARCH_SOURCES``): those who are listed when somebody asks."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from core.access import may_view
from core.kept import kept
from core.searchable import Described, Keys, Source
from members.directory.models import DirectoryPage, SupervisorEntry
from members.directory.models.words import ClientGroup, Language, Sector
from members.membership.models import Member


class Supervisors(Source):
    name = "supervisor"

    def everything(self):
        return SupervisorEntry.objects.order_by("pk").values_list("pk", flat=True).iterator()

    def describe(self, keys):
        entries = SupervisorEntry.objects.filter(pk__in=keys, live=True, paused=False)
        entries = entries.select_related("member__user").prefetch_related(
            "sectors", "client_groups", "languages"
        )
        return [_describe(entry) for entry in entries]

    def open_to(self, request):
        if not _directory(request):
            return Q(pk__in=[])
        return _listed().condition()

    def links(self, keys, request):
        page = _directory(request)
        if not page:
            return {}
        address = page.get_url(request)
        entries = SupervisorEntry.objects.filter(live=True, paused=False, pk__in=_listed() & set(keys))
        return {
            entry.pk: (entry.name, f"{address}{entry.slug}/")
            for entry in entries.select_related("member__user")
        }

    def changes(self):
        def of_word(field):
            return lambda word: _keys(**{field: word.pk})

        return [
            (SupervisorEntry, lambda entry: [entry.pk]),
            (Member, lambda member: _keys(member=member.pk)),
            (get_user_model(), lambda user: _keys(member__user=user.pk)),
            (Sector, of_word("sectors")),
            (ClientGroup, of_word("client_groups")),
            (Language, of_word("languages")),
        ]


def _directory(request):
    """The directory's page if who asks may see it."""
    pages = kept("directory pages", lambda: list(DirectoryPage.objects.all()))
    return next((page for page in pages if may_view(page, request)), None)


def _listed() -> Keys:
    """Those who are listed today, read once for as long as nothing changes: to find them takes a while."""
    day = timezone.localdate()

    def read():
        return Keys(SupervisorEntry.objects.listed(day).values_list("pk", flat=True))

    return kept(("listed for the search", day, settings.MEMBERSHIP_GRACE_DAYS), read)


def _keys(**those) -> list[int]:
    return list(SupervisorEntry.objects.filter(**those).values_list("pk", flat=True))


def _describe(entry: SupervisorEntry) -> Described:
    words = [*entry.sectors.all(), *entry.client_groups.all(), *entry.languages.all()]
    summary = f"Supervisor {entry.town if entry.in_person else ''} {entry.areas_covered}"
    body = f"{entry.text} {' '.join(map(str, words))}"
    return Described(entry.pk, "supervisor", entry.name, summary, body)
