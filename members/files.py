"""Which pages of the members' area carry a document: who may see one of them may have the file."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, Revision


def pages_that_carry(model: type[Page], fields: tuple[str, ...], document) -> list[Page]:
    """The pages of a type that have the document in one of these fields, in any state.

    One that carries it only in its newest draft, or in a version that is scheduled, counts as not published:
    its readers do not get the file of a version that they can't see yet.
    """
    pages = list(model.objects.filter(_any(fields, "", document)))
    if not pages:
        pages = list(_pages_that_will_carry(model, fields, document))
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
