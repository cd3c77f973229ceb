"""The account itself: how its owner signs in, the mail sent to them, and their traces in the admin."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry, PageSubscription, UploadedFile
from wagtail.users.models import UserProfile

from accounts import sessions
from accounts.models import DataArchive
from core.commits import after_commit
from core.personal_data import Holder, Period, Stays, Table, address_of_nobody, blank_log, json_holds

KEEPS_SITE = (
    "You help to keep this site, with rights in its admin. Ask an administrator to take them away first: "
    "what you have published stays, under no name."
)


class AccountHolder(Holder):
    """Last of all: after it, nobody can tell whose the account was."""

    looks_after = frozenset(
        {
            "accounts.DataArchive.user",
            "account.EmailAddress.user",
            "account.EmailConfirmation.email_address",
            "mfa.Authenticator.user",
            "usersessions.UserSession.user",
            "wagtailadmin.EditingSession.user",
            "wagtailadmin.FormState.user",
            "wagtailcore.PageSubscription.user",
            "wagtailcore.UploadedFile.uploaded_by_user",
            "wagtailusers.UserProfile.user",
        }
    )
    goes = (
        "Your account: name, e-mail address, password, second step, and where you are signed in. Nobody can "
        "sign in with it any more.",
        "Mail to you that waits to be sent, and the record of what was sent.",
        "An archive of your data that is ready to be fetched.",
    )

    def tables(self, user):
        yield Table(
            "account",
            "Your account",
            [
                {
                    "first name": user.first_name,
                    "last name": user.last_name,
                    "e-mail address": user.email,
                    "made": user.date_joined,
                    "last signed in": user.last_login,
                    "groups": [group.name for group in user.groups.all()],
                }
            ],
        )
        addresses = EmailAddress.objects.filter(user=user)
        yield Table("addresses", "Addresses of your account", list(addresses.values("email", "verified")))
        seen = UserSession.objects.filter(user=user)
        yield Table(
            "sessions",
            "Where you are signed in",
            list(seen.values("created_at", "last_seen_at", "ip", "user_agent")),
        )
        steps = Authenticator.objects.filter(user=user)
        yield Table(
            "second-step",
            "Your second step (without its secrets)",
            list(steps.values("type", "created_at", "last_used_at")),
        )
        sent = mail_of(user.email).order_by("enqueued_at")
        yield Table(
            "mail",
            "Mail of the site to you, as far as its record is kept",
            [
                {"queued": one.enqueued_at, "state": one.status, "subject": one.args_kwargs["args"][0]}
                for one in sent
            ],
        )
        yield Table(
            "admin",
            "What you have done in the admin of the site",
            [
                {"at": entry.timestamp, "action": entry.action, "with": entry.label}
                for model in (ModelLogEntry, PageLogEntry)
                for entry in model.objects.filter(user_id=user.pk).order_by("timestamp")
            ],
        )

    def refusal(self, user):
        return KEEPS_SITE if user.is_superuser or user.has_perm("wagtailadmin.access_admin") else ""

    def stays(self, user):
        if PageLogEntry.objects.filter(user_id=user.pk).exists() or user.is_staff:
            yield Stays(
                "What you have written on pages of the site, comments to other editors, and that one person "
                "did it; without your name",
                "The pages are the association’s.",
                "the pages go",
            )
        yield Stays(
            "What other people have written about you, on pages of the site or in records of their own",
            "It is theirs, or for the association to decide. Write to us, and we look at it.",
            "it is taken down",
        )
        yield Stays(
            "Copies of the site’s database, which nobody looks into unless the site has to be put back",
            "Without them, a fault could destroy everything.",
            "they are overwritten, after weeks",
        )

    def erase(self, user, person):
        sessions.end_sessions(user)
        forget_sessions(user)
        for archive in DataArchive.objects.filter(user=user):
            archive.delete()
        self._erase_in_admin(user, person)
        erase_mail(person)
        user.first_name, user.last_name, user.email = person.pseudonym, "", address_of_nobody(user)
        user.is_active = user.is_staff = False
        user.last_login = None
        user.date_joined = user.erased_at = timezone.now()
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        user.user_permissions.clear()
        # After saving, which keeps a row for the address of every account.
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()

    def _erase_in_admin(self, user, person):
        for profile in UserProfile.objects.filter(user=user):
            if profile.avatar:
                name = profile.avatar.name
                after_commit(default_storage.delete, name)
            profile.delete()
        for upload in UploadedFile.objects.filter(uploaded_by_user=user):
            storage, name = upload.file.storage, upload.file.name
            after_commit(storage.delete, name)
            upload.delete()
        PageSubscription.objects.filter(user=user).delete()
        # Which there are differs between Wagtail's versions: all are about what somebody has open now.
        for model in apps.get_app_config("wagtailadmin").get_models():
            if any(field.name == "user" for field in model._meta.fields):
                model._base_manager.filter(user=user).delete()
        blank_log([user], person)
        blank_log_of_what_is_gone(person)

    def periods(self):
        yield Period(
            key="admin-log",
            label="log of who did what in the admin",
            why="To find out how something came about, and to answer for what was done with people’s data.",
            months=72,
            least=12,
            find=logged_before,
            purge=forget_logged_before,
        )
        yield Period(
            key="mail",
            label="records of mail that was sent",
            why="To find out whether a mail went out.",
            months=1,
            find=finished_before,
            purge=lambda moment: finished_before(moment).delete()[0],
        )


def forget_sessions(user) -> None:
    """Those, too, that allauth keeps no record of: they are void by now, yet hold the address."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def blank_log_of_what_is_gone(person) -> None:
    """The log keeps the names of things that were deleted long ago: of an entry, or of a message to it."""
    named = json_holds("data", *person.names)
    for name in person.names:
        named |= Q(label__icontains=name)
    entries = ModelLogEntry.objects.filter(named).select_related("content_type")
    for entry in entries:
        model = entry.content_type.model_class() if entry.content_type else None
        if model is None or not model._base_manager.filter(pk=entry.object_id).exists():
            ModelLogEntry.objects.filter(pk=entry.pk).update(label=person.pseudonym, data={})


# --- Mail --------------------------------------------------------------------------------------------


def mail_of(email: str):
    """Mail to this address in the queue, sent or not."""
    to_them = DBTaskResult.objects.filter(json_holds("args_kwargs", email), task_path="core.mail.deliver")
    mine = [one.pk for one in to_them if email in [to.lower() for to in one.args_kwargs["args"][2]]]
    return DBTaskResult.objects.filter(pk__in=mine)


def erase_mail(person) -> None:
    """Mail to the person, waiting or sent; and the record of everything done that names them."""
    mail_of(person.email).exclude(status=TaskResultStatus.RUNNING).delete()
    named = json_holds("args_kwargs", *person.names) | json_holds("return_value", *person.names)
    for name in person.names:
        named |= Q(traceback__icontains=name)
    DBTaskResult.objects.finished().filter(named).delete()


# --- Past their time ---------------------------------------------------------------------------------


def finished_before(moment):
    return DBTaskResult.objects.finished().filter(finished_at__lt=moment)


class Together:
    """Records of two tables, counted as one kind."""

    def __init__(self, *querysets):
        self.querysets = querysets

    def count(self) -> int:
        return sum(queryset.count() for queryset in self.querysets)


def logged_before(moment) -> Together:
    return Together(*(model.objects.filter(timestamp__lt=moment) for model in (ModelLogEntry, PageLogEntry)))


def forget_logged_before(moment) -> int:
    return sum(queryset.delete()[0] for queryset in logged_before(moment).querysets)


holder = AccountHolder()
