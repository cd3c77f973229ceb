"""What is saved, deleted or moved anywhere is found so (or no more) as soon as its transaction is through."""

from functools import cache

from django.db.models.signals import post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.signals import post_page_move

from core.commits import after_commit
from search import index, tasks


def connect() -> None:
    post_save.connect(when_saved, dispatch_uid="search-saved")
    # Before: what is deleted has let go of everything that it belonged with.
    pre_delete.connect(when_deleted, dispatch_uid="search-deleted")
    post_page_move.connect(when_moved, dispatch_uid="search-moved")
    post_save.connect(when_file_saved, sender=get_document_model(), dispatch_uid="search-file")


@cache
def _watched():
    return [(name, *change) for name, source in index.sources().items() for change in source.changes()]


def when_saved(sender, instance, raw=False, **kwargs):
    for name, model, keys in _watched():
        if isinstance(instance, model) and not raw:
            after_commit(_refresh, name, keys, instance)


def when_deleted(sender, instance, **kwargs):
    for name, model, keys in _watched():
        if isinstance(instance, model):
            after_commit(index.refresh, name, set(keys(instance)))


def when_moved(sender, **kwargs):
    after_commit(index.follow_moves)


def when_file_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        after_commit(tasks.read_file.enqueue, instance.pk)


def _refresh(name, keys, instance):
    index.refresh(name, keys(instance))
