"""Loads the front page, the pages about VIG, the contact page, the menus. The words: ``home.content``.

Pages link to one another, so they are drafts first (``load``). They get their words, and are published,
once all sections stand (``finish``).
"""

import datetime
import json
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from accounts.first_content import EDITORS, MODERATORS
from core.models import SiteSettings
from home.content import (
    about,
    accessibility,
    contact,
    for_commissioners,
    for_parents,
    for_professionals,
    privacy,
    site,
    training,
    who_we_are,
)
from home.content import home as front
from home.content.blocks import button
from home.content.pictures import PICTURES
from home.models import ContactPage, FormField, HomePage, StandardPage

# Before the sections, which stand below the front page.
ORDER = 20

REVIEW = datetime.date(2027, 11, 1)

#: key, key of the parent, slug, words, picture
PAGES = [
    ("about", "home", "about", about, "hero"),
    ("about-for-parents", "about", "for-parents", for_parents, "for-parents"),
    ("about-for-professionals", "about", "for-professionals", for_professionals, "for-professionals"),
    ("about-for-commissioners", "about", "for-commissioners", for_commissioners, "for-commissioners"),
    ("about-training", "about", "training", training, "training"),
    ("about-who-we-are", "about", "who-we-are", who_we_are, "spread"),
    ("about-privacy", "about", "privacy", privacy, "nice-guideline"),
    ("about-accessibility", "about", "accessibility", accessibility, "news-welcome"),
]


def load(content):
    for name, (title, description) in PICTURES.items():
        content.image(name, f"{name}.png", title, description)
    content.once("page:home", lambda: _front_page(content))
    for key, parent, slug, words, picture in PAGES:
        page = StandardPage(title=words.TITLE, slug=slug, summary=words.SUMMARY, review_date=REVIEW)
        _draft(content, key, parent, page, picture)
    page = ContactPage(title=contact.TITLE, slug="contact", summary=contact.SUMMARY, review_date=REVIEW)
    _draft(content, "contact", "home", page, "for-professionals")
    for group in (EDITORS, MODERATORS):
        content.grant(group, SiteSettings, "change")


def finish(content):
    link = Linker(content)
    for key, _parent, _slug, words, _picture in PAGES:
        _publish(content, key, lambda page, words=words: setattr(page, "body", json.dumps(words.body(link))))
    _publish(content, "contact", lambda page: _fill_contact_page(page, link))
    _publish(content, "home", lambda page: _fill_front_page(content, page, link))
    content.once("site-settings", lambda: _site_settings(content, link))


class Linker:
    """Finds loaded pages by their keys, for links, buttons and menus."""

    def __init__(self, content):
        self.content = content

    def ids(self, *keys):
        pages = [self.content.find(f"page:{key}") for key in keys]
        return [page.pk for page in pages if page]

    def __call__(self, key, words):
        """An HTML link to the page; the bare words if an editor has deleted it."""
        return "".join(f'<a linktype="page" id="{pk}">{words}</a>' for pk in self.ids(key)) or words


def _front_page(content):
    """Puts the front page where Wagtail's migrations left their welcome page, and names the site."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children().filter(slug="home"))
    Page.objects.filter(pk__in=[page.pk for page in welcome]).update(slug="welcome")
    page = HomePage(
        title=front.TITLE,
        slug="home",
        seo_title=front.SEO_TITLE,
        summary=front.SUMMARY,
        hero_title=front.HERO_TITLE,
        hero_text=front.HERO_TEXT,
        hero_image=content.find("image:hero"),
        listing_image=content.find("image:hero"),
        live=False,
    )
    root.add_child(instance=page)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": front.TITLE,
            "root_page": page,
        },
    )
    for page_of_wagtail in welcome:
        # Read afresh: the tree has changed since.
        Page.objects.get(pk=page_of_wagtail.pk).delete()
    return page


def _draft(content, key, parent_key, page, picture):
    parent = content.find(f"page:{parent_key}")
    if parent:
        page.live = False
        page.listing_image = content.find(f"image:{picture}")
        content.once(f"page:{key}", lambda: parent.add_child(instance=page))


def _publish(content, key, fill):
    """Give a drafted page its words and publish it, once."""
    page = content.find(f"page:{key}")

    def publish():
        fill(page)
        page.save_revision(log_action=True).publish()
        return page

    if page:
        content.once(f"words:{key}", publish)


def _fill_contact_page(page, link):
    page.introduction = contact.INTRODUCTION.format(
        parents=link("about-for-parents", "Our page for parents and carers"),
        privacy=link("about-privacy", "Our privacy page"),
    )
    page.thank_you_text = contact.THANK_YOU
    page.subject = contact.MAIL_SUBJECT
    page.form_fields = [
        FormField(
            sort_order=n,
            label=label,
            field_type=kind,
            required=required,
            help_text=help_text,
            choices=choices,
        )
        for n, (label, kind, required, help_text, choices) in enumerate(contact.QUESTIONS)
    ]


def _fill_front_page(content, page, link):
    styles = ["primary", "secondary", "secondary"]
    page.calls_to_action = json.dumps(
        [
            button(label, pk, style)
            for (label, key), style in zip(front.BUTTONS, styles, strict=True)
            for pk in link.ids(key)
        ]
    )
    page.body = json.dumps(front.body(link, link.ids(*front.WAYS_IN)))
    page.figures_heading = front.FIGURES_HEADING
    page.figures = json.dumps([{"type": "statistic", "value": figure} for figure in front.FIGURES])
    page.featured_evidence = _chosen(link, front.FEATURED_EVIDENCE)
    page.featured_milestones = _chosen(link, front.FEATURED_MILESTONES)


def _chosen(link, keys):
    """The stored form of a stream of page choosers."""
    return json.dumps([{"type": "page", "value": pk} for pk in link.ids(*keys)])


def _site_settings(content, link):
    site_settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    site_settings.site_name = site.NAME
    site_settings.strapline = site.STRAPLINE
    site_settings.description = site.DESCRIPTION
    site_settings.share_image = content.find("image:share-default")
    site_settings.footer_text = site.FOOTER_TEXT
    site_settings.main_menu = _menu(site.MAIN_MENU, link)
    site_settings.footer_menu = _menu(site.FOOTER_MENU, link)
    site_settings.save()
    return site_settings


def _menu(items, link):
    found = [
        {"page": page, "url": key if page is None else "", "label": label}
        for key, label in items
        for page in ([None] if key.startswith("/") else link.ids(key))
    ]
    return json.dumps([{"type": "item", "value": value} for value in found])
