"""Fetch what a list of page cards shows in a few queries, however long the list."""

from wagtail.images import get_image_model

from core.kept import kept


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
    """Let all ``images`` (None is passed over) know their scaled files: one query, or none while it is kept.

    Rows are kept, not objects, since a rendition holds the image that this visitor asked for.
    """
    images = [image for image in images if image]
    if not images:
        return
    model = get_image_model().get_rendition_model()
    names = [field.attname for field in model._meta.concrete_fields]
    keys = frozenset(image.pk for image in images)
    rows = kept(("renditions", keys), lambda: _rows_by_image(model, names, keys))
    for image in images:
        image.prefetched_renditions = [model.from_db(None, names, row) for row in rows[image.pk]]
        for rendition in image.prefetched_renditions:
            rendition.image = image


def _rows_by_image(model, names, keys):
    rows = {key: [] for key in keys}
    for key, *row in model.objects.filter(image__in=keys).values_list("image_id", *names):
        rows[key].append(row)
    return rows
