"""How allauth signs people in on this site."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import addresses, links
from core.access import standing_of
from core.mail import deliver

#: Ways to sign in that say who somebody is as well as asking for the password again does.
PROOFS = {"password", "password_reset", "mfa"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the association: nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": "Your account has this address already, or you have just asked to change to it.",
        "email_password_mismatch": "The e-mail address or the password is not right. Please try again.",
        "enter_current_password": "This is not your present password.",
        "incorrect_code": "This code is not right, or was used before. Please try the next one.",
        "incorrect_password": "The password is not right. Please try again.",
        "rate_limited": "Too many tries. Please wait a few minutes and try again.",
        "too_many_login_attempts": "Too many tries. Please wait five minutes, or choose a new password.",
    }

    def is_open_for_signup(self, request):
        return False

    # --- Where to next --------------------------------------------------------------------------

    def is_safe_url(self, url):
        """Only a path of this site: no other host, not even one of our own, in whatever spelling."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request):
        """Members to their area, those who keep the site to the admin, everybody else to their account."""
        if standing_of(request.user).is_member:
            return resolve_url("wagtail_serve", "members/")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("account")

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account" if self.request.user.is_authenticated else "account_login")

    # --- Signing in -----------------------------------------------------------------------------

    def login(self, request, user):
        # Accounts made in bulk (an import) have not been through User.save().
        addresses.keep(user)
        super().login(request, user)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who has signed in a moment ago is not asked for the password a second time."""
        since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        if any(record["method"] in PROOFS and record["at"] > since for record in records):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [
            method | {"description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Bad passwords count by account alone. allauth adds the request's host, which its sender can vary
        (a port number behind it is enough) to start from nought each time."""
        return credentials.get("email", "").lower()

    # --- Mail -----------------------------------------------------------------------------------

    def send_mail(self, template_prefix, email, context):
        """Queued, like all mail, so that an answer takes as long for an unknown address as for a known."""
        shared = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
        message = self.render_mail(template_prefix, email, shared | context)
        transaction.on_commit(lambda: deliver.enqueue(message.subject, message.body + "\n", message.to))

    def send_password_reset_mail(self, user, email, context):
        """To the account's own address, with the days that the link works."""
        super().send_password_reset_mail(user, user.email, context | {"days": links.days_of(user)})

    def get_reset_password_from_key_url(self, key):
        return links.url_of(key)

    def get_email_confirmation_url(self, request, emailconfirmation):
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])
