"""What the templates of the list, a standard and a version are handed."""

from django.core.paginator import Paginator

from core.access import is_member, visitor
from members.standards.history import History, histories

STANDARDS_SHOWN = 50
EARLIER_SHOWN = 20


def index_context(page, request):
    words = request.GET.get("q", "").strip()
    standards = Paginator(page.standards(request, words), STANDARDS_SHOWN).get_page(request.GET.get("page"))
    standards.object_list = with_histories(standards.object_list, request)
    return {
        "standards": standards,
        "words": words,
        "has_search": bool(words) or standards.has_other_pages(),
    }


def with_histories(standards, request):
    """The same standards, each with its ``history``."""
    standards = list(standards)
    found = histories(standards, request)
    for standard in standards:
        standard.history = found[standard.path]
    return standards


def standard_context(standard, request):
    [standard] = with_histories([standard], request)
    history = standard.history
    earlier = Paginator(history.earlier, EARLIER_SHOWN).get_page(request.GET.get("page"))
    return {
        "history": history,
        "current": history.current,
        "earlier": earlier,
        **personal(standard, history.current, request),
    }


def version_context(version, request):
    [standard] = with_histories([version.standard], request)
    known = {other.pk: other for other in standard.history.versions}
    # A draft that is previewed takes its place among the versions that members see.
    if found := known.pop(version.pk, None):
        version.document, version.confirmed_at = found.document, found.confirmed_at
    history = History([*known.values(), version])
    return {
        "standard": standard,
        "history": history,
        "current": history.current,
        **personal(standard, None if version.superseded_by else version, request),
    }


def personal(standard, version, request):
    """What the person who asks may do with this standard and version, and what they have done."""
    from members.standards.models import Follow

    user = visitor(request)
    if not user.is_authenticated:
        return {}
    return {
        "follows": Follow.objects.filter(standard=standard, user=user).exists(),
        "may_follow": True,
        "may_confirm": bool(version) and not version.confirmed_at and is_member(request),
    }
