"""Production's settings, which the benchmark reaches without a proxy in front."""

from config.settings.production import *  # noqa: F403

# The example accounts are part of the copied first content, on this machine only.
EXAMPLE_ACCOUNTS_ALLOWED = True
SECURE_SSL_REDIRECT = False
# The passwords of the copied accounts are hashed as in tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ROOT_URLCONF = "tests.benchmarks.urls"
