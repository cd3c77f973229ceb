"""The list of materials as its address asks for it: ``?stage=``, ``?kind=``, ``?q=`` and ``?page=``.

Everything is counted from what the visitor may see, so a number never tells of a material that is closed to
them. A stage, kind or page number that does not exist is 404; words that are nowhere found are an empty list.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest
from django.utils.http import urlencode

from core.paging import numbered_page
from members.training.kinds import Kind
from members.training.models import MaterialQuerySet, TrainingIndexPage, TrainingStage, materials_for

PER_PAGE = 24
LONGEST_SEARCH = 200
MOST_WORDS = 8
#: What one ZIP may hold: more is slow to send and awkward to open.
MOST_FILES = 500
MOST_BYTES = 2 * 1024**3


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: where it leads, and how many materials are there."""

    label: str
    query: str
    number: int | None
    chosen: bool


@dataclass(frozen=True)
class Files:
    """How many files there are, and of how many bytes in all."""

    number: int = 0
    size: int = 0

    @property
    def too_many(self) -> bool:
        """More than one ZIP may hold."""
        return self.number > MOST_FILES or self.size > MOST_BYTES

    def __add__(self, other: "Files") -> "Files":
        return Files(self.number + other.number, self.size + other.size)


class Selection:
    """What the address asks for, of all that the visitor may see.

    Raises:
        Http404: for a stage or a kind that there is none of.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.all = materials_for(request)
        self.kind = self._one_of({kind.value: kind for kind in Kind}, request.GET.get("kind"))
        self.search = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
        self.words = self.search.split()[:MOST_WORDS]
        self.stage: TrainingStage | None = None
        here = Count("materials", filter=Q(materials__in=self.materials().values("pk")))
        #: Every stage, with the ``number`` of materials of this kind and these words.
        self.stages = list(TrainingStage.objects.annotate(number=here))
        self.stage = self._one_of({stage.slug: stage for stage in self.stages}, request.GET.get("stage"))

    @staticmethod
    def _one_of(known: dict, asked: str | None):
        if not asked:
            return None
        if asked not in known:
            raise Http404("There is no such stage or kind.")
        return known[asked]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.stage or self.kind or self.search)

    def materials(self, *, kind: bool = True) -> MaterialQuerySet:
        """What was asked for; with ``kind=False`` of every kind, to count how many there are of each."""
        found = self.all.about(self.words)
        if self.stage:
            found = found.filter(stages=self.stage)
        if kind and self.kind:
            found = found.filter(kind=self.kind)
        return found

    def query(self, **changes) -> str:
        """This selection as the query of an address, with changes; what is empty is left out."""
        asked = {
            "stage": self.stage.slug if self.stage else "",
            "kind": self.kind.value if self.kind else "",
            "q": self.search,
            **changes,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def by_kind(self) -> dict[str, tuple[int, Files]]:
        """For each kind: how many materials of this stage and these words, and the files they have."""
        rows = self.materials(kind=False).order_by().values_list("kind")
        rows = rows.annotate(Count("pk"), Count("document"), Sum("document__file_size"))
        return {kind: (number, Files(files, size or 0)) for kind, number, files, size in rows}

    @property
    def _kinds(self):
        return [self.kind] if self.kind else list(Kind)

    @property
    def number(self) -> int:
        return sum(self.by_kind[kind][0] for kind in self._kinds if kind in self.by_kind)

    def files(self, *, videos: bool) -> Files:
        """The files of this selection that one ZIP would hold; or the videos among them."""
        kinds = [
            kind
            for kind in self._kinds
            if kind in self.by_kind and kind != Kind.LINK and (kind == Kind.VIDEO) == videos
        ]
        return sum((self.by_kind[kind][1] for kind in kinds), Files())

    def stage_choices(self) -> list[Choice]:
        return [
            Choice("All stages", self.query(stage=""), None, not self.stage),
            *(
                Choice(stage.name, self.query(stage=stage.slug), stage.number, stage == self.stage)
                for stage in self.stages
                if stage.number or stage == self.stage
            ),
        ]

    def kind_choices(self) -> list[Choice]:
        found = [(kind, self.by_kind.get(kind, (0,))[0]) for kind in Kind]
        return [
            Choice("All kinds", self.query(kind=""), None, not self.kind),
            *(
                Choice(kind.label, self.query(kind=kind.value), number, kind == self.kind)
                for kind, number in found
                if number or kind == self.kind
            ),
        ]


def shelf(index: TrainingIndexPage, request: HttpRequest) -> dict:
    """The list's template context."""
    selection = Selection(request)
    page = _page_of(selection, request.GET.get("page"))
    files, videos = selection.files(videos=False), selection.files(videos=True)
    return {
        "selection": selection,
        "materials": page,
        "stages": selection.stage_choices(),
        "kinds": selection.kind_choices(),
        "base_query": selection.query(),
        "files": files,
        "videos": videos,
        "all_files": files + videos,
        "most": Files(MOST_FILES, MOST_BYTES),
    }


def _page_of(selection: Selection, asked: str | None) -> Page:
    rows = selection.materials().by_stage().select_related("document").prefetch_related("stages")
    page = numbered_page(rows, PER_PAGE, asked, selection.number)
    page.object_list = list(page.object_list)
    return page
