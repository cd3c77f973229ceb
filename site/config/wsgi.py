"""The door for a web server such as gunicorn: `gunicorn --chdir site config.wsgi`."""

import gc
import os
import sys
from pathlib import Path

# The sections (home, history, members) are imported from the project's root.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application

from config import example_accounts

application = get_wsgi_application()
example_accounts.refuse()
# What was loaded stays: the collector need not walk through it again and again while requests are answered.
gc.collect()
gc.freeze()
