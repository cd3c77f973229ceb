"""`/accounts/own-data/`: everything about me, and delete me. Each asks for the password again."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.decorators import login_not_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import DataArchive
from accounts.own_data import archive as archives
from accounts.own_data import deletion
from core import personal_data

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@GET_OR_POST
@login_required
@reauthentication_required
def own_data(request):
    """What there is to be had, and how the archive stands; POST has one put together."""
    if request.method == "POST":
        archives.ask(request.user)
        return redirect("own_data")
    found = DataArchive.objects.filter(user=request.user).first()
    return TemplateResponse(request, "accounts/own_data/own_data.html", {"archive": found})


@never_cache
@require_safe
@login_required
@reauthentication_required
def archive(request):
    """The ZIP of who asks: nobody else's has an address. One that has expired is gone, whether or not its
    file is thrown away yet."""
    found = DataArchive.objects.filter(user=request.user).first()
    if found is None or not found.is_ready or not found.file.name:
        return _gone(request)
    try:
        file = found.file.storage.open(found.file.name, "rb")
    except FileNotFoundError:
        return _gone(request)
    response = FileResponse(file, as_attachment=True, filename=archives.NAME, content_type="application/zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _gone(request):
    messages.warning(
        request, "There is no file to download: it has expired, or none was made. Make a new one."
    )
    return redirect("own_data")


@never_cache
@GET_OR_POST
@login_required
@reauthentication_required
def delete(request):
    """Says what goes, and what stays and why; POST sends the link that does it."""
    reason = personal_data.refusal(request.user)
    if request.method == "POST" and not reason:
        if deletion.send_link(request.user):
            messages.success(
                request,
                f"We have sent a link to {request.user.email}. Nothing is deleted until you follow it.",
            )
        else:
            messages.warning(
                request, "You have just asked several times. The link in our last mail works; look there."
            )
        return redirect("own_data_delete")
    return TemplateResponse(
        request, "accounts/own_data/delete.html", _notice(request.user) | {"reason": reason}
    )


def _notice(user) -> dict:
    return {
        "goes": [sentence for holder in personal_data.holders() for sentence in holder.goes],
        "stays": [kept for holder in personal_data.holders() for kept in holder.stays(user)],
    }


@never_cache
@GET_OR_POST
@login_not_required
def confirm(request, key):
    """The page behind the link in the mail: one button, because programs that read mail follow links."""
    user = deletion.user_of(key)
    if user is None:
        return TemplateResponse(request, "accounts/own_data/no_link.html", status=410)
    reason = personal_data.refusal(user)
    if request.method == "POST" and not reason:
        try:
            deletion.delete(user)
        except personal_data.NotNowError as refused:
            reason = str(refused)
        else:
            if request.user.pk == user.pk:
                logout(request)
            return _done(request)
    context = _notice(user) | {"person": user, "reason": reason}
    return TemplateResponse(request, "accounts/own_data/confirm.html", context)


def _done(request) -> HttpResponse:
    return TemplateResponse(request, "accounts/own_data/deleted.html")
