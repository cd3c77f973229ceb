from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "members.pathway"
    label = "pathway"
    verbose_name = "Pathways to accreditation"
