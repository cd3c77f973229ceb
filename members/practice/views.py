"""`/members/practice/`: the pages on which an accredited member logs supervision.

No address names a member, and one that names a session is answered to its owner alone.
"""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import access
from members.practice import saving
from members.practice.forms import SessionForm
from members.practice.models import Session
from members.practice.record import record_of

NOT_ACCREDITED = access.Denial(
    "Continuing practice is for accredited members",
    "Practitioners and supervisors who are accredited today log their supervision here. If you are one of "
    "them, please get in touch with us.",
)


def for_accredited(view):
    """The view gets the signed-in member, who is accredited today. Nobody else comes as far."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        user = access.visitor(request)
        if not user.is_authenticated or not access.is_member(request):
            return access.refuse(request)
        member = getattr(user, "member", None)
        year = year_asked(request)
        record = record_of(member, timezone.localdate(), year) if member else None
        if record is None:
            return access.refuse(request, denial=NOT_ACCREDITED)
        return view(request, record, year, *args, **kwargs)

    return checked


def years() -> list[int]:
    """The years that can be looked at, the latest first."""
    this = timezone.localdate().year
    return list(range(this, this - saving.YEARS_BACK - 1, -1))


def year_asked(request: HttpRequest) -> int:
    """The year of the address; this one if it names none that can be looked at."""
    asked = request.GET.get("year", "")
    return next((year for year in years() if str(year) == asked), years()[0])


def page_of(year: int) -> str:
    return f"{reverse('practice')}?year={year}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_accredited
def practice(request, record, year):
    """What was logged in a year, what is asked, and the form for one more."""
    form = form_for(request, Session(member=record.member), data=request.POST or None)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, "Logged.")
        return redirect(page_of(form.instance.on.year))
    sessions = Session.objects.filter(member=record.member, on__year=year)
    context = {
        "record": record,
        "year": year,
        "years": years(),
        "sessions": sessions,
        "closed_until": record.last,
        "form": form,
    }
    return TemplateResponse(request, "practice/practice.html", context)


def form_for(request, session, data):
    form = SessionForm(data, instance=session)
    form.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@for_accredited
def session(request, record, year, pk):
    """Change one, or delete it."""
    found = get_object_or_404(Session, pk=pk, member=record.member)
    back = page_of(found.on.year)
    if request.method == "POST" and "delete" in request.POST:
        return take_back(request, found, back)
    try:
        saving.refuse_closed(record.member, found.on)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(back)
    form = form_for(request, found, data=request.POST or None)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, "Changed.")
        return redirect(page_of(form.instance.on.year))
    return TemplateResponse(request, "practice/session.html", {"form": form, "back": back})


def take_back(request, found: Session, back: str):
    try:
        saving.delete(found)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Deleted.")
    return redirect(back)
