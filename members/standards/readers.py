"""Who has confirmed having read a version, who of those it is for has not; and how often it was fetched."""

from collections import Counter, defaultdict

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from library.models import Download
from members.membership.models import Membership
from members.standards.models import ReadConfirmation, StandardVersionPage


def running_terms():
    """The terms that count today: of members in good standing."""
    today = timezone.localdate()
    barred = Membership.objects.barring(today).values("user")
    return Membership.objects.running(today).exclude(user__in=barred)


def terms_meant(standard):
    """The running terms of those whom a standard is for. A public one is for all members."""
    terms = running_terms()
    if standard.audience == standard.Audience.GRADES:
        terms = terms.filter(grade__in=standard.grades.all())
    return terms


def readers_of(standard, version):
    """The members whom it is for, each with ``grade`` and with ``confirmed_at`` (None: not yet)."""
    terms = terms_meant(standard)
    said = ReadConfirmation.objects.filter(version=version, user=OuterRef("pk"))
    grade = terms.filter(user=OuterRef("pk")).order_by("-grade__rank")
    return (
        get_user_model()
        .objects.filter(pk__in=terms.values("user"))
        .annotate(
            confirmed_at=Subquery(said.values("at")[:1]), grade=Subquery(grade.values("grade__name")[:1])
        )
        .order_by("last_name", "first_name", "email")
    )


def count_readers(standards):
    """Give each standard its ``asked`` and ``confirmed``: how many members it is for, and have confirmed the
    version in force; and ``downloads`` of all its versions' files. Four queries, however many standards."""
    grades_of = defaultdict(set)
    for user, grade in running_terms().values_list("user", "grade"):
        grades_of[user].add(grade)
    current = {standard.current.pk: standard for standard in standards if standard.current}
    readers = defaultdict(set)
    said = ReadConfirmation.objects.filter(version__in=current).values_list("version", "user")
    for version, user in said:
        readers[version].add(user)
    meant = grades_meant(standards)
    downloads = count_downloads(standards)
    for standard in standards:
        grades = meant.get(standard.pk)
        asked = {user for user, theirs in grades_of.items() if grades is None or theirs & grades}
        standard.asked = len(asked)
        standard.confirmed = len(asked & readers[standard.current.pk]) if standard.current else 0
        standard.downloads = downloads[standard.path]


def grades_meant(standards):
    """The grades of each standard that is for some grades, by its key."""
    closed = [one.pk for one in standards if one.audience == one.Audience.GRADES]
    found = {pk: set() for pk in closed}
    if closed:
        through = type(standards[0]).grades.through.objects
        rows = through.filter(standarddocumentpage__in=closed).values_list("standarddocumentpage", "grade")
        for standard, grade in rows:
            found[standard].add(grade)
    return found


def count_downloads(standards) -> Counter:
    """How often the files of each standard were downloaded, by its tree path."""
    files = dict(
        StandardVersionPage.objects.of(standards)
        .filter(document__isnull=False)
        .values_list("document", "standard_path")
    )
    rows = Download.objects.filter(document__in=files).order_by()
    counts = Counter()
    for document, number in rows.values_list("document").annotate(Count("pk")):
        counts[files[document]] += number
    return counts
