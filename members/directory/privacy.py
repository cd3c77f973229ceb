"""What was withdrawn is gone: from what the public sees at once, from earlier versions, from the disk."""

from wagtail.models import ReferenceIndex, Revision

from members.directory import photos
from members.directory.models import SupervisorEntry

#: What earlier versions must not keep once it was withdrawn or replaced, and what it is replaced by.
BLANK = {"phone": "", "website": "", "photo": None}
CONSENT = {"photo_consent_by": "", "photo_consent_on": None}


def take_back(live: SupervisorEntry, wanted: SupervisorEntry) -> None:
    """Withdraw from the public entry what its owner no longer shows. That waits for nobody's approval."""
    changes: dict = {}
    for name in ("phone", "website"):
        if not getattr(wanted, name):
            changes |= {name: "", f"show_{name}": False}
        elif not getattr(wanted, f"show_{name}"):
            changes[f"show_{name}"] = False
    if wanted.photo_id is None:
        changes |= {"photo": None, **CONSENT}
    if changes:
        SupervisorEntry.objects.filter(pk=live.pk).update(**changes)
        ReferenceIndex.create_or_update_for_object(SupervisorEntry.objects.get(pk=live.pk))


def forget_old_versions(entry: SupervisorEntry) -> None:
    """Blank contact details and photographs in earlier versions, unless the public version or the newest has
    them still; delete the files of photographs that no version has any more."""
    live = SupervisorEntry.objects.get(pk=entry.pk)
    newest = live.latest_revision.content if live.latest_revision else {}
    kept = {name: {getattr(live, name), newest.get(name)} for name in ("phone", "website")}
    kept["photo"] = {live.photo_id, newest.get("photo")}
    dropped = set()
    for revision in Revision.objects.for_instance(live):
        gone = [
            name for name in BLANK if revision.content.get(name) and revision.content[name] not in kept[name]
        ]
        if not gone:
            continue
        blank = {name: BLANK[name] for name in gone}
        if "photo" in gone:
            dropped.add(revision.content["photo"])
            blank |= CONSENT
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **blank})
    photos.forget(dropped)


def photographs_of(entry: SupervisorEntry) -> set[int]:
    """The keys of all photographs that any version of this entry has."""
    contents = Revision.objects.for_instance(entry).values_list("content", flat=True)
    return ({content.get("photo") for content in contents} | {entry.photo_id}) - {None}
