"""Links between pages keep up with the pages, and many cost as much as one."""

import pytest
from wagtail.rich_text import expand_db_html

from core.blocks import ContentBlocks
from core.page_links import linked_ids
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def link(page_id):
    return f'<p><a linktype="page" id="{page_id}">Read on</a></p>'


@pytest.fixture
def pages():
    HomePageFactory()
    return [StandardPageFactory(slug=f"page-{number}") for number in range(10)]


def test_many_texts_with_links_cost_one_query(pages, django_assert_max_num_queries):
    stream = ContentBlocks()
    raw = [{"type": "paragraph", "value": link(page.pk)} for page in pages[:8]]
    raw.append({"type": "callout", "value": {"tone": "note", "heading": "", "text": link(pages[8].pk)}})
    raw.append({"type": "accordion", "value": {"items": [{"title": "?", "text": link(pages[9].pk)}]}})
    stream.render(stream.to_python(raw[:1]))
    with django_assert_max_num_queries(1):
        html = stream.render(stream.to_python(raw))
    assert [page.slug for page in pages[:8] if f'href="/{page.slug}/"' in html] == [p.slug for p in pages[:8]]


def test_a_link_follows_a_page_that_moves_and_dies_with_it(pages):
    page = pages[0]
    page.slug = "moved"
    page.save_revision().publish()
    assert expand_db_html(link(page.pk)) == '<p><a href="/moved/">Read on</a></p>'
    pk = page.pk
    page.delete()
    assert expand_db_html(link(pk)) == "<p><a>Read on</a></p>"


@pytest.mark.parametrize("page_id", ["", "x", "-1", "9" * 30, "1 or 1=1"])
def test_a_spoilt_link_breaks_nothing(page_id):
    stream = ContentBlocks()
    assert "Read on" in stream.render(stream.to_python([{"type": "paragraph", "value": link(page_id)}]))
    assert expand_db_html(link(page_id)) == "<p><a>Read on</a></p>"


def test_links_are_found_however_deep_they_are_stored():
    raw = [{"value": {"rows": [{"values": [link(3), None, 5, True]}]}}, link(4), {"id": "7"}]
    assert linked_ids(raw) == {3, 4}
