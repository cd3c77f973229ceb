"""`/supervisors/<slug>/contact/`, and the page behind the link by which a supervisor reports a message."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.robots import ask_to_wait
from members.directory.addresses import PageBelow
from members.directory.contact import relay
from members.directory.contact.forms import MessageForm, ReportForm
from members.directory.models import DirectoryPage, SupervisorEntry


class ContactPage(PageBelow):
    hide_from_search_engines = True


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, page: DirectoryPage, entry: SupervisorEntry) -> HttpResponse:
    """The form; once a message is sent, a page that says so."""
    below = ContactPage(page, f"Write to {entry.name}", f"{entry.slug}/contact/")
    context = {"page": below, "entry": entry, "sent": "sent" in request.GET}
    form, status, seconds = MessageForm(request.POST if request.method == "POST" else None), 200, 0
    if form.is_valid():
        if seconds := relay.wait(request, entry):
            ask_to_wait(form, seconds)
            status = 429
        else:
            relay.send(entry, form.cleaned_data)
            return HttpResponseRedirect(f"{below.get_url(request)}?sent")
    response = TemplateResponse(request, "directory/contact.html", {**context, "form": form}, status=status)
    if seconds:
        response["Retry-After"] = str(seconds)
    # It carries a visitor's CSRF token and perhaps their words: no shared cache may keep it.
    patch_cache_control(response, private=True, max_age=0)
    add_never_cache_headers(response)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Only a supervisor's mail leads here; nothing is said about the message or its sender."""
    relayed = relay.reported_by(token)
    if relayed is None:
        raise Http404("The link is too old, or was never made.")
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        relay.report(request, relayed, form.cleaned_data["report"])
        return HttpResponseRedirect(request.path)
    return TemplateResponse(request, "directory/report.html", {"form": form, "relayed": relayed})
