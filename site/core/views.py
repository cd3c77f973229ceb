"""Addresses of the whole site that are no pages."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.seo import absolute_url


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request):
    """RFC 9309: everything public may be read; the admin, accounts and documents need not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /documents/",
        "",
        f"Sitemap: {absolute_url('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
