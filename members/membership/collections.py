"""The members' root and the collections of their files: closed by code, whatever the padlock is set to."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from accounts.first_content import EDITORS, MODERATORS
from core.models import FirstContent
from members.audience import ForMembersPage
from members.membership.models import MembersIndexPage

KEY = "collection:members-files"
NAME = "Members’ files"
KEY_OF_PAGES = "collection:files-of-members-pages"
NAME_OF_PAGES = "Files of members’ pages"


@transaction.atomic
def members_collection() -> Collection:
    """The collection "Members' files", which only members may open; made if it is not there."""
    collection = _made(KEY) or _make(KEY, NAME, Collection.get_first_root_node())
    close(collection)
    return collection


@transaction.atomic
def files_of_pages() -> Collection:
    """Where files go that a page of the members' area carries; made if it is not there.

    While a page carries a file, the page says who may have it. Once none does, its collection says so: here
    nobody may but those who keep the pages.
    """
    collection = _made(KEY_OF_PAGES)
    if collection is None:
        collection = _make(KEY_OF_PAGES, NAME_OF_PAGES, members_collection())
        restriction = collection.view_restrictions.create(restriction_type=CollectionViewRestriction.GROUPS)
        restriction.groups.set(Group.objects.filter(name__in=[EDITORS, MODERATORS]))
    return collection


def _made(key) -> Collection | None:
    made = FirstContent.objects.filter(key=key).first()
    return made.thing if made else None


def _make(key, name, parent) -> Collection:
    collection = parent.add_child(name=name)
    FirstContent.objects.filter(key=key).delete()
    FirstContent.objects.create(key=key, thing=collection)
    return collection


def close(thing: Collection | MembersIndexPage) -> None:
    """Let members in good standing in, and nobody else."""
    first, *others = list(thing.view_restrictions.all()) or [None]
    if first is None:
        thing.view_restrictions.create(restriction_type=PageViewRestriction.LOGIN)
    elif first.restriction_type != PageViewRestriction.LOGIN:
        first.restriction_type, first.password = PageViewRestriction.LOGIN, ""
        first.save()
    for other in others:
        other.delete()


def keep_closed(sender, instance, origin=None, **kwargs):
    """After a restriction was saved or taken away: the members' own two are put back as they must be,
    and a page that says for itself who may read it says so again.

    ``origin`` (Django gives it after a deletion) is the page or the collection itself where that is deleted:
    then there is nothing left to close.
    """
    if instance.restriction_type == instance.LOGIN and origin is None:
        return
    if origin is not None and getattr(origin, "model", type(origin)) is not sender:
        return
    if sender is PageViewRestriction:
        found = Page.objects.filter(pk=instance.page_id).first()
        page = found and found.specific
        if isinstance(page, MembersIndexPage):
            close(page)
        elif origin is instance and isinstance(page, ForMembersPage):
            # Wagtail's screen does not offer it, and does it all the same when it is sent.
            page.apply_audience()
    elif FirstContent.objects.filter(key=KEY, object_id=str(instance.collection_id)).exists():
        close(instance.collection)


def connect():
    for model in (PageViewRestriction, CollectionViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(keep_closed, sender=model, dispatch_uid=f"membership-{model.__name__}-closed")
