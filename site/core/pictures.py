"""Fetch the pictures of many pages at once."""

from wagtail.images import get_image_model


def attach_pictures(objects, *fields):
    """Set each of the image `fields` on all `objects`, renditions included, in two queries for all of them.

    Objects that don't have a field are passed over, so pages of several types may stand in one list.
    """
    wanted = [
        (item, field, getattr(item, f"{field}_id"))
        for item in objects
        for field in fields
        if getattr(item, f"{field}_id", None)
    ]
    if not wanted:
        return
    images = get_image_model().objects.prefetch_renditions().in_bulk({image_id for _, _, image_id in wanted})
    for item, field, image_id in wanted:
        setattr(item, field, images.get(image_id))
