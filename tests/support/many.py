"""Many pages in little time, for tests of what a list costs: the rows as if each page had been saved."""

import copy
import itertools
import uuid

from wagtail.models import Page, PageViewRestriction

from core.many_pages import insert


def another(page, parent, **fields):
    """A page like the saved ``page``, not saved yet, as the last one below ``parent``; ``fields`` differ."""
    made = copy.copy(page)
    made.pk = made.page_ptr_id = made.id = None
    made.numchild, made.translation_key = 0, uuid.uuid4()
    for name, value in fields.items():
        setattr(made, name, value)
    made.draft_title = made.title
    parent.numchild += 1
    made.depth = parent.depth + 1
    made.path = Page._get_path(parent.path, made.depth, parent.numchild)
    made.set_url_path(parent)
    made.like = page
    return made


def save_all(pages, parent=None):
    """Write what ``another`` made, all of one type, with no signal: the pages themselves, what they name in
    many-to-many fields, and their restrictions. ``parent`` is one that is saved already."""
    insert(pages)
    if parent:
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    alike = {}
    for page in pages:
        alike.setdefault(page.like.pk, []).append(page)
    for field in type(pages[0])._meta.many_to_many:
        _repeat(field.remote_field.through, f"{field.m2m_field_name()}_id", alike)
    groups = PageViewRestriction.groups.through
    restrictions = {}
    for restriction in PageViewRestriction.objects.filter(page__in=alike):
        made = [_other(restriction, page_id=page.pk) for page in alike[restriction.page_id]]
        restrictions[restriction.pk] = PageViewRestriction.objects.bulk_create(made)
    _repeat(groups, "pageviewrestriction_id", restrictions)


def repeat(pages, count):
    """So many more pages below one parent, like each of ``pages`` in turn."""
    if count < 1:
        return
    parent = pages[0].get_parent(update=True)
    made = []
    for page in itertools.islice(itertools.cycle(pages), count):
        number = parent.numchild + 1
        made.append(another(page, parent, title=f"{page.title} {number}", slug=f"{page.slug}-{number}"))
    save_all(made, parent)


def _repeat(model, column, alike):
    """Each row that names one of ``alike`` in this column again for all that are like it."""
    rows = model.objects.filter(**{f"{column}__in": alike})
    model.objects.bulk_create(
        _other(row, **{column: one.pk}) for row in rows for one in alike[getattr(row, column)]
    )


def _other(row, **fields):
    made = copy.copy(row)
    made.pk, made._state.adding = None, True
    for name, value in fields.items():
        setattr(made, name, value)
    return made
