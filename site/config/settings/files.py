"""Where files lie, what is taken in, and how files are delivered."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config.settings.consent import CONTENT_SECURITY_POLICY
from config.settings.paths import BASE_DIR, DATA_DIR
from config.settings.security import CONTENT_SECURITY_POLICY_ADMIN

env = environ.Env()

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]

# Pictures only. Documents never lie below MEDIA_ROOT: see library.storage.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
# Off where a web server in front answers /media/ from MEDIA_ROOT itself.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "library.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- What is taken in: the kinds stand in library.kinds, sizes are in bytes -----------------------

MEGABYTE = 1024 * 1024
LIBRARY_DOCUMENT_MAX_SIZE = env.int("DOCUMENT_MAX_MB", default=50) * MEGABYTE
LIBRARY_VIDEO_MAX_SIZE = env.int("VIDEO_MAX_MB", default=2048) * MEGABYTE
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(LIBRARY_DOCUMENT_MAX_SIZE, LIBRARY_VIDEO_MAX_SIZE)
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.ImageForm"
# A picture of so many points takes four times as many bytes of memory to scale.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000

# --- How documents are delivered, once the gate has said yes: see library.delivery ----------------
# "embedded": by the site itself; "nginx": by the web server in front (deploy/nginx.conf); "s3": from a
# private bucket, by a signed address that ends after FILES_S3_SECONDS.

FILES_DELIVERY = env.str("FILES_DELIVERY", default="embedded")
FILES_S3_BUCKET = env.str("FILES_S3_BUCKET", default="")
FILES_S3_REGION = env.str("FILES_S3_REGION", default="")
FILES_S3_ENDPOINT = env.str("FILES_S3_ENDPOINT", default="").rstrip("/")
FILES_S3_SECONDS = env.int("FILES_S3_SECONDS", default=120)

if FILES_DELIVERY not in {"embedded", "nginx", "s3"}:
    raise ImproperlyConfigured(f"FILES_DELIVERY is {FILES_DELIVERY!r}, but it is embedded, nginx or s3.")
if FILES_DELIVERY == "s3":
    if not FILES_S3_BUCKET or not FILES_S3_REGION:
        raise ImproperlyConfigured("FILES_DELIVERY=s3 needs FILES_S3_BUCKET and FILES_S3_REGION.")
    if not 60 <= FILES_S3_SECONDS <= 300:
        raise ImproperlyConfigured("FILES_S3_SECONDS must lie between 60 and 300.")
    bucket_host = f"https://{FILES_S3_BUCKET}.s3.{FILES_S3_REGION}.amazonaws.com"
    if FILES_S3_ENDPOINT:
        endpoint = urlsplit(FILES_S3_ENDPOINT)
        if endpoint.scheme != "https" or not endpoint.hostname or set(FILES_S3_ENDPOINT) & set(" ;,'\""):
            raise ImproperlyConfigured("FILES_S3_ENDPOINT must be an https address without a path.")
        bucket_host = f"https://{endpoint.netloc}"
    # The keys themselves come from AWS's own variables or the machine's role: never from a setting, which
    # would be written into the queue of tasks.
    STORAGES["private"] = {
        "BACKEND": "library.s3.PrivateBucket",
        "OPTIONS": {
            "bucket_name": FILES_S3_BUCKET,
            "region_name": FILES_S3_REGION,
            "endpoint_url": FILES_S3_ENDPOINT or None,
            "addressing_style": "path" if FILES_S3_ENDPOINT else "virtual",
        },
    }
    # A video on a page is led on from our address to the bucket's, which the page's policy must allow.
    directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {**directives, "media-src": [*directives["media-src"], bucket_host]}
    }
    CONTENT_SECURITY_POLICY_ADMIN = {
        **CONTENT_SECURITY_POLICY_ADMIN,
        "media-src": [*CONTENT_SECURITY_POLICY_ADMIN["media-src"], bucket_host],
    }

# As Django's, with a sentence for the editor where the disk is full (library.uploads).
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "library.uploads.TemporaryFileUploadHandler",
]
