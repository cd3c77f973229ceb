"""The block chooser: every block has words for the editor and a preview that works."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail import blocks

from core.blocks import ButtonBlocks, ContentBlocks, FigureBlocks
from tests.home.factories import HomePageFactory, PictureFactory, StandardPageFactory

ALL_BLOCKS = {**ContentBlocks().child_blocks, **FigureBlocks().child_blocks, **ButtonBlocks().child_blocks}


@pytest.fixture
def admin(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.mark.parametrize("name", ALL_BLOCKS)
def test_says_what_it_is_for(name):
    block = ALL_BLOCKS[name]
    assert block.label
    assert block.meta.icon != blocks.Block._meta_class.icon
    assert block.meta.group
    assert block.get_description().endswith(".")


def fields(block, path):
    """Every place of a block that an editor fills in."""
    if isinstance(block, blocks.StructBlock) and type(block).__module__.startswith("core."):
        for name, child in block.child_blocks.items():
            yield f"{path}.{name}", child
            yield from fields(child, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from fields(block.child_block, path)


@pytest.mark.parametrize(
    ("path", "field"), [item for name in ALL_BLOCKS for item in fields(ALL_BLOCKS[name], name)]
)
def test_every_field_has_a_label_and_says_what_it_does(path, field):
    help_text = getattr(field.meta, "help_text", "") or getattr(
        getattr(field, "field", None), "help_text", ""
    )
    assert field.meta.label, path
    assert str(help_text).strip(), path


@pytest.mark.django_db
@pytest.mark.parametrize("has_content", [False, True], ids=["empty site", "site with content"])
@pytest.mark.parametrize("name", ALL_BLOCKS)
def test_preview(name, has_content, admin):
    if has_content:
        HomePageFactory()
        StandardPageFactory(listing_image=PictureFactory())
    block = ALL_BLOCKS[name]
    assert block.is_previewable
    response = admin.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert f"block-{name}" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ALL_BLOCKS)
def test_renders_with_and_without_a_request(name):
    HomePageFactory()
    block = ALL_BLOCKS[name]
    value = block.get_preview_value()
    assert block.render(value) is not None
    assert block.render(value, {"request": RequestFactory().get("/")}) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("name", ALL_BLOCKS)
def test_an_unfinished_draft_still_renders(name):
    """Drafts may be saved, and are previewed, with required fields left blank."""
    block = ALL_BLOCKS[name]
    assert block.render(block.get_default(), {"request": RequestFactory().get("/")}) is not None


@pytest.mark.django_db
def test_nothing_of_a_video_is_asked_of_its_provider():
    block = ALL_BLOCKS["embed"]
    html = block.render(block.get_preview_value())
    assert "<iframe" not in html
    assert "<script" not in html
    assert "<img" not in html
