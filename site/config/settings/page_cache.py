"""Whole public pages in a cache: docs/decisions/0110-the-page-cache.md."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# For how many seconds a shared proxy in front may answer without asking the site. 0: it asks each time.
PAGE_CACHE_PROXY_SECONDS = env.int("PAGE_CACHE_PROXY_SECONDS", default=0)
# Where such a proxy (Varnish, Squid) is told by Wagtail which pages have changed. See core.page_cache.proxy.
PAGE_CACHE_PROXY_APPS: list[str] = []
if proxy := env.str("PAGE_CACHE_PROXY_URL", default=""):
    PAGE_CACHE_PROXY_APPS = ["wagtail.contrib.frontend_cache"]
    WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": proxy}
    }

# What is written while nothing changes that a public page shows: applications, or single models. To leave one
# out costs speed only; a page that is made with one of them is not kept (core.page_cache.content).
PAGE_CACHE_UNSEEN = [
    "account",
    "consent.ConsentAnswer",
    "consent.ConsentRecord",
    "directory.RelayedMessage",
    "django_tasks_database",
    "library.Download",
    "membership.Application",
    "membership.Visit",
    "mfa",
    "search",
    "sessions",
    "usersessions",
    "wagtailforms",
]


def cache_of_pages(shared: dict[str, Any]) -> dict[str, Any]:
    """Beside the shared cache; where that is files, in a folder of its own: many pages push nothing out."""
    pages: dict[str, Any] = {**shared, "KEY_PREFIX": "pages"}
    if address := env.str("PAGE_CACHE_URL", default=""):
        pages = env.cache_url_config(address, None) | {"KEY_PREFIX": "pages"}
    elif shared["BACKEND"].endswith("FileBasedCache"):
        pages["LOCATION"] = f"{shared['LOCATION']}/pages"
    if pages["BACKEND"].endswith("FileBasedCache"):
        pages["OPTIONS"] = {"MAX_ENTRIES": 2000}
    if pages["BACKEND"].endswith("LocMemCache"):
        raise ImproperlyConfigured(
            "PAGE_CACHE_URL must be a cache that all processes share, or dummycache://."
        )
    return pages
