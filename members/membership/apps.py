from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "members.membership"
    label = "membership"
    verbose_name = "Membership"

    def ready(self):
        from core.due import due
        from members.membership import collections
        from members.membership.importing.run import forget_unconfirmed
        from members.membership.reminding import send_reminders

        collections.connect()
        due.connect(send_reminders, dispatch_uid="membership-reminders")
        due.connect(forget_unconfirmed, dispatch_uid="membership-imports")
