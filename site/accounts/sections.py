"""What stands on the page "Your account", section by section.

Every app may add sections with the hook ``register_account_sections``: a function of the request that returns
a Wagtail component, or None. The component's ``order`` says where it stands; it renders with the page's
context, and begins with a heading of the second level.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.middleware.csrf import get_token
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts import browsers
from accounts.mail_choices import choices_for
from core.access import is_member


def sections_for(request):
    """The components for this visitor, in order."""
    is_member(request)  # asked first, since sections use what the gate has read of the membership
    made = (make(request) for make in hooks.get_hooks("register_account_sections"))
    return sorted((section for section in made if section), key=lambda section: section.order)


class Section(Component):
    """A part of the account that always stands on the page."""

    order = 0

    def __init__(self, request):
        self.request = request
        self.user = request.user

    def get_context_data(self, parent_context):
        # A component is rendered without the request: its forms need their token all the same.
        return {"request": self.request, "user": self.user, "csrf_token": get_token(self.request)}


class IdentitySection(Section):
    """Name and address."""

    template_name = "accounts/sections/identity.html"
    order = 10

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {
            "new_address": EmailAddress.objects.get_new(self.user)
        }


class MailsSection(Section):
    """Which mails they want."""

    template_name = "accounts/sections/mails.html"
    order = 56

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"choices": choices_for(self.request)}


class PasswordSection(Section):
    template_name = "accounts/sections/password.html"
    order = 80


class SecondStepSection(Section):
    template_name = "accounts/sections/second_step.html"
    order = 85

    def get_context_data(self, parent_context):
        kinds = list(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        return super().get_context_data(parent_context) | {
            "has_app": Authenticator.Type.TOTP in kinds,
            "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
            "needed": self.user.has_perm("wagtailadmin.access_admin"),
        }


class SessionsSection(Section):
    template_name = "accounts/sections/sessions.html"
    order = 90

    def get_context_data(self, parent_context):
        sessions = dict(UserSession.objects.filter(user=self.user).values_list("session_key", "user_agent"))
        here = sessions.pop(self.request.session.session_key, None)
        return super().get_context_data(parent_context) | {
            "browser": browsers.name(here) if here is not None else "",
            "others": len(sessions),
        }


class OwnDataSection(Section):
    """The way to everything that the site holds on who asks, and out of it."""

    template_name = "accounts/sections/own_data.html"
    order = 95
