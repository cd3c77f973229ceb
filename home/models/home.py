"""The site's front page."""

import copy

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index

from core import seo
from core.access import may_view, visible_to
from core.blocks import ButtonBlocks, ContentBlocks, FigureBlocks
from core.cards import attach_pictures, specific_pages
from core.context import settings_for
from core.kept import kept, mark
from core.models import BasePage
from core.page_links import known_pages, linked_ids, look_up
from home.news.models import NewsIndexPage, NewsPage

NEWS_SHOWN = 3
#: How a page leads on that leaves this to the tree alone.
PLAIN_ROUTES = {Page.route, BasePage.route}
#: Levels of an address that are looked up at once.
DEEPEST = 8


class HomePage(BasePage):
    """Says who we are and leads on: to a few pages chosen by the editors, and to the newest news."""

    hero_title = models.CharField(
        "headline", max_length=120, help_text="The large words at the top of the home page."
    )
    hero_text = models.TextField(
        "text under the headline",
        max_length=400,
        blank=True,
        help_text="Two or three sentences for a first visit.",
    )
    hero_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="picture beside the headline",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Describe it well in the image library: the description there is read out here.",
    )
    calls_to_action = StreamField(
        ButtonBlocks(),
        blank=True,
        max_num=3,
        verbose_name="buttons",
        help_text="Up to three buttons under the headline: what most visitors come for.",
    )
    body = StreamField(
        ContentBlocks(),
        blank=True,
        verbose_name="content",
        help_text="Shown between the headline and the figures. Add blocks with the plus sign.",
    )
    figures_heading = models.CharField(
        "heading of the figures",
        max_length=120,
        blank=True,
        default="In figures",
        help_text="Shown above the key figures.",
    )
    figures = StreamField(
        FigureBlocks(),
        blank=True,
        max_num=6,
        verbose_name="key figures",
        help_text="Each with the date it was true, so that an old figure is not taken for a new one.",
    )
    # Kept in the page itself, as the menus are in the settings: a table each would cost every view a query.
    featured_evidence = StreamField(
        [("page", blocks.PageChooserBlock(label="Page", icon="doc-empty-inverse"))],
        blank=True,
        max_num=4,
        help_text="Up to four pages about the evidence. Pages that a visitor may not open are left out.",
    )
    featured_milestones = StreamField(
        [
            (
                "page",
                blocks.PageChooserBlock(page_type="history.MilestonePage", label="Milestone", icon="history"),
            )
        ],
        blank=True,
        max_num=4,
        help_text="Up to four milestones of the history, in this order.",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("hero_text"),
                FieldPanel("hero_image"),
                FieldPanel("calls_to_action"),
            ],
            heading="Top of the page",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("figures_heading"), FieldPanel("figures")], heading="Figures"),
        FieldPanel("featured_evidence"),
        FieldPanel("featured_milestones"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]

    page_description = "The front page. There is only one."
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "home page"

    def structured_data(self, request):
        return [seo.organization(settings_for(request)), *super().structured_data(request)]

    def get_context(self, request, *args, **kwargs):
        news = list(visible_to(NewsPage.objects.newest_first(), request)[:NEWS_SHOWN])
        found = self.find_pages()
        attach_pictures(
            [self, *news, *filter(None, found.values())], "hero_image", "listing_image", "social_image"
        )
        visible = {pk: page for pk, page in found.items() if page and may_view(page, request)}
        evidence, milestones = (
            [visible[pk] for pk in chosen_ids(stream) if pk in visible]
            for stream in (self.featured_evidence, self.featured_milestones)
        )
        evidence_index = apps.get_model("evidence", "EvidenceIndexPage")
        history_index = apps.get_model("history", "HistoryPage")
        indexes = {page.specific_class: page for page in visible.values()}
        return {
            **super().get_context(request, *args, **kwargs),
            "latest_news": news,
            "featured_evidence": evidence,
            "featured_milestones": milestones,
            "news_index": indexes.get(NewsIndexPage),
            "history_index": indexes.get(history_index),
            "evidence_index": indexes.get(evidence_index),
        }

    def route(self, request, path_components):
        """Find the page at an address in two queries, however deep it lies. Wagtail takes two a level."""
        if not path_components:
            # This may be a kept page (core.known_site): what is done to it to show it must not stay with it.
            return super(HomePage, copy.copy(self)).route(request, path_components)
        if section := self.sections().get(path_components[0]):
            section = copy.copy(section)
            section._cached_parent_obj = self
            request.trail = [self]
            return section.route(request, path_components[1:])
        steps = path_components[:DEEPEST]
        addresses = [f"{self.url_path}{'/'.join(steps[: count + 1])}/" for count in range(len(steps))]
        below = {page.url_path: page for page in Page.objects.filter(url_path__in=addresses)}
        trail, rest = [self], list(path_components)
        while rest and (page := below.get(f"{trail[-1].url_path}{rest[0]}/")):
            page._cached_parent_obj = trail[-1]
            trail.append(page)
            rest.pop(0)
            if page.specific_class is None or page.specific_class.route is not BasePage.route:
                break  # a page that reads the rest of the address in its own way
        if len(trail) == 1:
            return super().route(request, path_components)
        request.trail = trail[:-1]
        return trail[-1].specific.route(request, rest)

    def sections(self):
        """The pages right below that read the rest of an address in their own way, kept by their slugs."""
        if mark() is None:
            return {}
        return kept(("sections", self.pk), self._read_sections)

    def _read_sections(self):
        models = [model for model in get_page_models() if getattr(model, "route", None) not in PLAIN_ROUTES]
        pages = Page.objects.child_of(self).type(*models)
        return {page.slug: page for page in specific_pages(pages)}

    def find_pages(self):
        """All pages that this one leads to, by id, in one query; the indexes of its sections, too.

        Those that are shown as cards come as their own types, at one query more for each type.
        """
        cards = {
            *chosen_ids(self.featured_evidence),
            *chosen_ids(self.featured_milestones),
            *listed_ids(self.body),
        }
        wanted = {
            *cards,
            *linked_ids(list(self.body.raw_data)),
            *page_ids(self.calls_to_action),
            *page_ids(self.body),
        }
        index_types = ContentType.objects.get_for_models(
            NewsIndexPage,
            *(apps.get_model(name) for name in ("history.HistoryPage", "evidence.EvidenceIndexPage")),
        )
        are_indexes = Q(content_type__in=index_types.values())
        found = look_up(wanted, Page.objects.filter(Q(pk__in=wanted) | are_indexes).order_by("path"))
        found |= {page.pk: page for page in specific_pages([found[pk] for pk in cards if found[pk]])}
        with known_pages(found):
            list(self.calls_to_action), list(self.body)  # reading the blocks now, while their pages are known
        self.body.pages_found = found
        return found


def chosen_ids(stream):
    """The pages chosen in a stream of page choosers, read without fetching them; each once."""
    return list(dict.fromkeys(item["value"] for item in stream.raw_data if item["value"]))


def page_ids(stream):
    """The pages that buttons, and lists of all below a page, lead to, read without fetching them."""
    values = [item["value"] for item in stream.raw_data if item["type"] in {"button", "pages"}]
    return {value.get(name) for value in values for name in ("page", "parent")} - {None}


def listed_ids(stream):
    """The pages chosen in the lists of a stream, read without fetching them."""
    lists = [item["value"].get("pages") or [] for item in stream.raw_data if item["type"] == "pages"]
    items = [item for chosen in lists for item in chosen]
    return {item["value"] if isinstance(item, dict) else item for item in items} - {None}
