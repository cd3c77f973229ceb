"""A local machine's settings, with Wagtail's own backend in the place of a search service."""

from config.settings.local import *  # noqa: F403

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "core.search", "SERVICE": "wagtail.search.backends.database"}
}
