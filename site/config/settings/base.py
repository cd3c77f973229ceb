"""
What every kind of installation shares. Safe by default: what is unsafe must be asked for.

Every environment variable read here and in the other settings files stands in the table in
docs/operations.md; tests/config/test_environment.py holds the two together.
"""

import environ

from config.settings.security import *  # noqa: F403  (the headers and cookies: part of the settings)

# isort: split
from config.settings.accounts import *  # noqa: F403
from config.settings.consent import *  # noqa: F403  (after security: adds the hosts that consent may lead to)
from config.settings.directory import *  # noqa: F403
from config.settings.files import *  # noqa: F403
from config.settings.membership import *  # noqa: F403
from config.settings.page_cache import *  # noqa: F403
from config.settings.page_cache import PAGE_CACHE_PROXY_APPS, cache_of_pages
from config.settings.paths import *  # noqa: F403
from config.settings.paths import BASE_DIR, DATA_DIR
from config.settings.search import *  # noqa: F403

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env.str("SITE_URL", default="").rstrip("/")

# --- Applications -------------------------------------------------------------------------------
# Ours come first: where two applications bring a template or a command of the same name, the first wins.

INSTALLED_APPS = [
    "config",
    "core",
    "accounts",
    "library",
    "consent",
    "home",
    "home.news",
    "history",
    "evidence",
    "evidence.importing",
    "members.directory",
    "members.letter",
    "members.membership",
    "members.pathway",
    "members.practice",
    "members.progress",
    "members.standards",
    "members.training",
    "search",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail_modeladmin",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "cookie_consent",
    "csp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    *PAGE_CACHE_PROXY_APPS,
]

MIDDLEWARE = [
    # Outermost: it gives out what has been through all the others.
    "core.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.SecurityHeadersMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "core.middleware.CompressPagesMiddleware",
    # Inside the compression: they read the page.
    "core.page_cache.headers.CacheHeadersMiddleware",
    "consent.middleware.VideoFramesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AdminNeedsSecondStepMiddleware",
    # Before the redirects, which look the address up in the database.
    "config.middleware.RefuseNullBytesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # After the gate to the admin and the look-up of redirects: as near to the views as can be.
    "core.middleware.ReadOnceMiddleware",
    # Last: it turns exceptions of views into messages.
    "library.middleware.RefusalsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
            ],
        },
    },
]

# --- Database, cache, mail ----------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets visitors read while an editor saves; IMMEDIATE makes two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache is shared by all processes of the site (login limits count in it), so never LocMem.
CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}")}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 5000}
# Which scaled pictures there are is read from the database with the pages that show them. Wagtail would also
# write each of them into the cache whenever it is shown.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CACHES["pages"] = cache_of_pages(CACHES["default"])

# Seconds. A visitor who sends a message waits for no mail server that is away.
EMAIL_TIMEOUT = 10
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="AVIGuk <website@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The scheduler ------------------------------------------------------------------------------
# publish_scheduled touches the file; /readyz complains when it is older than so many seconds (0: never).

SCHEDULER_HEARTBEAT = DATA_DIR / "scheduler-heartbeat"
SCHEDULER_MAX_AGE = env.int("SCHEDULER_MAX_AGE", default=0)

# --- Tasks: mail, and what takes longer than a visitor should wait -------------------------------
# "immediate" does a task at once; "database" keeps it for `manage.py db_worker`, which must then run.

TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS = {"default": {"BACKEND": TASK_BACKENDS["immediate"]}}

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- The gate: core.access asks these functions of the layers above it --------------------------

# What a visitor's membership says today.
ACCESS_STANDING = "members.membership.standing.standing"
# What the groups are called that a page is for.
ACCESS_GROUP_NAMES = "members.membership.standing.names_of"
# Which pages carry a document: who may see one of them may have the file. See core.access.may_open.
ACCESS_KEEPERS = [
    "evidence.files.pages_that_carry",
    "members.standards.files.pages_that_carry",
    "members.training.files.pages_that_carry",
]
# Which documents must stay as they are: function(document) -> the reason, or "". See library.keeping.
LIBRARY_FILE_LOCKS = [
    "members.standards.files.why_locked",
]
# What `manage.py checkup` asks: function() -> what it found. See core.checkup.
CHECKUPS = [
    "core.checkup.pages",
    "library.checkup.documents",
    "members.membership.checkup.members_area",
]

# --- Wagtail ------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "AVIGuk"
WAGTAILADMIN_BASE_URL = SITE_URL
# One clock, one language and one way to write a date, for visitors and editors alike: what goes live at noon
# does so at the association's noon, and 7/11 is a day in November whoever types it.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [(LANGUAGE_CODE, "English")]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
# Videos are found from their address alone: nobody outside is asked.
WAGTAILEMBEDS_FINDERS = [{"class": "consent.embeds.VideoFinder"}]
WAGTAILIMAGES_IMAGE_MODEL = "library.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "library.Document"
# Documents are always served by a view that asks for permission, never by their file's address.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# An address is changed on the site's own account page only, where the new one has to be confirmed.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Shared passwords are stored in clear: pages and collections are private by group, or not at all.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# The admin asks nobody outside for avatars, versions or news.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024

# --- Contact form -------------------------------------------------------------------------------
# How many messages are taken within an hour: from one visitor, and in all. What is over must wait.

CONTACT_MESSAGES_PER_VISITOR_AND_HOUR = 5
CONTACT_MESSAGES_PER_HOUR = 60

# --- Log ----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers mail the technical page to ADMINS; the log is enough.
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
