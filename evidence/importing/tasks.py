"""Makes the drafts that somebody has confirmed, a few at a time, so that other editors can go on working."""

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from evidence.importing.drafts import save_drafts
from evidence.importing.fields import build
from evidence.importing.models import ImportRun
from evidence.models import EvidenceIndexPage, EvidenceKind

logger = logging.getLogger(__name__)

#: Drafts in one transaction: short enough for SQLite, where nobody else can save meanwhile.
CHUNK = 25
STOPPED = "Something went wrong after {done} of {total}. What was imported is kept; you may go on from there."
NO_LIST = "The evidence list is gone, so there is nowhere to import to."


@task()
def import_references(run_pk: int) -> None:
    """Make the drafts of a run that are not made yet. May be called again, also while it runs."""
    try:
        run = ImportRun.objects.filter(pk=run_pk).first()
        # What was chosen no longer changes once the run has begun.
        chosen = run.chosen() if run else []
        while run and _make_some(run_pk, chosen):
            pass
    except Exception:
        for run in ImportRun.objects.filter(pk=run_pk).defer("records"):
            _stop(run, STOPPED.format(done=run.done, total=run.total))
        logger.exception("Import of references %s stopped", run_pk)
        raise


def _make_some(run_pk: int, chosen: list[dict]) -> bool:
    """Make the next few of the chosen, all of them or none. Whether there are more."""
    with transaction.atomic():
        # Two workers take turns: the second sees what the first has made.
        running = ImportRun.objects.select_for_update().filter(pk=run_pk, state=ImportRun.State.RUNNING)
        run = running.defer("records").first()
        index = EvidenceIndexPage.objects.first()
        if run and not index:
            _stop(run, NO_LIST)
        if not run or not index:
            return False
        _make(run, index, chosen[run.done : run.done + CHUNK])
        if run.done >= len(chosen):
            run.state = ImportRun.State.DONE
        run.moved_at = timezone.now()
        run.save(update_fields=["state", "made", "moved_at"])
        return run.state == ImportRun.State.RUNNING


def _make(run: ImportRun, index: EvidenceIndexPage, records: list[dict]) -> None:
    slugs = set(Page.objects.child_of(index).values_list("slug", flat=True))
    kinds = EvidenceKind.objects.in_bulk()
    # Somebody may have deleted a kind since.
    some_kind = next(iter(kinds.values()))
    pages = [build(record["item"], kinds.get(record["kind"], some_kind), slugs) for record in records]
    save_drafts(index, pages, run.user)
    run.made += [page.pk for page in pages]


def _stop(run: ImportRun, message: str) -> None:
    run.state, run.message = ImportRun.State.FAILED, message
    run.save(update_fields=["state", "message"])
