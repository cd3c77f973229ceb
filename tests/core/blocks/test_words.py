"""Headings keep their order, and rich text lets nothing through that a browser would run."""

import json

import pytest
from django.core.exceptions import ValidationError

from core.blocks import ContentBlocks, ParagraphBlock

BLOCKS = ContentBlocks()


def heading(level, text="A heading"):
    return {"type": "heading", "value": {"text": text, "level": level}}


def clean(*raw):
    return BLOCKS.clean(BLOCKS.to_python(list(raw)))


def test_a_sub_heading_needs_a_main_heading_above_it():
    with pytest.raises(ValidationError) as refused:
        clean(heading("h3"), heading("h2"))
    assert list(refused.value.block_errors) == [0]
    clean(heading("h2"), heading("h3"), heading("h2"))


def test_the_heading_of_steps_counts_as_a_main_heading():
    steps = {"type": "steps", "value": {"heading": "One cycle", "steps": [{"title": "Film", "text": ""}]}}
    clean(steps, heading("h3"))
    steps["value"]["heading"] = ""
    with pytest.raises(ValidationError):
        clean(steps, heading("h3"))


def test_a_draft_may_still_be_out_of_order():
    BLOCKS.clean_deferred(BLOCKS.to_python([heading("h3")]))


def test_only_two_levels_exist():
    with pytest.raises(ValidationError):
        clean(heading("h1"))


def draftail(entity, block_type="unstyled"):
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "click",
                    "type": block_type,
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 5, "key": 0}] if entity else [],
                }
            ],
            "entityMap": {"0": entity} if entity else {},
        }
    )


def typed(content):
    """What the stored text becomes when this is posted from the editor."""
    return ParagraphBlock().value_from_datadict({"text": content}, {}, "text").source


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
    ],
)
def test_links_that_run_something_lose_their_address(url):
    html = typed(draftail({"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}))
    assert "script" not in html.lower()
    assert "href" not in html


def test_ordinary_links_stay():
    html = typed(draftail({"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org/"}}))
    assert 'href="https://example.org/"' in html


@pytest.mark.parametrize(
    ("entity", "block_type"),
    [
        ({"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"id": 1, "format": "left"}}, "atomic"),
        (None, "header-two"),
    ],
)
def test_images_and_headings_are_no_part_of_running_text(entity, block_type):
    html = typed(draftail(entity, block_type))
    assert not any(tag in html for tag in ("<embed", "<img", "<h2"))


def test_text_that_looks_like_markup_is_only_text():
    content = json.loads(draftail(None))
    content["blocks"][0]["text"] = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    html = typed(json.dumps(content))
    assert "<script" not in html
    assert "<img" not in html


def test_the_search_reads_a_blocks_words_and_not_how_they_look():
    stream = BLOCKS.to_python(
        [
            heading("h3", "How it began"),
            {
                "type": "callout",
                "value": {"tone": "good", "heading": "By the way", "text": "<p>It rained.</p>"},
            },
            {"type": "button", "value": {"label": "Come along", "url": "", "style": "secondary"}},
            {
                "type": "statistics",
                "value": [{"value": "12", "label": "courses", "source": "Us", "precision": "about"}],
            },
        ]
    )
    words = " ".join(BLOCKS.get_searchable_content(stream))
    assert words == "How it began By the way It rained. Come along  12 courses Us"
