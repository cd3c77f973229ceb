"""What `manage.py checkup` finds about the members' area: its pages and its collection must be closed."""

from collections.abc import Iterator

from wagtail.models import PageViewRestriction, get_page_models

from core.access import visible_to
from core.checkup import Finding, place, several
from core.models import FirstContent
from members.audience import ForMembersPage
from members.membership.collections import KEY
from members.membership.models import MembersIndexPage


def members_area() -> Iterator[Finding]:
    roots = MembersIndexPage.objects.all()
    for page in visible_to(roots, None):
        yield Finding(f"The members’ area {place(page)} is open to everyone. Set its privacy to members.")
    yield from _pages_for_members()
    if not any(page.live for page in roots):
        yield Finding("There is no published page for the members’ area.", is_fault=False)
    made = FirstContent.objects.filter(key=KEY).first()
    collection = made.thing if made else None
    if collection is None:
        yield Finding("There is no collection for members’ files yet.", is_fault=False)
    elif not collection.get_view_restrictions().exists():
        yield Finding(
            f"The collection “{collection.name}” is open to everyone, with all its files. "
            "Set its privacy to members."
        )


def _pages_for_members() -> Iterator[Finding]:
    """Pages that say for themselves who may read them, and open to more people than that."""
    for model in get_page_models():
        if not issubclass(model, ForMembersPage):
            continue
        pages = model.objects.live()
        yield from several(
            visible_to(pages.exclude(audience=model.Audience.PUBLIC), None),
            lambda page: f"The page {place(page)} is for members, and is open to everyone. Publish it again.",
        )
        yield from several(
            pages.filter(audience=model.Audience.GRADES).exclude(
                view_restrictions__restriction_type=PageViewRestriction.GROUPS
            ),
            lambda page: (
                f"The page {place(page)} is for some grades, and opens to others as well. Publish it again."
            ),
        )
