"""Photographs of supervisors: kept in a collection of their own, under names that nobody guesses."""

from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex

from core.models import FirstContent

KEY = "collection:supervisors-photographs"
NAME = "Supervisors’ photographs"
#: No more points than this on its longer side: enough for the largest place where it stands.
LARGEST = 1200


@transaction.atomic
def photo_collection() -> Collection:
    """The collection that photographs of supervisors are kept in; made if it is not there."""
    made = FirstContent.objects.filter(key=KEY).first()
    collection = made.thing if made else None
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=NAME)
        FirstContent.objects.filter(key=KEY).delete()
        FirstContent.objects.create(key=KEY, thing=collection)
    return collection


def keep(file, name: str, user=None):
    """A picture of the library made from an upload that was checked: upright, not too large, and without what
    cameras write into their files, such as the place where it was taken."""
    file.seek(0)
    picture = ImageOps.exif_transpose(PillowImage.open(file)).convert("RGB")
    picture.thumbnail((LARGEST, LARGEST))
    plain = PillowImage.new("RGB", picture.size)
    plain.paste(picture)
    output = BytesIO()
    plain.save(output, "JPEG", quality=88)
    return get_image_model().objects.create(
        title=f"{name}, for the directory of supervisors",
        description=name,
        file=ContentFile(output.getvalue(), name=f"{uuid4().hex}.jpg"),
        collection=photo_collection(),
        uploaded_by_user=user,
    )


def forget(keys) -> None:
    """Delete these photographs, file and all, as far as nothing uses them any more."""
    for image in get_image_model().objects.filter(pk__in=keys, collection=photo_collection()):
        if not _is_used(image):
            image.delete()


def _is_used(image) -> bool:
    from members.directory.models import SupervisorEntry

    # What the index says of entries may be of before: a worker brings it up to date.
    elsewhere = ReferenceIndex.get_references_to(image).exclude(
        base_content_type=SupervisorEntry.get_base_content_type()
    )
    return SupervisorEntry.objects.filter(photo=image).exists() or elsewhere.exists()
