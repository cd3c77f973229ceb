"""The site's front page."""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core import seo
from core.access import visible_to
from core.blocks import ButtonBlocks, ContentBlocks, FigureBlocks
from core.cards import attach_pictures, specific_pages
from core.context import settings_for
from core.models import BasePage
from home.news.models import NewsIndexPage, NewsPage

NEWS_SHOWN = 3
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
        evidence, milestones, indexes = self.linked_pages(request)
        attach_pictures([self, *news, *evidence, *milestones], "hero_image", "listing_image", "social_image")
        return {
            **super().get_context(request, *args, **kwargs),
            "latest_news": news,
            "featured_evidence": evidence,
            "featured_milestones": milestones,
            "news_index": indexes.get(NewsIndexPage),
            "history_index": indexes.get(apps.get_model("history", "HistoryPage")),
        }

    def route(self, request, path_components):
        """Find the page at an address in two queries, however deep it lies. Wagtail takes two a level."""
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

    def linked_pages(self, request):
        """Chosen evidence, chosen milestones, and the index pages by type: one query finds them all."""
        history_index = apps.get_model("history", "HistoryPage")
        chosen = [chosen_ids(self.featured_evidence), chosen_ids(self.featured_milestones)]
        index_types = ContentType.objects.get_for_models(NewsIndexPage, history_index)
        wanted = Q(pk__in=[*chosen[0], *chosen[1]]) | Q(content_type__in=index_types.values())
        found = {page.pk: page for page in visible_to(Page.objects.filter(wanted).order_by("path"), request)}
        indexes = {
            model: next((page for page in found.values() if page.content_type_id == content_type.pk), None)
            for model, content_type in index_types.items()
        }
        featured = specific_pages([found[pk] for pk in dict.fromkeys(chosen[0] + chosen[1]) if pk in found])
        by_id = {page.pk: page for page in featured}
        evidence, milestones = ([by_id[pk] for pk in ids if pk in by_id] for ids in chosen)
        return evidence, milestones, indexes


def chosen_ids(stream):
    """The pages chosen in a stream of page choosers, read without fetching them; each once."""
    return list(dict.fromkeys(item["value"] for item in stream.raw_data if item["value"]))
