"""Which of Wagtail's sites a request is for, and its home page, read once (``core.kept``)."""

from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from core.kept import kept


def site_for(request):
    """The same as Wagtail's ``Site.find_for_request``, which finds it on the request from then on."""
    if request is None:
        return None
    if not hasattr(request, "_wagtail_site"):
        address = split_domain_port(request._get_raw_host())[0], request.get_port()
        request._wagtail_site = kept(("site", *address), lambda: _find(*address))
        request._wagtail_cached_site_root_paths = kept("site root paths", Site.get_site_root_paths)
    return request._wagtail_site


def _find(hostname, port):
    try:
        site = get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None
    # The way to every page begins here, so it is read with the site.
    site.root_page.specific  # noqa: B018
    return site
