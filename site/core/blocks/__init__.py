"""The building blocks of page content, one family of blocks a file."""

from .data import StatisticBlock, TableBlock
from .links import ButtonBlock, DownloadBlock, PagesBlock
from .media import EmbedBlock, PictureBlock
from .stream import ButtonBlocks, ContentBlocks, FigureBlocks
from .text import (
    RICH_TEXT_FEATURES,
    SHORT_TEXT_FEATURES,
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    StepsBlock,
)

__all__ = [
    "RICH_TEXT_FEATURES",
    "SHORT_TEXT_FEATURES",
    "AccordionBlock",
    "ButtonBlock",
    "ButtonBlocks",
    "CalloutBlock",
    "ContentBlocks",
    "DownloadBlock",
    "EmbedBlock",
    "FigureBlocks",
    "HeadingBlock",
    "PagesBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "StatisticBlock",
    "StepsBlock",
    "TableBlock",
]
