"""Membership: the number, the terms, applications, and what officers have noted."""

import json
from contextlib import suppress

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from core import personal_data
from core.personal_data import Holder, Period, Stays, Table, blank_log, json_holds
from members.membership import actions
from members.membership.models import (
    Application,
    FormerAccreditation,
    Member,
    MemberImport,
    Membership,
    Reminder,
    Visit,
)
from members.membership.models.members import site_keepers
from members.membership.models.terms import State, state_of

YEARS = "six years after the end of the last one, unless the association has set another time"
#: Officers' own words in the log may say anything about somebody; of the others only these are kept.
SAYS_NO_NAME = {"membership.enrol", "membership.renew", "membership.grade", "membership.suspend"}
SAYS_NO_NAME |= {"membership.lift", "membership.end", "membership.link", "membership.import"}


class MembershipHolder(Holder):
    looks_after = frozenset(
        {
            "membership.Member.user",
            "membership.Membership.user",
            "membership.Reminder.term",
            "membership.Visit.user",
            "membership.Application.user",
        }
    )
    goes = (
        "Your membership. If it is still running, it ends today, and the members’ area closes to you.",
        "Your applications, officers’ notes about you, reminders, and when you last were here.",
        "Your name in the admin’s log of your membership.",
    )

    def tables(self, user):
        terms = Membership.objects.filter(user=user).select_related("grade")
        number = Member.objects.filter(user=user).values_list("number", flat=True).first()
        yield Table(
            "membership",
            "Your terms of membership",
            [
                {
                    "number": number,
                    "grade": term.grade.name,
                    "status": term.get_status_display(),
                    "from": term.starts_on,
                    "until": term.ends_on,
                    "note": term.note,
                }
                for term in terms
            ],
        )
        reminders = Reminder.objects.filter(term__user=user)
        yield Table(
            "membership-reminders", "Reminders sent to you", list(reminders.values("kind", "sent_at"))
        )
        yield Table(
            "membership-history",
            "What officers have done with your membership",
            [
                {"at": entry.timestamp, "action": entry.action, **entry.data}
                for entry in log_of(user).order_by("timestamp")
            ],
        )
        fields = "first_name last_name email grade__name supervisor message consented_at created_at status"
        yield Table(
            "applications",
            "Your applications for membership",
            list(applications_of(user).values(*fields.split(), "decided_at", "note")),
        )
        visits = Visit.objects.filter(user=user).values("last_seen_at", "previous_at")
        yield Table("visits", "When you last were in the members’ area", list(visits))

    def refusal(self, user):
        if state_of(Membership.objects.filter(user=user), timezone.localdate()) == State.SUSPENDED:
            return (
                "Your membership is suspended, and what it is about is not settled. Please write to the "
                "office: your data can be deleted once it is."
            )
        return ""

    def pseudonym(self, user):
        member = Member.objects.filter(user=user).first()
        return f"Former member {member.number}" if member else ""

    def stays(self, user):
        if not Membership.objects.filter(user=user).exists():
            return
        number = user.member.number
        yield Stays(
            f"Your membership number ({number}) with the grade and the dates of each term, without your name",
            "So that the association’s numbers of past years still add up.",
            "always: once nothing connects the number with you, it is no personal data",
        )
        if accredited_terms(user).exists():
            yield Stays(
                "Your name, number, grade and dates in the register of who was accredited, which only "
                "officers can see",
                "People whom you have worked with may ask, or make a claim, years later (UK GDPR, article "
                "17(3)(e); the Limitation Act 1980).",
                YEARS,
            )

    def erase(self, user, person):
        member = Member.objects.filter(user=user).first()
        if member:
            self._end(member)
            register(member, person)
            blank_log([member], person, keep=without_names)
        terms = Membership.objects.filter(user=user)
        blank_log(terms, person)
        Reminder.objects.filter(term__in=terms).delete()
        terms.update(note="")
        Visit.objects.filter(user=user).delete()
        applications = applications_of(user)
        blank_log(applications, person)
        applications.delete()
        forget_in_imports(person)

    def _end(self, member):
        with suppress(actions.NotPossibleError):  # there is none that runs
            actions.end(member, member.user, "")

    def periods(self):
        yield Period(
            key="applications",
            label="applications that were decided",
            why="Long enough to answer questions about the decision.",
            months=12,
            find=decided_before,
            purge=lambda moment: _delete(decided_before(moment)),
        )
        yield Period(
            key="imports",
            label="reports of imported spreadsheets",
            why="Their lists of mistakes may quote names and addresses.",
            months=3,
            find=imported_before,
            purge=lambda moment: _delete(imported_before(moment)),
        )
        yield Period(
            key="former-members",
            label="accounts of former members",
            why="After the last term, somebody may renew or ask about their membership. Then their data are "
            "deleted as if they had asked for it themselves.",
            months=72,
            least=12,
            find=left_before,
            purge=forget_left_before,
        )
        yield Period(
            key="register",
            label="register of former members who were accredited",
            why="A claim about practice can be made for six years (Limitation Act 1980).",
            months=72,
            least=12,
            find=FormerAccreditation.objects.over_before,
            purge=lambda moment: _delete(FormerAccreditation.objects.over_before(moment)),
        )


