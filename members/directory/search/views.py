"""The public list."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone

from members.directory.models import SupervisorEntry


def index(page, request):
    """Everybody who is listed today, twenty at a time."""
    entries = SupervisorEntry.objects.listed(timezone.localdate()).with_people().with_words()
    context = {"page": page, "page_obj": Paginator(entries, 20).get_page(request.GET.get("page"))}
    return TemplateResponse(request, "directory/index.html", context)
