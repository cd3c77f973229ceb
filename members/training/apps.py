from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "members.training"
    label = "training"
    verbose_name = "Training materials"
