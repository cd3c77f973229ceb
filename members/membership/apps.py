from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "members.membership"
    label = "membership"
    verbose_name = "Membership"
