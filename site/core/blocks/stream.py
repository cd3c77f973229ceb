"""The streams that page types use: all content blocks, key figures, calls to action."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from core.page_links import find_pages, known_pages, linked_ids

from .data import StatisticBlock, TableBlock
from .links import ButtonBlock, DownloadBlock, PagesBlock
from .media import EmbedBlock, PictureBlock
from .text import AccordionBlock, CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock

#: Blocks whose own heading is a main heading.
HEADED_BLOCKS = {"steps", "pages"}


class ContentBlocks(blocks.StreamBlock):
    """Everything a page's content may be made of."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    statistics = blocks.ListBlock(
        StatisticBlock(),
        min_num=1,
        max_num=8,
        icon="decimal",
        group="Facts and figures",
        label="Key figures",
        template="blocks/statistics.html",
        description="Figures side by side, each with its date and source.",
        preview_value=[StatisticBlock().meta.preview_value],
    )
    steps = StepsBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    button = ButtonBlock()
    download = DownloadBlock()
    pages = PagesBlock()
    embed = EmbedBlock()

    class Meta:
        template = "blocks/content.html"

    def render(self, value, context=None):
        """Look up all pages that the texts link to at once; `pages_found` are those a page knows already."""
        with known_pages(getattr(value, "pages_found", {})):
            linked = linked_ids(list(value.raw_data))
            with known_pages({**dict.fromkeys(linked), **find_pages(linked)}):
                return super().render(value, context)

    def clean(self, value):
        """Refuse a sub-heading before the first main heading: the page would skip a level (WCAG 1.3.1)."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        for position, block in enumerate(value):
            if block.block_type == "heading" and block.value["level"] == "h3":
                fault = ValidationError(
                    "Put a main heading somewhere above this, or make this the main heading."
                )
                raise blocks.StreamBlockValidationError(
                    {position: blocks.StructBlockValidationError({"level": fault})}
                )
            is_headed = block.block_type in HEADED_BLOCKS and block.value.get("heading")
            if block.block_type == "heading" or is_headed:
                break
        return value


class FigureBlocks(blocks.StreamBlock):
    """The key figures of the home page."""

    statistic = StatisticBlock()


class ButtonBlocks(blocks.StreamBlock):
    """Calls to action."""

    button = ButtonBlock()
