"""The groups of the admin, and the example accounts of a local installation."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowTask,
)

from accounts.models import User

ORDER = 10

EDITORS, MODERATORS, OFFICERS = "Editors", "Moderators", "Membership officers"
EXAMPLE_PASSWORD = "attuned-demo-2026"  # noqa: S105  (published on purpose; production refuses to start with it)
EXAMPLE_DOMAIN = "example.org"

# Page rights on the whole tree. Editors publish by themselves until the association switches review on
# (docs/editors.md); moderators can also lock a page while it is under review.
PAGE_RIGHTS = {
    EDITORS: ["add_page", "change_page", "publish_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
FILE_RIGHTS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]


def load(content):
    for name in (EDITORS, MODERATORS, OFFICERS):
        content.once(f"group:{name}", lambda name=name: _group(name))
    content.once("workflow:publish-after-review", _review_workflow)


def demo(content):
    example_account(content, "admin", "Ada", "Administrator", is_staff=True, is_superuser=True)
    example_account(content, "editor", "Edith", "Editor", groups=[EDITORS])
    example_account(content, "officer", "Oscar", "Officer", groups=[OFFICERS])


def example_account(content, name, first_name, last_name, groups=(), **fields):
    """One of the example accounts; None if somebody has deleted it. Last names say that they are examples."""

    def create():
        user = User.objects.create_user(
            email=f"{name}@{EXAMPLE_DOMAIN}",
            password=EXAMPLE_PASSWORD,
            first_name=first_name,
            last_name=f"{last_name} (example)",
            **fields,
        )
        user.groups.add(*Group.objects.filter(name__in=groups))
        return user

    return content.once(f"example-account:{name}", create)


def _group(name):
    """Wagtail's migrations make Editors and Moderators with rights of their own: set exactly ours."""
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(
        [Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")]
    )
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    if name in PAGE_RIGHTS:
        root = Page.get_first_root_node()
        for right in Permission.objects.filter(
            codename__in=PAGE_RIGHTS[name], content_type__app_label="wagtailcore"
        ):
            GroupPagePermission.objects.create(group=group, page=root, permission=right)
        collection = Collection.get_first_root_node()
        for right in Permission.objects.filter(codename__in=FILE_RIGHTS, content_type__app_label="library"):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)
    return group


def _review_workflow():
    """Ready to switch on, and off until then: Wagtail's own example workflow is assigned to every page."""
    for workflow in Workflow.objects.filter(name="Moderators approval"):
        workflow.deactivate()
    workflow = Workflow.objects.create(name="Publish after review")
    task = GroupApprovalTask.objects.create(name="A moderator reads it")
    task.groups.set(Group.objects.filter(name=MODERATORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
