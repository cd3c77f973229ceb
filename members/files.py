"""Documents on pages of the members' area: who may see a page may have its file, and nobody else, ever."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, Revision

from members.membership.collections import files_of_pages


class CarriesFilesMixin:
    """For a page with documents in the fields of these names. Those that are filed where everybody may open
    them are filed anew: the day comes on which the page is deleted, or has another file."""

    files: tuple[str, ...] = ()

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)  # type: ignore[misc]
        # Drafts are saved so: the document is in the draft alone.
        if update_fields is None or "latest_revision" in update_fields:
            for document in filter(None, (getattr(self, name) for name in self.files)):
                put_away(document)


def put_away(document) -> None:
    if not document.collection.get_view_restrictions().exists():
        document.collection = files_of_pages()
        document.save(update_fields=["collection"])


def pages_that_carry(model, documents) -> dict[int, list[Page]]:
    """By the documents' keys the pages of a type that have one in one of their ``files``, in any state.

    A page that carries it only in its newest draft, or in a version that is scheduled, counts as not
    published: its readers do not get the file of a version that they can't see yet.
    """
    keys = {document.pk for document in documents}
    columns = [f"{name}_id" for name in model.files]
    found: dict[int, list[Page]] = {}
    for page in model.objects.filter(_any(model.files, "", keys)):
        for key in keys & {getattr(page, column) for column in columns}:
            found.setdefault(key, []).append(page)
    if others := keys - found.keys():
        found |= _pages_that_will_carry(model, others)
    return found


def _pages_that_will_carry(model, keys) -> dict[int, list[Page]]:
    scheduled = Revision.objects.filter(
        _any(model.files, "content__", keys),
        content_type=ContentType.objects.get_for_model(model),
        approved_go_live_at__isnull=False,
    )
    drafts = model.objects.filter(
        _any(model.files, "latest_revision__content__", keys), has_unpublished_changes=True
    )
    rows = [
        *scheduled.values_list("object_id", *(f"content__{name}" for name in model.files)),
        *drafts.values_list("pk", *(f"latest_revision__content__{name}" for name in model.files)),
    ]
    pages = model.objects.in_bulk({int(pk) for pk, *_files in rows})
    found: dict[int, dict[int, Page]] = {}
    for pk, *files in rows:
        # Whoever deletes a page deletes its revisions a moment later.
        if page := pages.get(int(pk)):
            page.live = False
            for key in keys & set(files):
                found.setdefault(key, {})[page.pk] = page
    return {key: list(carriers.values()) for key, carriers in found.items()}


def _any(fields, before, keys) -> Q:
    return reduce(or_, (Q(**{f"{before}{name}__in": list(keys)}) for name in fields))
