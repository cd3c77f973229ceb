"""Fetch what a list of page cards shows in a few queries, however long the list."""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model


def specific_pages(pages):
    """The same pages, in their order, as their own types and with their pictures: one query a type.

    Those that are of their own type already stay as they are. It does not ask the gate.
    """
    wanted, found = {}, {}
    for page in pages:
        model = page.specific_class or type(page)
        if type(page) is model:
            found[page.pk] = page
        else:
            wanted.setdefault(model, []).append(page.pk)
    for model, ids in wanted.items():
        queryset = model.objects.all()
        if hasattr(model, "listing_image"):
            queryset = queryset.select_related("listing_image")
        found |= queryset.in_bulk(ids)
    return [found[page.pk] for page in pages if page.pk in found]


def attach_pictures(objects, *fields):
    """Fetch each of the image ``fields`` of all ``objects`` with all renditions, in two queries at most.

    Objects that don't have a field are passed over, so pages of several types may stand in one list.
    """
    with_picture = [
        (item, field)
        for item in objects
        for field in fields
        if getattr(item, f"{field}_id", None) is not None
    ]
    missing = [
        (item, field) for item, field in with_picture if not item._meta.get_field(field).is_cached(item)
    ]
    if missing:
        images = get_image_model().objects.in_bulk({getattr(item, f"{field}_id") for item, field in missing})
        for item, field in missing:
            setattr(item, field, images.get(getattr(item, f"{field}_id")))
    attach_renditions([getattr(item, field) for item, field in with_picture])


def attach_renditions(images):
    """Fetch the scaled files of all ``images`` (None is passed over) in one query."""
    renditions = get_image_model().get_rendition_model().objects.all()
    images = [image for image in images if image]
    prefetch_related_objects(images, Prefetch("renditions", renditions, to_attr="prefetched_renditions"))
