"""The last parts of the addresses of profiles."""

from django.db.models import QuerySet
from django.utils.text import slugify

#: What stands below the directory's address itself.
RESERVED = {"check", "contact", "map", "photo", "places", "search"}


def free_slug(name: str, others: QuerySet) -> str:
    """A slug made from a name, with a number after it if other entries have it already."""
    stem = slugify(name)[:90].strip("-") or "supervisor"
    taken = RESERVED | set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
