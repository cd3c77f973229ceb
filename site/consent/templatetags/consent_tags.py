"""The consent parts of the public pages. All of it is the same for every visitor."""

from django import template
from django.conf import settings

from consent import notice as notices
from consent.embeds import placeholder_context
from core.blocks.video_addresses import read_video_address

register = template.Library()


@register.inclusion_tag("consent/head.html", takes_context=True)
def consent_head(context):
    """Style and scripts. The editors' preview of the banner shows it to everyone, so it has no scripts."""
    return {
        "notice": notices.current(),
        "cookie_name": settings.COOKIE_CONSENT_NAME,
        "is_preview": "banner_preview" in context,
    }


@register.inclusion_tag("consent/banner.html", takes_context=True)
def consent_banner(context):
    """The banner; nothing at all on a site without optional categories."""
    request = context.get("request")
    return {
        "notice": context.get("banner_preview") or notices.current(),
        "next": request.get_full_path() if request else "/",
    }


@register.inclusion_tag("consent/video.html")
def video_placeholder(url, title="", description=""):
    """Stands where a video will play: names the provider and asks nothing of it."""
    try:
        return placeholder_context(read_video_address(url), title, description)
    except ValueError:
        return {}
