"""What a shared proxy in front is told, where ``PAGE_CACHE_PROXY_URL`` names one.

Wagtail's frontend cache tells it of a page that is published or unpublished. Added here are the pages above,
which list it, and what is closed or opened with a padlock. All else may be late by
``PAGE_CACHE_PROXY_SECONDS``.
"""

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished


def connect() -> None:
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        for signal in (page_published, page_unpublished):
            signal.connect(purge_above, dispatch_uid="page-cache-proxy")
        for signal in (post_save, post_delete):
            signal.connect(purge_below, sender=PageViewRestriction, dispatch_uid="page-cache-proxy")


def purge_above(instance: Page, **kwargs) -> None:
    _purge(instance.get_ancestors())


def purge_below(instance: PageViewRestriction, **kwargs) -> None:
    _purge(instance.page.get_descendants(inclusive=True))
    _purge(instance.page.get_ancestors())


def _purge(pages) -> None:
    from wagtail.contrib.frontend_cache.utils import purge_pages_from_cache

    purge_pages_from_cache(pages)
