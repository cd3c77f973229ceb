from django.apps import AppConfig


class LetterConfig(AppConfig):
    name = "members.letter"
    label = "letter"
    verbose_name = "Status letter"
