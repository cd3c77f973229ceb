"""Production's settings, which the benchmark reaches without a proxy in front."""

from config.settings.production import *  # noqa: F403

# The example accounts are part of the copied first content, on this machine only.
EXAMPLE_ACCOUNTS_ALLOWED = True
SECURE_SSL_REDIRECT = False
ROOT_URLCONF = "tests.benchmarks.urls"
