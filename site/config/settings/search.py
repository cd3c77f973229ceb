"""The search."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

#: Services that Wagtail can ask. https://docs.wagtail.org/en/stable/topics/search/backends.html
SEARCH_SERVICES = ["elasticsearch8", "elasticsearch9", "opensearch2", "opensearch3"]

# Wagtail's search, with whatever is typed. It asks the database, or the service that SEARCH_URL names:
# elasticsearch9+https://user:password@localhost:9200
WAGTAILSEARCH_BACKENDS: dict[str, dict] = {"default": {"BACKEND": "core.search"}}
if address := env.str("SEARCH_URL", default=""):
    service, _plus, url = address.partition("+")
    if service not in SEARCH_SERVICES or not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            "SEARCH_URL must be the kind of the service and its address, such as "
            f"elasticsearch9+https://localhost:9200. The kinds are {', '.join(SEARCH_SERVICES)}."
        )
    WAGTAILSEARCH_BACKENDS["default"] |= {
        "SERVICE": f"wagtail.search.backends.{service}",
        "URLS": [url],
        "INDEX_PREFIX": "aviguk_",
    }

# Where what can be found comes from. See core.searchable.
SEARCH_SOURCES = [
    "search.sources.Pages",
    "search.sources.Documents",
    "members.directory.searching.Supervisors",
]
# What results are called: one of a kind, and many of it. In the order of the choices.
SEARCH_KINDS = {
    "page": ("Page", "Pages"),
    "news": ("News", "News"),
    "evidence": ("Evidence", "Evidence"),
    "milestone": ("Milestone", "History"),
    "supervisor": ("Supervisor", "Supervisors"),
    "standard": ("Standard", "Standards"),
    "training": ("Training material", "Training materials"),
    "document": ("Document", "Documents"),
}
