"""The versions of a standard in their order: which is in force, which comes, which were superseded.

Nothing of this is stored. It follows from the dates of effect at the moment of asking, so no job has to run
for a new version to take the place of the last one.
"""

import datetime
from collections import defaultdict
from itertools import pairwise

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from core.access import visible_to, visitor


class History:
    """
    Takes the versions of one standard that somebody may see. The one in force is that with the latest date of
    effect which is not in the future; of two with the same date, the higher number.

    Each version that was superseded gets ``superseded_by``, the version that took its place; it did so on
    that version's date of effect. ``coming`` begins with the next one, ``earlier`` with the latest.
    """

    def __init__(self, versions, today: datetime.date | None = None):
        today = today or timezone.localdate()
        self.versions = sorted(versions, key=lambda one: (one.in_force_from, one.number), reverse=True)
        begun = [version for version in self.versions if version.in_force_from <= today]
        self.coming = [version for version in reversed(self.versions) if version.in_force_from > today]
        self.current = begun[0] if begun else None
        self.earlier = begun[1:]
        for newer, older in pairwise(begun):
            older.superseded_by = newer

    @property
    def next(self):
        return self.coming[0] if self.coming else None

    @property
    def replaced(self):
        """The version that the one in force took the place of."""
        return self.earlier[0] if self.earlier else None


def histories(standards, request) -> dict[str, History]:
    """The history of each standard, by its tree path, as who asks may see it. One query.

    Each version says when who asks has confirmed having read it: ``confirmed_at``, None if they have not.
    """
    from members.standards.models import ReadConfirmation, StandardVersionPage

    said = ReadConfirmation.objects.filter(version=OuterRef("pk"), user=visitor(request).pk)
    versions = visible_to(StandardVersionPage.objects.of(standards), request)
    versions = versions.annotate(confirmed_at=Subquery(said.values("at")[:1]))
    by_standard = defaultdict(list)
    for version in versions.select_related("document").defer("changes"):
        by_standard[version.standard_path].append(version)
    return {standard.path: History(by_standard[standard.path]) for standard in standards}
