"""The second step of signing in: who has one, whether a session has passed it, and taking it away.

allauth writes each way by which somebody has proved who they are into the session, as a list of records such
as ``{"method": "mfa", "type": "totp", "id": 7, "at": …}``. tests/accounts/test_second_step.py pins that.
"""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.urls import reverse

from accounts.sessions import end_sessions
from core import mail

#: What counts as a second step. Recovery codes only stand in for one of these.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def steps_of(user):
    """The authenticator app and the passkeys of somebody, as {id: kind}."""
    return dict(Authenticator.objects.filter(user=user, type__in=STEPS).values_list("pk", "type"))


def is_proven(request, steps):
    """Whether this session has passed a second step that its user still has.

    ``steps``: what :func:`steps_of` says now. A passkey that was removed since proves nothing any more.
    """
    return any(
        record.get("method") == "mfa"
        and (record.get("id") in steps or (steps and record.get("type") == Authenticator.Type.RECOVERY_CODES))
        for record in get_authentication_records(request, request.user)
    )


def where_to_prove(request, steps):
    """The page where somebody with these steps passes one, and which leads back here; where they set one up,
    if they have none."""
    if not steps:
        return reverse("mfa_index")
    has_app = Authenticator.Type.TOTP in steps.values()
    # What was sent with a form is gone by then: back to the admin's front page.
    back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    page = reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
    return f"{page}?{urlencode({'next': back})}"


def remember_proof(sender, request, user, authenticator, **kwargs):
    """allauth's ``authenticator_added``: who has just typed a code of a new app, or used a new passkey, has
    passed the second step in this session."""
    if authenticator.type in STEPS and request.user.is_authenticated:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def remove(user):
    """Take the second step away from somebody who has lost it: they sign in with the password alone, and are
    told by mail. They are signed out everywhere. Returns whether there was anything to take away."""
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    if removed:
        end_sessions(user)
        mail.queue("second_step_removed", user.email, {"user": user})
    return bool(removed)


def find_user(email):
    """The account with an address in any case; None if there is none."""
    return get_user_model().objects.filter(email__iexact=email.strip()).first()
