"""Template tags that every page uses."""

import json

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from core import dates, seo
from core.access import visitor
from core.context import settings_for
from core.kept import kept

register = template.Library()

# As django.utils.html.json_script does: nothing in the data may end the script element.
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context):
    """The way from home to this page; nothing on the home page, and on pages that are not in the tree."""
    page, request = context.get("page"), context["request"]
    if not page or (page.depth or 0) <= seo.HOME_DEPTH:
        return {"crumbs": []}
    *above, _itself = seo.trail(page, request)
    steps = [{"title": step.title, "url": step.get_url(request)} for step in above]
    return {"crumbs": [*steps, {"title": page.title, "url": None}]}


@register.inclusion_tag("components/meta.html", takes_context=True)
def page_meta(context):
    """Title, description, canonical address and Open Graph data, with fall-backs from the site's settings."""
    page, request, site_settings = context.get("page"), context["request"], settings_for(context["request"])
    image = getattr(page, "share_image", None) or site_settings.share_image
    rendition = seo.share_rendition(image) if image else None
    return {
        "meta": {
            "title": getattr(page, "meta_title", "") or context.get("title", ""),
            "description": getattr(page, "meta_description", "") or site_settings.description,
            "canonical": seo.canonical(page, request),
            "type": getattr(page, "share_type", "website"),
            "noindex": getattr(page, "hide_from_search_engines", not page),
            "site_name": site_settings.site_name,
            "image_url": seo.absolute_url(rendition.url) if rendition else "",
            "image_alt": rendition.alt if rendition else "",
            "image_width": rendition.width if rendition else None,
            "image_height": rendition.height if rendition else None,
        }
    }


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The page's schema.org descriptions as JSON-LD: data that browsers never run, so the CSP is content."""
    page, request = context.get("page"), context["request"]
    if not hasattr(page, "structured_data"):
        return ""
    return format_html_join(
        "\n",
        '<script type="application/ld+json">{}</script>',
        (
            (mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(_JSON_ESCAPES)),)
            for data in page.structured_data(request)
        ),
    )


@register.simple_tag(takes_context=True)
def shared(context, template_name, **varies):
    """A part that is the same on all pages but for ``varies``, rendered once for as long as nothing changes.

    It knows the site's settings, who is looking and what ``varies``, and nothing else of the page around it.
    """

    def render():
        known = {name: context.get(name) for name in ("site_settings", "visitor")}
        return get_template(template_name).render(known | varies)

    signed_in = visitor(context["request"]).is_authenticated
    return render() if signed_in else kept((template_name, *varies.items()), render)


@register.simple_tag
def partial_date(date, end=None, precision=dates.DatePrecision.DAY):
    """A ``time`` element for a date that may be known only in part: "about 1993"."""
    return format_html(
        '<time datetime="{}">{}</time>', dates.machine(date, precision), dates.describe(date, end, precision)
    )
