"""Which training materials carry a document (``ACCESS_KEEPERS``): who may see one may have the file."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from members.training.models import TrainingMaterialPage


def pages_that_carry(document) -> list[TrainingMaterialPage]:
    """The materials whose file or captions the document is, in any state.

    One that carries it only in its newest draft, or in a version that is scheduled, counts as not published:
    its readers do not get the file of a version that they can't see yet.
    """
    pages = list(TrainingMaterialPage.objects.that_carry(document))
    if not pages:
        pages = list(_pages_that_will_carry(document))
        for page in pages:
            page.live = False
    return pages


def _pages_that_will_carry(document):
    scheduled = Revision.objects.filter(
        Q(content__document=document.pk) | Q(content__captions=document.pk),
        content_type=ContentType.objects.get_for_model(TrainingMaterialPage),
        approved_go_live_at__isnull=False,
    )
    in_a_draft = Q(latest_revision__content__document=document.pk) | Q(
        latest_revision__content__captions=document.pk
    )
    return TrainingMaterialPage.objects.filter(
        Q(has_unpublished_changes=True) & in_a_draft
        | Q(pk__in=[int(pk) for pk in scheduled.values_list("object_id", flat=True)])
    )
