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


def pages_that_carry(model, document) -> list[Page]:
    """The pages of a type that have the document in one of their ``files``, in any state.

    One that carries it only in its newest draft, or in a version that is scheduled, counts as not published:
    its readers do not get the file of a version that they can't see yet.
    """
    pages = list(model.objects.filter(_any(model.files, "", document)))
    if not pages:
        pages = list(_pages_that_will_carry(model, model.files, document))
        for page in pages:
            page.live = False
    return pages


def _pages_that_will_carry(model, fields, document):
    scheduled = Revision.objects.filter(
        _any(fields, "content__", document.pk),
        content_type=ContentType.objects.get_for_model(model),
        approved_go_live_at__isnull=False,
    )
    in_a_draft = _any(fields, "latest_revision__content__", document.pk)
    return model.objects.filter(
        Q(has_unpublished_changes=True) & in_a_draft
        | Q(pk__in=[int(pk) for pk in scheduled.values_list("object_id", flat=True)])
    )


def _any(fields, before, value) -> Q:
    return reduce(or_, (Q(**{f"{before}{name}": value}) for name in fields))
