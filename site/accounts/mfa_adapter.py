"""How allauth's second step looks on this site."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "This can’t be taken away.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
        "incorrect_code": "This code is not right, or was used before. Please try the next one.",
    }

    def _get_site_name(self):
        """What authenticator apps and passkeys call the site: its name, not the host of this request."""
        return settings.WAGTAIL_SITE_NAME

    def get_totp_label(self, user):
        return f"{self.get_totp_issuer()}:{user.email}"

    def generate_authenticator_name(self, user, type):
        held = Authenticator.objects.filter(user=user, type=type).count()
        return "My passkey" if not held else f"My passkey {held + 1}"
