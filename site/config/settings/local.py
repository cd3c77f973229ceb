"""A developer's or an evaluator's own machine: everything works at once, nothing is sent anywhere."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, env

# Known to everyone who reads this file; the production settings refuse it.
SECRET_KEY = env.str("SECRET_KEY", default="local-only-not-a-secret")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL

# The second step is there to be tried, but nobody has to have one.
ADMIN_NEEDS_SECOND_STEP = env.bool("ADMIN_NEEDS_SECOND_STEP", default=False)

# Mail is printed where the server runs.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))

# Static files straight from their folders, seen again at each request, without DEBUG.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# `manage.py demo` makes the example accounts on these settings only.
EXAMPLE_ACCOUNTS_ALLOWED = True
