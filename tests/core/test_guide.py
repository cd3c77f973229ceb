"""The editors' guide stands where editors are, and reads as it is written."""

import re

import pytest
from django.urls import reverse

from core.guide import GUIDE, to_html
from tests.support.editors import sign_in_editor


def html(text):
    return to_html(text.splitlines())


def test_paragraphs_go_on_over_lines_and_words_have_their_marks():
    assert html("One **bold\nword**, *one* and `a*b`.\n\nTwo <b>.") == (
        "<p>One <strong>bold word</strong>, <em>one</em> and <code>a*b</code>.</p>\n<p>Two &lt;b&gt;.</p>"
    )


def test_a_list_holds_what_is_indented_below_its_items():
    table = "   | a | b |\n   |---|---|\n   | 1 | **2** |\n"
    assert html(f"1. First\n   goes on:\n\n{table}2. Second\n   * inner\n\nAfter") == (
        "<ol><li><p>First goes on:</p>\n"
        '<table class="listing"><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table></li>"
        "<li><p>Second</p>\n<ul><li><p>inner</p></li></ul></li></ol>\n<p>After</p>"
    )


def test_a_heading_can_be_led_to():
    assert html("## Who may see a page\n\nText") == (
        '<h2 id="who-may-see-a-page">Who may see a page</h2>\n<p>Text</p>'
    )


@pytest.mark.parametrize("text", ["", "*", "1.", "|", "#", "* \n*", "   indented", "a\n## b"])
def test_it_comes_to_an_end_whatever_is_written(text):
    html(text)


@pytest.mark.django_db
def test_an_editor_finds_the_whole_guide_under_help(client):
    sign_in_editor(client)
    assert reverse("core_guide") in client.get(reverse("wagtailadmin_home")).content.decode()
    page = client.get(reverse("core_guide")).content.decode()
    written = GUIDE.read_text()
    for part in re.findall(r"^## (.+)$", written, re.MULTILINE):
        assert re.search(rf'<a href="#[\w-]+">{re.escape(part)}</a>', page), part
    text = page[page.index('class="guide__text"') :]
    assert text.count("<strong>") == len(re.findall(r"\*\*.+?\*\*", written, re.DOTALL))
    assert not re.search(r"\*\*|^#|^\|", text, re.MULTILINE)


@pytest.mark.django_db
def test_the_guide_is_for_those_who_may_enter_the_admin(client):
    assert client.get(reverse("core_guide")).status_code == 302
