from django.apps import AppConfig
from django.db.models.signals import post_save


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from accounts import addresses, second_step, sessions
        from accounts.models import User
        from accounts.own_data import archive
        from core.due import due

        post_save.connect(addresses.keep_after_saving, sender=User, dispatch_uid="accounts.addresses")
        authenticator_added.connect(second_step.remember_proof, dispatch_uid="accounts.second_step")
        due.connect(sessions.forget_ended_sessions, dispatch_uid="accounts.sessions")
        due.connect(archive.forget_expired, dispatch_uid="accounts.own_data")
