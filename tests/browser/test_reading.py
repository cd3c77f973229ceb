"""How pages read: their outline, their pictures, and with large text in little room."""

from itertools import pairwise

import pytest

PAGES = ["/", "/about/training/", "/news/", "/news/a-new-home-on-the-web/", "/history/", "/contact/"]


@pytest.mark.parametrize("path", PAGES)
def test_headings_and_landmarks_make_an_outline(page, path):
    page.goto(path)
    levels = page.eval_on_selector_all(
        "main :is(h1, h2, h3, h4)", "found => found.map(heading => Number(heading.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = [lower - upper for upper, lower in pairwise(levels)]
    assert max(steps, default=0) <= 1, levels
    for landmark in ("header", "main", "footer", "nav"):
        assert page.locator(landmark).count() >= 1


@pytest.mark.parametrize("path", PAGES)
def test_every_picture_has_its_size_and_its_words_and_loads(page, path):
    page.goto(path)
    faults = page.eval_on_selector_all(
        "img",
        "found => found.filter(i => !i.hasAttribute('alt') || !i.getAttribute('width') "
        "|| !i.getAttribute('height')).map(i => i.outerHTML)",
    )
    assert faults == []
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
    # decode() waits for a picture, and fails with one that can't be shown: the next lines name it.
    page.evaluate("Promise.allSettled([...document.images].map(i => i.decode()))")
    broken = page.eval_on_selector_all("img", "f => f.filter(i => !i.naturalWidth).map(i => i.currentSrc)")
    assert broken == []


@pytest.mark.parametrize("path", PAGES)
def test_large_text_in_little_room_stays_readable(page, path):
    """WCAG 1.4.10: 400 % on 1280 pixels is a window of 320; and the reader's own text is twice as large."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_refusal_and_in_the_members_area(
    page, watch, sign_in, check_accessible, scheme
):
    watch.allow("403")
    page.emulate_media(color_scheme=scheme)
    sign_in("lapsed")
    assert page.goto("/members/").status == 403
    check_accessible(page)
    sign_in("member")
    assert page.goto("/members/").status == 200
    check_accessible(page)
