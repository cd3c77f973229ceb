"""The collection of members' files, and the members' root: closed by code, whatever the padlock is set to."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.models import FirstContent
from members.audience import ForMembersPage
from members.membership.models import MembersIndexPage

KEY = "collection:members-files"
NAME = "Members’ files"


@transaction.atomic
def members_collection() -> Collection:
    """The collection "Members' files", which only members may open; made if it is not there."""
    made = FirstContent.objects.filter(key=KEY).first()
    collection = made.thing if made else None
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=NAME)
        FirstContent.objects.filter(key=KEY).delete()
        FirstContent.objects.create(key=KEY, thing=collection)
    close(collection)
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
