"""`/members/account/letter/`: the signed-in member's own letter, made on the spot and kept nowhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import access
from core.models import SiteSettings
from members.letter import letters, pdf

NO_LETTER = access.Denial(
    "There is no status letter for you",
    "The letter says what our register says, and the register has those who are accredited today. If you are "
    "one of them, please get in touch with us.",
)
CANNOT_PRINT = (
    "The letter would hold a character that it can’t print, most likely in your name. Please write to us."
)


@never_cache
@require_safe
def status_letter(request):
    """The PDF. No address names a member: whoever is signed in gets their own, or reads why there is none."""
    user = access.visitor(request)
    if not user.is_authenticated:
        return access.refuse(request)
    now = timezone.now()
    member = getattr(user, "member", None)
    told = letters.letter(member, SiteSettings.for_request(request), now) if member else None
    if told is None:
        return access.refuse(request, denial=NO_LETTER)
    try:
        file = pdf.make(told, at=now)
    except pdf.CannotPrintError:
        messages.error(request, CANNOT_PRINT)
        return redirect("account")
    name = f"status-letter-{timezone.localtime(now):%Y-%m-%d}.pdf"
    return HttpResponse(
        file,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
