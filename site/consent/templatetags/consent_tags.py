"""The consent parts of the public pages. All of it is the same for every visitor."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from consent import notice as notices
from consent.embeds import placeholder_context
from core.blocks.video_addresses import read_video_address
from core.kept import kept

register = template.Library()

#: Stands for the address to come back to in the banner, which is otherwise the same on every page.
NEXT = "/consent-banner-next/"


@register.simple_tag(takes_context=True)
def consent_head(context):
    """Style and scripts. The editors' preview of the banner shows it to everyone, so it has no scripts."""
    is_preview = "banner_preview" in context
    return kept(("consent head", is_preview), lambda: _head(is_preview))


def _head(is_preview):
    return render_to_string(
        "consent/head.html",
        {
            "notice": notices.current(),
            "cookie_name": settings.COOKIE_CONSENT_NAME,
            "is_preview": is_preview,
        },
    )


@register.simple_tag(takes_context=True)
def consent_banner(context):
    """The banner; nothing at all on a site without optional categories."""
    if preview := context.get("banner_preview"):
        banner = _banner(preview)
    else:
        banner = kept("consent banner", lambda: _banner(notices.current()))
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    return mark_safe(banner.replace(NEXT, escape(address)))


def _banner(notice):
    return render_to_string("consent/banner.html", {"notice": notice, "next": NEXT})


@register.inclusion_tag("consent/video.html")
def video_placeholder(url, title="", description=""):
    """Stands where a video will play: names the provider and asks nothing of it."""
    try:
        return placeholder_context(read_video_address(url), title, description)
    except ValueError:
        return {}
