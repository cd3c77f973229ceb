"""Links that let somebody choose a password: one use each, and a way on when one no longer works."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int

from core import mail, throttle

#: New links that one account, and one visitor, may have sent in an hour.
NEW_LINKS_PER_HOUR = 5
HOUR = 60 * 60


class PasswordLinks(PasswordResetTokenGenerator):
    """Django's tokens, with our lifetimes and a seal (``settings.ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR``).

    Django's part dies when the password or the address changes, or the person signs in. The seal after it
    outlives that: it says that the site did once send this link, so that whoever holds it may ask for a new
    one, and nobody else can make the site write to its members.
    """

    key_salt = "accounts.links.PasswordLinks"

    def make_token(self, user):
        token = super().make_token(user)
        return f"{token}-{_seal(user.pk, token)}"

    def check_token(self, user, token):
        if not user or not user.is_active or not was_sent(user.pk, token or ""):
            return False
        token, _, _seal_of_it = token.rpartition("-")
        if not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        return age <= days_of(user) * 24 * HOUR


def days_of(user):
    """For how many days a link of this person works: longer for the first, which comes unasked."""
    return settings.RESET_LINK_DAYS if user.has_usable_password() else settings.WELCOME_LINK_DAYS


def was_sent(pk, token):
    """Whether the site has once made this token for the account with this key, valid still or not."""
    token, _, seal = token.rpartition("-")
    return any(
        constant_time_compare(_seal(pk, token, secret), seal)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def _seal(pk, token, secret=None):
    value = f"{pk}:{token}"
    return salted_hmac("accounts.links.seal", value, secret=secret, algorithm="sha256").hexdigest()[:32]


def url_of(key):
    """The address for ``key``, ``<uid>-<token>``: on the site's own host, whatever host was asked."""
    uid, _, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return settings.SITE_URL + path


def send_password_link(user, template="password_welcome", context=None):
    """Queue the mail ``templates/emails/<template>.txt`` with a link to choose a password.

    The template may use ``link``, ``days`` (how long it works) and ``user`` besides ``context``. Nothing is
    sent to a closed account.
    """
    if not user.is_active:
        return
    key = f"{user_pk_to_url_str(user)}-{PasswordLinks().make_token(user)}"
    mail.queue(
        template,
        user.email,
        {"user": user, "link": url_of(key), "days": days_of(user)} | (context or {}),
    )


def send_new_link(request, user, token):
    """Send a new link to the account's own address in exchange for one that the site did send before.

    Says nothing: whether a mail goes out, or does not because the link was invented or the limit is reached,
    is not the visitor's to know.
    """
    if user is None or not was_sent(user.pk, token):
        return
    waits = [
        throttle.wait_before("new-password-link", key, limit=NEW_LINKS_PER_HOUR, seconds=HOUR)
        for key in (f"account:{user.pk}", f"visitor:{throttle.client_key(request)}")
    ]
    if not any(waits):
        send_password_link(user, "password_new_link")
