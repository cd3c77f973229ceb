"""The first categories, the banner's words, and the cookies page with the association's own sentences."""

from django.conf import settings
from wagtail.models import Site

from consent import statistics
from consent.embeds import CATEGORY as VIDEO
from consent.models import (
    BannerWords,
    ConsentCategory,
    ConsentRecord,
    CookieScan,
    CookiesPage,
    DeclaredCookie,
)

ORDER = 80

EDITORS, OFFICERS = "Editors", "Membership officers"
ESSENTIAL = "essential"
HERE = "this site"


def load(content):
    content.once("consent:essential", _essential)
    content.once("consent:video", _video)
    # Asking about statistics that nobody makes would be a false question.
    if settings.STATISTICS_URL:
        content.once("consent:statistics", _statistics)
    content.once("consent:words", BannerWords.objects.create)
    content.page("cookies", Site.objects.get(is_default_site=True).root_page, _page())
    rights(content)


def rights(content):
    content.grant(EDITORS, ConsentCategory, "add", "change", "delete", "view")
    content.grant(EDITORS, BannerWords, "change", "view")
    for group in (EDITORS, OFFICERS):
        content.grant(group, ConsentRecord, "view")
    content.grant(EDITORS, CookieScan, "view")


def category(varname, name, description, cookies, *, ordering, is_required=False):
    """A category with its cookies: tuples of name, purpose, provider, duration and perhaps more fields."""
    made = ConsentCategory.objects.create(
        varname=varname, name=name, description=description, ordering=ordering, is_required=is_required
    )
    for position, (cookie_name, purpose, provider, duration, *more) in enumerate(cookies):
        DeclaredCookie.objects.create(
            category=made,
            sort_order=position,
            name=cookie_name,
            description=purpose,
            provider=provider,
            duration=duration,
            **(more[0] if more else {}),
        )
    return made


def _essential():
    return category(
        ESSENTIAL,
        "Needed for the site to work",
        "They remember that you signed in, protect forms, and keep your choice about cookies.",
        [
            (
                settings.COOKIE_CONSENT_NAME,
                "Keeps your choice about cookies. It is set when you choose.",
                HERE,
                "for six months",
            ),
            (
                settings.SESSION_COOKIE_NAME,
                "Keeps you signed in. It is set when you sign in.",
                HERE,
                "for two weeks, or until you sign out",
            ),
            (
                settings.CSRF_COOKIE_NAME,
                "Makes sure that a form comes from this site. It is set on pages with a form.",
                HERE,
                "for a year",
            ),
            ("messages", "Shows you once that something was done.", HERE, "until the next page"),
            (
                "wagtail*",
                "For editors: remembers how they left the editing screens.",
                HERE,
                "until the editor clears it",
                {"storage_type": "local_storage"},
            ),
        ],
        ordering=0,
        is_required=True,
    )


def _video():
    return category(
        VIDEO,
        "Videos from YouTube and Vimeo",
        "Plays videos inside our pages. They come from YouTube (Google) or Vimeo, which can then see your "
        "internet "
        "address and may keep their own cookies in your browser.",
        [
            (
                "VISITOR_INFO1_LIVE",
                "Estimates your connection's speed, for the video's quality.",
                "YouTube (Google)",
                "for six months",
                {"domain": ".youtube-nocookie.com"},
            ),
            (
                "yt-*",
                "Keeps YouTube's player settings.",
                "YouTube (Google)",
                "until you clear it",
                {"domain": ".youtube-nocookie.com", "storage_type": "other"},
            ),
            (
                "vuid",
                "Counts how often Vimeo's videos are played.",
                "Vimeo",
                "for two years",
                {"domain": ".vimeo.com"},
            ),
            (
                "__cf_bm",
                "Tells people from machines, for Vimeo's protection.",
                "Vimeo",
                "for 30 minutes",
                {"domain": ".vimeo.com"},
            ),
        ],
        ordering=1,
    )


def _statistics():
    entries: list[tuple]
    if settings.STATISTICS_KIND == "plausible":
        entries = [
            (
                "plausible_ignore",
                "Leaves your visits out of the count, if you set it yourself.",
                HERE,
                "until you clear it",
                {"storage_type": "local_storage"},
            )
        ]
    else:
        entries = [
            ("_pk_id*", "Recognises your browser when you come again.", HERE, "for 13 months"),
            ("_pk_ses*", "Joins the pages of one visit.", HERE, "for 30 minutes"),
            ("_pk_ref*", "Remembers which site led you here.", HERE, "for six months"),
        ]
    return category(
        statistics.CATEGORY,
        "Statistics",
        "Counts visits on the association's own server, so that we see which pages are read. Nobody else "
        "gets the "
        "figures.",
        entries,
        ordering=2,
    )


def _page():
    return CookiesPage(
        title="Cookies",
        slug="cookies",
        summary="What this website keeps in your browser, why, and your own choice about it.",
        body=[
            (
                "paragraph",
                "<p>We use cookies to help us improve the website and your experience using it. You may "
                "delete and "
                "block all cookies from this site at any time. However, please note this may result in "
                "parts of the "
                "site no longer working correctly.</p><p>Nothing beyond what the site needs to work is "
                "used unless "
                "you agree. You can change your mind here whenever you like.</p>",
            )
        ],
    )
