"""What `manage.py checkup` finds about the members' area: its page and its collection must be closed."""

from collections.abc import Iterator

from core.access import visible_to
from core.checkup import Finding, place
from core.models import FirstContent
from members.membership.collections import KEY
from members.membership.models import MembersIndexPage


def members_area() -> Iterator[Finding]:
    roots = MembersIndexPage.objects.all()
    for page in visible_to(roots, None):
        yield Finding(f"The members’ area {place(page)} is open to everyone. Set its privacy to members.")
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
