"""What every template of the public site can use: the settings, the menus, and who is looking."""

from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from core.access import may_view, visitor
from core.cards import attach_renditions
from core.kept import kept
from core.known_site import site_for
from core.models import SiteSettings


@dataclass(frozen=True)
class MenuItem:
    """One line of a menu. ``is_section``: the visitor is somewhere below it."""

    label: str
    url: str
    is_current: bool
    is_section: bool


@dataclass(frozen=True)
class Menus:
    """The menus as this visitor may see them."""

    main: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]


def site(request):
    """Context processor. All is lazy: a template that shows no menu costs no query."""
    return {
        "site_settings": SimpleLazyObject(lambda: settings_for(request)),
        "menus": SimpleLazyObject(lambda: menus_for(request)),
        "visitor": SimpleLazyObject(lambda: visitor(request)),
        "may_edit": SimpleLazyObject(lambda: visitor(request).has_perm("wagtailadmin.access_admin")),
    }


def settings_for(request):
    """The site's settings; those of a fresh, unsaved site where no site exists yet."""
    site = site_for(request)
    if not site:
        return SiteSettings()
    if not hasattr(request, "_site_settings"):
        request._site_settings = kept(("settings", site.pk), lambda: _read_settings(site))
    return request._site_settings


def _read_settings(site):
    settings = SiteSettings.for_site(site)
    attach_renditions([settings.logo, settings.share_image])
    return settings


def menus_for(request):
    """Both menus, with one query at most for all their pages. What the visitor may not open is left out."""
    settings = settings_for(request)
    # raw_data, since reading the blocks would fetch each menu's pages without asking the gate.
    main, footer = list(settings.main_menu.raw_data), list(settings.footer_menu.raw_data)
    page_ids = frozenset(item["value"]["page"] for item in main + footer) - {None}
    pages = kept(("menu pages", settings.site_id, page_ids), lambda: _read_pages(page_ids, request))
    pages = {page.pk: (page, url) for page, url in pages if may_view(page, request)}
    return Menus(
        main=tuple(_visible_items(main, pages, request)), footer=tuple(_visible_items(footer, pages, request))
    )


def _read_pages(page_ids, request):
    """The pages with their addresses, which are the same for every request to this site."""
    return [(page, page.get_url(request)) for page in Page.objects.filter(pk__in=page_ids)]


def _visible_items(raw_items, pages, request):
    for value in (item["value"] for item in raw_items):
        page, url = pages.get(value["page"], (None, value["url"]))
        if value["page"] and not page:
            continue
        if not url:
            continue
        yield MenuItem(
            label=value["label"] or page.title,
            url=url,
            is_current=request.path == url,
            is_section=url != "/" and url != request.path and request.path.startswith(url),
        )
