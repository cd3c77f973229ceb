"""Cookie consent, and the hosts that a visitor's yes may lead to."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config.settings.security import CONTENT_SECURITY_POLICY as STRICT_POLICY
from config.settings.security import SESSION_COOKIE_SAMESITE

env = environ.Env()

# --- The visitor's choice: one cookie of django-cookie-consent's form, signed (consent.choice) -----
# Six months, after which everybody is asked again. Readable by scripts: the page's first script looks at it
# to hide the banner before anything is drawn. Nothing in it is worth stealing.

COOKIE_CONSENT_MAX_AGE = 182 * 24 * 60 * 60
COOKIE_CONSENT_HTTPONLY = False
COOKIE_CONSENT_SAMESITE = SESSION_COOKIE_SAMESITE
# The package's log says neither who nor to which words, and falls with its category: consent.records instead.
COOKIE_CONSENT_LOG_ENABLED = False

# --- Statistics: the association's own Matomo or Plausible, started only by consent ----------------

STATISTICS_URL = env.str("STATISTICS_URL", default="").rstrip("/")
STATISTICS_KIND = env.str("STATISTICS_KIND", default="matomo")
STATISTICS_SITE = env.str("STATISTICS_SITE", default="")

CONTENT_SECURITY_POLICY = STRICT_POLICY
if STATISTICS_URL:
    address = urlsplit(STATISTICS_URL)
    if address.scheme != "https" or not address.hostname or set(STATISTICS_URL) & set(" ;,'\""):
        raise ImproperlyConfigured("STATISTICS_URL must be an https address: https://stats.example.org.")
    if STATISTICS_KIND not in {"matomo", "plausible"}:
        raise ImproperlyConfigured("STATISTICS_KIND is matomo or plausible.")
    if not STATISTICS_SITE:
        raise ImproperlyConfigured("STATISTICS_SITE is missing: Matomo's site number, or Plausible's domain.")
    host = f"https://{address.netloc}"
    directives = STRICT_POLICY["DIRECTIVES"]
    CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {
            **directives,
            "script-src": [*directives["script-src"], host],
            "connect-src": [*directives["connect-src"], host],
            "img-src": [*directives["img-src"], host],
        }
    }
