"""Counting visits with the association's own Matomo or Plausible, if the settings name one."""

from django.conf import settings
from django.templatetags.static import static

#: The key of the category that switches it.
CATEGORY = "statistics"


def scripts(accepted: list[str]) -> list[dict]:
    """The scripts that the page may start now: ``src``, and what the script reads as ``data-`` attributes."""
    if not settings.STATISTICS_URL or CATEGORY not in accepted:
        return []
    if settings.STATISTICS_KIND == "plausible":
        return [
            {
                "src": f"{settings.STATISTICS_URL}/js/script.js",
                "data": {"domain": settings.STATISTICS_SITE},
            }
        ]
    return [
        {
            "src": static("js/consent-matomo.js"),
            "data": {"url": f"{settings.STATISTICS_URL}/", "site": settings.STATISTICS_SITE},
        }
    ]
