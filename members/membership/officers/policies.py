"""Who may do what with members in the admin.

Officers have rights on members, terms and applications, never on accounts. Members who keep the site
themselves (whoever has rights in the admin) are an administrator's business.
"""

from wagtail.permission_policies import ModelPermissionPolicy


class NotByHandPolicy(ModelPermissionPolicy):
    """For records that the site makes, and that nobody takes away: the past stays on record."""

    never = {"add", "delete"}

    def user_has_permission(self, user, action):
        return action not in self.never and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - self.never)


class MemberPolicy(NotByHandPolicy):
    """Members are added, but never deleted: their number must not be given to anybody else."""

    never = {"delete"}


class AsSentPolicy(NotByHandPolicy):
    """An application stays as it was sent: it is read and decided, not edited."""

    never = {"add", "change", "delete"}
