"""The test suite's settings: those of a local machine, quick and without a trace on the disk."""

import os
import tempfile
from pathlib import Path

from config.settings.local import *  # noqa: F403
from config.settings.local import CACHES

# Each test process writes into a folder of its own, which the system clears away, or into a given one.
DATA_DIR = Path(os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="aviguk-test-"))
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
SCHEDULER_HEARTBEAT = DATA_DIR / "scheduler-heartbeat"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL

CACHES = {
    **CACHES,
    **{
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name in ("default", "pages")
    },
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = False
