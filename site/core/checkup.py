"""What is ungated or unsafe in the content: `manage.py checkup` asks each part of the site for it.

The parts stand in ``settings.CHECKUPS``. Django's own `check` looks after the settings; this looks at what
people have made since.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from core.access import visible_to

#: Of many things with the same fault, so many are named.
NAMED = 10


@dataclass(frozen=True)
class Finding:
    """``text``: what it is, and how to mend it. A note is good to know; a fault must be mended."""

    text: str
    is_fault: bool = True


def run() -> Iterator[Finding]:
    for path in settings.CHECKUPS:
        yield from import_string(path)()


def several(things, fault, is_fault=True) -> Iterator[Finding]:
    """A finding for each of ``things``; of a great many, the first few and how many more there are."""
    things = list(things)
    for thing in things[:NAMED]:
        yield Finding(fault(thing), is_fault)
    if len(things) > NAMED:
        yield Finding(f"… and {len(things) - NAMED} more of the same.", is_fault)


def pages() -> Iterator[Finding]:
    """Restrictions that do not do what they seem to, and what is open although something above is closed."""
    yield from several(
        PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.PASSWORD).select_related(
            "page"
        ),
        lambda one: (
            f"The page {place(one.page)} has a shared password, which opens nothing on this site. "
            "Set its privacy to members or to groups."
        ),
    )
    yield from several(
        CollectionViewRestriction.objects.filter(
            restriction_type=CollectionViewRestriction.PASSWORD
        ).select_related("collection"),
        lambda one: (
            f"The collection “{one.collection.name}” has a shared password, which opens nothing on this "
            "site. Set its privacy to members or to groups."
        ),
    )
    yield from several(
        PageViewRestriction.objects.filter(
            restriction_type=PageViewRestriction.GROUPS, groups=None
        ).select_related("page"),
        lambda one: (
            f"The page {place(one.page)} is for groups, but none is chosen: nobody may see it but its "
            "editors. Choose groups in its privacy settings."
        ),
    )
    yield from _aliases_of_closed_pages()
    yield from _opened_on_purpose()


def _aliases_of_closed_pages() -> Iterator[Finding]:
    """The gate closes them; this looks at its result."""
    aliases = Page.objects.filter(alias_of__isnull=False)
    closed_sources = Page.objects.live().exclude(pk__in=visible_to(Page.objects.all(), None).values("pk"))
    yield from several(
        visible_to(aliases, None).filter(alias_of__in=closed_sources),
        lambda alias: (
            f"The page {place(alias)} is open, but it is a copy that follows a closed page. "
            "Delete it, or close it too."
        ),
    )


def _opened_on_purpose() -> Iterator[Finding]:
    opened = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.NONE).select_related(
        "page"
    )
    live = visible_to(Page.objects.all(), None)
    yield from several(
        [one.page for one in opened if live.filter(pk=one.page_id).exists()],
        lambda page: f"The page {place(page)} is open to everyone, as somebody chose, inside a closed part.",
        is_fault=False,
    )


def place(page) -> str:
    return f"“{page.title}” ({page.url or page.url_path})"
