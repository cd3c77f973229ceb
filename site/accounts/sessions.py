"""Ending sessions: every one of an account, or all but the present one."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone

from accounts.models import User


def end_sessions(user):
    """Sign ``user`` out everywhere, at once, whatever keeps the sessions and however old they are.

    A session carries a hash of ``User.session_generation``: counting it up makes all of them void.
    """
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).delete()


def end_other_sessions(request):
    """Sign the visitor out everywhere else; the present session goes on, under a new key."""
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    UserSession.objects.create_from_request(request)


def forget_ended_sessions(sender, today, **kwargs):
    """``core.due``: keep no address or browser of a session that is over."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    running = Session.objects.values("session_key")
    forgotten, _by_model = UserSession.objects.exclude(session_key__in=running).delete()
    return f"{forgotten} ended sessions forgotten" if forgotten else ""
