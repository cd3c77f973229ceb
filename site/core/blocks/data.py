"""Blocks of facts: statistic, table."""

import datetime

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

from core.dates import DatePrecision

from .looks import LookBlock

GROUP = "Facts and figures"


class StatisticBlock(blocks.StructBlock):
    """A figure that grows old: so it always says what it counts and, wherever known, as at which date."""

    value = blocks.CharBlock(label="Figure", max_length=20, help_text="For example “1,000+” or “20”.")
    label = blocks.CharBlock(label="What it counts", max_length=120, help_text="For example “practitioners”.")
    as_at = blocks.DateBlock(
        required=False,
        label="As at",
        help_text="When the figure was true. Shown beside it: nobody should take an old figure for new.",
    )
    precision = LookBlock(
        choices=[choice for choice in DatePrecision.choices if choice[0] != DatePrecision.RANGE],
        default=DatePrecision.YEAR,
        required=False,
        label="How exact the date is",
        help_text="“Year” shows 2012, “month” October 2012, “about” about 2012.",
    )
    source = blocks.CharBlock(
        required=False,
        max_length=250,
        label="Source",
        help_text="Where the figure comes from. Shown in small print.",
    )

    class Meta:
        icon = "decimal"
        group = GROUP
        label = "Figure"
        label_format = "{value} {label}"
        template = "blocks/statistic.html"
        description = "One figure with what it counts, its date and its source."
        preview_value = {
            "value": "1,000+",
            "label": "practitioners",
            "as_at": datetime.date(2014, 1, 1),
            "precision": "about",
            "source": "AVIGuk",
        }


class TableBlock(TypedTableBlock):
    """A table of facts. The caption and the column headings are what a listener finds their way by."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link"], label="Text", required=False)
    figure = blocks.CharBlock(label="Figure or short text", required=False, max_length=120)

    def clean(self, table):
        table = super().clean(table)
        if self.is_deferred_validation:
            return table
        faults = []
        if not (table.caption or "").strip():
            faults.append("Give the table a caption that says what it is about.")
        if not table.columns or not table.row_data:
            faults.append("Give the table at least one column and one row.")
        if any(not (column["heading"] or "").strip() for column in table.columns):
            faults.append("Give every column a heading.")
        if faults:
            raise TypedTableBlockValidationError(non_block_errors=faults)
        return table

    class Meta:
        icon = "table"
        group = GROUP
        label = "Table"
        template = "blocks/table.html"
        help_text = "For facts in rows and columns, not for layout. Caption and column headings are needed."
        description = "Facts in rows and columns, with a caption."
        preview_value = {
            "caption": "Work in each stage",
            "columns": [{"type": "text", "heading": "Stage"}, {"type": "figure", "heading": "Cycles"}],
            "rows": [
                {"values": ["Stage 1", "6"]},
                {"values": ["Stage 2", "9"]},
                {"values": ["Stage 3", "12"]},
            ],
        }
