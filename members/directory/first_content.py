"""The directory's page, its words, the officers' rights; and invented supervisors of a local installation."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    Site,
    Workflow,
    WorkflowTask,
)

from accounts.first_content import OFFICERS
from members.directory import examples
from members.directory.models import (
    ClientGroup,
    DirectoryPage,
    Language,
    RelayedMessage,
    Sector,
    SupervisorEntry,
)
from members.directory.photos import photo_collection
from members.membership.models import Member

# After the members' area and its grades.
ORDER = 70

SECTORS = {
    "education": "Education",
    "early-years": "Early years",
    "health": "Health",
    "mental-health": "Mental health",
    "social-work": "Social work",
    "voluntary": "Voluntary organisations",
    "independent": "Independent practice",
}
CLIENT_GROUPS = {
    "babies": "Parents and babies",
    "young-children": "Families with young children",
    "school-age": "School-age children",
    "young-people": "Young people",
    "additional-needs": "Children with additional needs",
    "fostering-adoption": "Foster and adoptive families",
    "schools": "Teachers and schools",
    "teams": "Professionals and teams (VERP)",
}
#: Language code, name. The languages of the UK and Ireland first, then others that are widely spoken there.
LANGUAGES = {
    "en": "English",
    "cy": "Welsh",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "bfi": "British Sign Language",
    "ar": "Arabic",
    "fr": "French",
    "pl": "Polish",
    "pa": "Punjabi",
    "ro": "Romanian",
    "es": "Spanish",
    "ur": "Urdu",
}
RIGHTS = ["add", "change", "delete", "view"]
#: Rights on one collection of pictures, where the officers keep supervisors' photographs.
PICTURE_RIGHTS = ["add_image", "change_image", "choose_image"]

SUMMARY = "Find a supervisor who is accredited by AVIGuk, near you or online."
INTRODUCTION = (
    "<p>Supervisors train and support VIG practitioners. Everybody in this directory is accredited by AVIGuk "
    "today: it is our register, and follows it from day to day.</p>"
)
PARENTS = (
    "<p>This directory is for professionals who look for a supervisor. To get VIG for your family, a "
    "professional usually has to refer you: talk first to somebody who knows you, such as a health visitor, "
    "a social worker or somebody at your child’s school.</p>"
)
CHECK = (
    "<p>Practitioners and supervisors are accredited; trainees are not yet, and work under a supervisor. You "
    "need the whole name or the membership number. We keep no record of what you ask.</p>"
)


def load(content):
    for model in (SupervisorEntry, Sector, ClientGroup, Language):
        content.grant(OFFICERS, model, *RIGHTS)
    content.grant(OFFICERS, SupervisorEntry, "publish", "lock", "unlock")
    content.grant(OFFICERS, RelayedMessage, "view")
    content.once("grant:officers:supervisors-photographs", _picture_rights)
    content.once("workflow:directory-entries", _workflow)
    _words(content, Sector, SECTORS)
    _words(content, ClientGroup, CLIENT_GROUPS)
    for order, (tag, name) in enumerate(LANGUAGES.items(), start=1):
        content.once(
            f"language:{tag}",
            lambda tag=tag, name=name, order=order: Language.objects.create(
                name=name, slug=tag, tag=tag, order=order * 10
            ),
        )
    content.page(
        "supervisors",
        Site.objects.get(is_default_site=True).root_page,
        DirectoryPage(
            title="Find a supervisor",
            slug="supervisors",
            summary=SUMMARY,
            listing_image=content.find("image:for-professionals"),
            introduction=INTRODUCTION,
            parents_text=PARENTS,
            parents_page=content.find("page:about-for-parents"),
            check_text=CHECK,
        ),
    )


def demo(content):
    examples.outcodes()
    examples.own_entry(content, Member.objects.filter(user__email="supervisor@example.org").first())
    for person in examples.PEOPLE:
        examples.entry(content, person)


def _words(content, model, words):
    for order, (slug, name) in enumerate(words.items(), start=1):
        content.once(
            f"{model._meta.model_name}:{slug}",
            lambda slug=slug, name=name, order=order: model.objects.create(
                name=name, slug=slug, order=order * 10
            ),
        )


def _picture_rights():
    group, _created = Group.objects.get_or_create(name=OFFICERS)
    collection = photo_collection()
    rights = Permission.objects.filter(codename__in=PICTURE_RIGHTS, content_type__app_label="library")
    for right in rights:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
    return group


def _workflow():
    """Ready to switch on, and off until then: assigned to nothing."""
    workflow = Workflow.objects.create(name="Directory entries are read first")
    task = GroupApprovalTask.objects.create(name="A membership officer reads it")
    task.groups.set(Group.objects.filter(name=OFFICERS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
