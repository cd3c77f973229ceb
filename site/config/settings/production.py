"""A public server. Refuses to start on an unsafe value and says which; see docs/operations.md."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, DEBUG, SITE_URL, STORAGES, TASK_BACKENDS, env
from config.settings.guard import refuse_unsafe

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

refuse_unsafe(
    secret_key=SECRET_KEY,
    secret_key_fallbacks=SECRET_KEY_FALLBACKS,
    debug=DEBUG,
    allowed_hosts=ALLOWED_HOSTS,
    site_url=SITE_URL,
)

EXAMPLE_ACCOUNTS_ALLOWED = False
SCHEDULER_MAX_AGE = env.int("SCHEDULER_MAX_AGE", default=30 * 60)

# --- Tasks --------------------------------------------------------------------------------------

task_backend = env.str("TASKS", default="database")
if task_backend not in TASK_BACKENDS:
    raise ImproperlyConfigured(f"TASKS is {task_backend!r}, but it is either database or immediate.")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[task_backend]}}

# --- HTTPS --------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# A health check comes from inside, where there is no HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
COOKIE_CONSENT_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# Opt-in: only where a proxy in front always sets or strips this header may it be believed.
if env.bool("BEHIND_HTTPS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Static files -------------------------------------------------------------------------------

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
