"""Many new pages at once, of which Django's ``bulk_create`` makes none: their rows are in two tables."""

from django.db import transaction
from wagtail.models import Page


@transaction.atomic
def insert(pages: list) -> None:
    """Write the rows of unsaved pages of one type, which have their places in the tree, and nothing else.

    No signal is sent, so whoever calls this sees to what others do on a save, to what belongs to the pages,
    and to their parent's ``numchild``.
    """
    if not pages:
        return
    shared = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in shared}) for page in pages)
    model = type(pages[0])
    for page, row in zip(pages, rows, strict=True):
        page.id = page.pk = row.pk
        page._state.adding = False
    model._base_manager.all()._batched_insert(pages, model._meta.local_concrete_fields, batch_size=None)
