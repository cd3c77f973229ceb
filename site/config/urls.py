"""Every address of the site. DESIGN: they are a contract, links to them must never break."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls

from accounts import views as account_views
from config import health, media, views
from core import sitemaps
from core import views as core_views
from members.directory.search import views as directory_views

handler500 = "config.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", core_views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.part, name="sitemap-section"),
    # One way in: Wagtail's own doors lead to the site's sign-in page.
    path("admin/login/", views.to_sign_in, name="wagtailadmin_login"),
    path("_util/login/", views.to_sign_in, name="wagtailcore_login"),
    re_path(r"^admin/password_reset/", views.to_password_reset),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("members/account/", account_views.account, name="account"),
    path("members/account/directory/", include("members.directory.own.urls")),
    path("members/account/letter/", include("members.letter.urls")),
    path("members/practice/", include("members.practice.urls")),
    path("members/", include("members.progress.pages.urls")),
    path("supervisors/contact/", include("members.directory.contact.urls")),
    path("search/", include("search.urls")),
    path("supervisors/search/", directory_views.search, name="directory_search"),
    path("", include("members.membership.urls")),
    path("consent/", include("consent.urls")),
    path("documents/", include("library.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.+)$", media.picture, name="media"))

# The references of the evidence as files stand beside their pages: Wagtail's own pattern knows no dots.
urlpatterns.append(re_path(r"^((?:[\w-]+/)+[\w-]+\.(?:bib|ris|json))$", wagtail_views.serve))

# Wagtail's pages last: they take every address that is left.
urlpatterns.append(path("", include(wagtail_urls)))
