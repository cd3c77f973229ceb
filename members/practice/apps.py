from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "members.practice"
    label = "practice"
    verbose_name = "Continuing practice"

    def ready(self):
        from core.due import due
        from members.practice.reminding import send_reminders

        due.connect(send_reminders, dispatch_uid="practice-reminders")
