"""What search engines and social media read: canonical addresses and schema.org descriptions."""

from contextlib import suppress

from django.conf import settings
from django.utils.html import strip_tags
from wagtail.images.models import SourceImageIOError

from core.access import may_view

# Depth of the site's home page in Wagtail's tree: the invisible root is 1.
HOME_DEPTH = 2


def absolute_url(path):
    """The public address of a path on this site. It comes from the settings, never from the Host header."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def share_rendition(image):
    """The picture as it is shared, looked for once; None where its file is lost: pages stand without it."""
    with suppress(SourceImageIOError):
        if not hasattr(image, "_share_rendition"):
            image._share_rendition = image.get_rendition("fill-1200x630|format-jpeg")
        return image._share_rendition
    return None


def trail(page, request):
    """The pages from home to ``page``, itself included; those above it only if the visitor may open them."""
    walked = [ancestor for ancestor in getattr(request, "trail", []) if ancestor.pk != page.pk]
    if not walked and page.depth > HOME_DEPTH:
        # Not reached by its address: a preview, or a page answered by another one.
        walked = list(page.get_ancestors().filter(depth__gte=HOME_DEPTH))
    return [*(ancestor for ancestor in walked if may_view(ancestor, request)), page]


def breadcrumb_list(page, request):
    """https://schema.org/BreadcrumbList: the way from home to this page."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": absolute_url(step.get_url(request)),
            }
            for position, step in enumerate(trail(page, request), start=1)
        ],
    }


def organization(site_settings):
    """https://schema.org/Organization: the association itself, from the site's settings."""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": absolute_url("/#organization"),
        "name": site_settings.site_name,
        "alternateName": site_settings.strapline,
        "url": absolute_url("/"),
        "email": site_settings.email,
        "telephone": site_settings.phone,
        "sameAs": [link.value["url"] for link in site_settings.social_links],
        "description": strip_tags(site_settings.description),
    }
    if site_settings.logo:
        with suppress(SourceImageIOError):  # its file is lost: the page stands without it
            data["logo"] = absolute_url(site_settings.logo.get_rendition("max-600x600").url)
    return {key: value for key, value in data.items() if value}


def canonical(page, request):
    """The one address under which search engines should know this page; pages of a list keep their number.

    Filters and campaign tags are left out, so that the same words are not listed under many addresses. An
    alias names its source.
    """
    if page is None:
        return ""
    source = getattr(page, "alias_of", None) or page
    path = request.path if source.pk == page.pk else source.get_url(request)
    number = request.GET.get("page", "")
    return absolute_url(f"{path}?page={number}" if number.isdecimal() and number != "1" else path)
