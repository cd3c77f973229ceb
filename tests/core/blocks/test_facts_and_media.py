"""Tables, figures, pictures and videos: what is asked of them, and what they cost."""

import pytest
from django.core.exceptions import ValidationError

from core.blocks import ContentBlocks, EmbedBlock, PictureBlock, StatisticBlock, TableBlock
from tests.home.factories import PictureFactory

TABLE = {
    "caption": "Stages",
    "columns": [{"type": "text", "heading": "Stage"}, {"type": "figure", "heading": "Cycles"}],
    "rows": [{"values": ["<p>One</p>", "6"]}],
}


def clean_table(**changes):
    block = TableBlock()
    return block.clean(block.to_python({**TABLE, **changes}))


def test_a_table_with_caption_and_headings_is_taken():
    assert clean_table().caption == "Stages"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"caption": " "}, "caption"),
        ({"columns": [], "rows": []}, "at least one column"),
        ({"rows": []}, "at least one column and one row"),
        ({"columns": [{"type": "text", "heading": ""}, TABLE["columns"][1]]}, "every column a heading"),
    ],
)
def test_what_a_listener_needs_is_asked_for(changes, said):
    with pytest.raises(ValidationError) as refused:
        clean_table(**changes)
    assert said in " ".join(refused.value.non_block_errors)


def test_an_unfinished_table_can_be_kept_as_a_draft():
    block = TableBlock()
    block.defer_required_validation()
    block.clean(block.to_python({**TABLE, "caption": ""}))


def test_a_figure_needs_no_date_but_offers_only_what_one_date_can_mean():
    block = StatisticBlock()
    block.clean(
        block.to_python({"value": "20", "label": "theses", "as_at": None, "precision": "", "source": ""})
    )
    offered = {value for value, _ in block.child_blocks["precision"].field.choices}
    assert offered == {"", "day", "month", "year", "about"}


def test_a_video_elsewhere_is_refused_with_words_that_help():
    block = EmbedBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(
            block.to_python({"url": "https://example.org/film", "title": "A film", "description": ""})
        )
    assert "not an address of YouTube or Vimeo" in refused.value.block_errors["url"].message


def test_a_video_knows_its_provider_and_addresses():
    value = EmbedBlock().to_python(
        {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "A film", "description": ""}
    )
    assert (value.provider, value.video_id) == ("YouTube", "dQw4w9WgXcQ")
    assert value.watch_url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert value.embed_url.startswith("https://www.youtube-nocookie.com/embed/")


def test_an_unfinished_video_has_no_addresses():
    value = EmbedBlock().to_python({"url": "", "title": ""})
    assert (value.provider, value.video_id, value.watch_url, value.embed_url) == ("", "", "", "")


def picture(image, **changes):
    block = PictureBlock()
    inner = {"image": image.pk if image else None, "decorative": False, "alt_text": "Two people", **changes}
    return block.clean(block.to_python({"image": inner, "caption": "", "credit": ""}))


@pytest.mark.django_db
def test_a_picture_needs_words_or_to_be_decorative():
    image = PictureFactory()
    assert picture(image)["image"].contextual_alt_text == "Two people"
    assert picture(image, alt_text="", decorative=True)["image"].contextual_alt_text == ""
    with pytest.raises(ValidationError):
        picture(image, alt_text="")
    with pytest.raises(ValidationError):
        picture(None)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 20])
def test_all_pictures_of_a_page_are_read_in_two_queries(count, django_assert_num_queries):
    raw = [
        {
            "type": "picture",
            "value": {
                "image": {"image": PictureFactory().pk, "decorative": True, "alt_text": ""},
                "caption": "",
                "credit": "",
            },
        }
        for _ in range(count)
    ]
    for item in raw:
        PictureBlock().to_python(item["value"])["image"].get_rendition("width-400")
    with django_assert_num_queries(2):
        stream = ContentBlocks().to_python(raw)
        assert all(block.value["image"].get_rendition("width-400").url for block in stream)
