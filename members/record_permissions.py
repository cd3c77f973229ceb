"""What nobody but an administrator may do with what members rely on, whatever their rights on pages: with
standards and pathways, of which each version is a page."""

from wagtail.models import PagePermissionTester


class VersionPermissions(PagePermissionTester):
    """A version that members have seen is part of the record: it can be withdrawn, and not deleted. No
    version moves elsewhere."""

    def can_delete(self, ignore_bulk=False):
        if self.page.first_published_at and not self.user.is_superuser:
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self):
        return False

    def can_move_to(self, destination):
        # Sorting versions among themselves moves nothing anywhere.
        return self.page.is_child_of(destination) and super().can_move_to(destination)


class VersionedPermissions(PagePermissionTester):
    """What has a version that members have seen can be unpublished, and not deleted."""

    def can_delete(self, ignore_bulk=False):
        seen = self.page.specific.versions().filter(first_published_at__isnull=False)
        if not self.user.is_superuser and seen.exists():
            return False
        return super().can_delete(ignore_bulk)