def applications_of(user):
    return Application.objects.filter(Q(user=user) | Q(email__iexact=user.email))


def log_of(user):
    kind = ContentType.objects.get_for_model(Member)
    numbers = [str(number) for number in Member.objects.filter(user=user).values_list("pk", flat=True)]
    return ModelLogEntry.objects.filter(content_type=kind, object_id__in=numbers)


def accredited_terms(user):
    """Terms that have begun and made their holder somebody whom the register knew."""
    return Membership.objects.filter(user=user, grade__is_accredited=True).begun_by(timezone.localdate())


def register(member: Member, person) -> None:
    """Keep who was accredited, as what, from when until when: nothing else."""
    FormerAccreditation.objects.bulk_create(
        FormerAccreditation(
            number=member.number,
            name=person.name or person.email,
            grade=term.grade.name,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
        )
        for term in accredited_terms(member.user).select_related("grade")
    )


def without_names(action: str, data: dict) -> dict:
    """What the history of a member may still say: what was done, never why, nor what anything was called."""
    return {"text": data["text"]} if action in SAYS_NO_NAME and "text" in data else {}


def forget_in_imports(person) -> None:
    """Take the person's row out of spreadsheets that wait, and mistakes that quote them out of reports."""
    about = json_holds("rows", *person.names) | json_holds("problems", *person.names)
    for found in MemberImport.objects.select_for_update().filter(about):
        found.rows = [
            row for row in found.rows if not person.is_named_in(json.dumps(row, ensure_ascii=False))
        ]
        found.problems = [
            problem
            for problem in found.problems
            if not person.is_named_in(json.dumps(problem, ensure_ascii=False))
        ]
        found.save(update_fields=["rows", "problems"])


# --- Past their time ---------------------------------------------------------------------------------


def decided_before(moment):
    return Application.objects.exclude(status=Application.Status.APPLIED).filter(decided_at__lt=moment)


def imported_before(moment):
    over = [MemberImport.State.DONE, MemberImport.State.REFUSED, MemberImport.State.FAILED]
    return MemberImport.objects.filter(uploaded_at__lt=moment, state__in=over)


def left_before(moment):
    """Accounts of people whose last term is over since before ``moment``. Who keeps the site is not asked."""
    day = timezone.localdate(moment)
    return (
        User.objects.filter(erased_at=None, memberships__isnull=False)
        .exclude(pk__in=site_keepers().values("pk"))
        .annotate(last_day=Max("memberships__ends_on"))
        .filter(last_day__lt=day)
        .order_by("pk")
    )


def forget_left_before(moment) -> int:
    count = 0
    for user in list(left_before(moment)):
        if not personal_data.refusal(user):
            personal_data.erase(user)
            count += 1
    return count


def _delete(records) -> int:
    kind = records.model._meta.label
    return records.delete()[1].get(kind, 0)


holder = MembershipHolder()
