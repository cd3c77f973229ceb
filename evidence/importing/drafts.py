"""Saving many drafts at once, each as Wagtail would save it by itself.

Page by page, ``add_child`` and ``save_revision`` cost some forty queries each. Here what all of them need is
asked once, and what all of them leave behind is written together. That nothing is missing, a test shows by
comparing with Wagtail's own way.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from core.commits import after_commit
from core.many_pages import insert
from evidence.models import EvidenceIndexPage, EvidencePage, EvidencePerson


def save_drafts(index: EvidenceIndexPage, pages: list[EvidencePage], user) -> None:
    """Put unsaved pages below the list, as drafts of ``user``, with a revision each.

    Titles and slugs must fit already. Call it in a transaction.
    """
    _place(index, pages)
    for page in pages:
        page.owner, page.live, page.has_unpublished_changes = user, False, True
        page.draft_title = page.title
        setattr(page, COMMENTS_RELATION_NAME, [])
        page.keep_for_lists()
    insert(pages)
    people = [(page, person) for page in pages for person in page.people.all()]
    for page, person in people:
        person.page = page
    EvidencePerson.objects.bulk_create(person for _page, person in people)
    _save_revisions(pages, user)
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    after_commit(_make_findable, pages)


def _place(index: EvidenceIndexPage, pages: list[EvidencePage]) -> None:
    """Give each its place in the tree, after those that are there. Others who add a page wait until then."""
    parent = Page.objects.select_for_update().get(pk=index.pk)
    last = parent.get_last_child()
    path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    for page in pages:
        page.path, page.depth, page.locale_id = path, parent.depth + 1, parent.locale_id
        page.set_url_path(parent)
        path = page._inc_path()
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _save_revisions(pages: list[EvidencePage], user) -> None:
    base, own = map(ContentType.objects.get_for_model, (Page, EvidencePage))
    now = timezone.now()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            content=page.serializable_data(),
            object_str=str(page),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
    Page.objects.bulk_update(pages, ["latest_revision", "latest_revision_created_at"])
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page.pk,
            content_type=own,
            label=str(page),
            action="wagtail.create",
            timestamp=now,
            user=user,
            revision=page.latest_revision,
            content_changed=True,
            data={},
        )
        for page in pages
    )


def _make_findable(pages: list[EvidencePage]) -> None:
    """In the admin's search, where editors look for drafts too."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(EvidencePage, pages)
