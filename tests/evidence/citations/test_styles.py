"""Printed references against expectations written by hand from the style guides."""

# ruff: noqa: E501  (what is expected stands as it is printed)

import pytest
from django.utils.safestring import SafeString

from evidence.citations import STYLES, plain, text
from tests.evidence.citations.references import ALL, ARTICLE, BOOK, CHAPTER, EDITED_BOOK, body, person

APA = {
    "article": "Fukkink, R. G. (2008). Video feedback in widescreen: A meta-analysis of family programs. "
    "<i>Clinical Psychology Review</i>, <i>28</i>(6), 904–916. https://doi.org/10.1016/j.cpr.2008.01.003",
    "three authors": "Bakermans-Kranenburg, M. J., van IJzendoorn, M. H., &amp; Juffer, F. (2003). Less is more: "
    "Meta-analyses of sensitivity and attachment interventions in early childhood. "
    "<i>Psychological Bulletin</i>, <i>129</i>(2), 195–215. https://doi.org/10.1037/0033-2909.129.2.195",
    "review": "O&#x27;Hara, L., Smith, E. R., Barlow, J., &amp; Livingstone, N. (2019). Video feedback for "
    "parental sensitivity and attachment security in children under five years. "
    "<i>Cochrane Database of Systematic Reviews</i>, <i>2019</i>(11), Article CD012348. "
    "https://doi.org/10.1002/14651858.CD012348.pub2",
    "protocol": "Tooten, A., &amp; Hoffenkamp, H. N. (2012). Evaluating the effectiveness of VIG for parents of "
    "premature infants: Study protocol. <i>BMC Pediatrics</i>, <i>12</i>, 76. "
    "https://doi.org/10.1186/1471-2431-12-76",
    "book": "Barlow, J. (2015). <i>Attachment in practice</i> (2nd ed.). Jessica Kingsley.",
    "edited book": "Kennedy, H., Landor, M., &amp; Todd, L. (Eds.). (2011). <i>Video Interaction Guidance: "
    "A relationship-based intervention</i>. Jessica Kingsley.",
    "chapter": "Cross, J., &amp; Kennedy, H. (2011). How and why does VIG work? In H. Kennedy, M. Landor, &amp; "
    "L. Todd (Eds.), <i>Video Interaction Guidance</i> (pp. 58–81). Jessica Kingsley.",
    "thesis": "McKeating, C. (2018). <i>Exploring the use of VIG</i> [Doctoral thesis, University College "
    "London]. https://discovery.ucl.ac.uk/id/eprint/1",
    "report": "Whalley, P., &amp; Williams, M. (2015). <i>Child neglect and Video Interaction Guidance</i>. NSPCC.",
    "guideline": "National Institute for Health and Care Excellence. (2015). <i>Children&#x27;s attachment</i> "
    "(NICE guideline No. NG26). https://www.nice.org.uk/guidance/ng26",
    "special issue": "Landor, M. (Ed.). (2014). Video Interaction Guidance [Special issue]. "
    "<i>Educational Psychology in Scotland</i>, <i>15</i>(1).",
    "webpage": "AVIGuk. (n.d.). <i>About VIG</i>. https://www.videointeractionguidance.net/about",
    "conference paper": "Todd, L. (2010). Filming at home. In <i>Proceedings of the conference on video "
    "feedback</i> (pp. 1–9). AVIGuk.",
}
HARVARD = {
    "article": "Fukkink, R.G. (2008) ‘Video feedback in widescreen: A meta-analysis of family programs’, "
    "<i>Clinical Psychology Review</i>, 28(6), pp. 904–916. Available at: "
    "https://doi.org/10.1016/j.cpr.2008.01.003.",
    "three authors": "Bakermans-Kranenburg, M.J., van IJzendoorn, M.H. and Juffer, F. (2003) ‘Less is more: "
    "Meta-analyses of sensitivity and attachment interventions in early childhood’, "
    "<i>Psychological Bulletin</i>, 129(2), pp. 195–215. Available at: "
    "https://doi.org/10.1037/0033-2909.129.2.195.",
    "review": "O&#x27;Hara, L. <i>et al.</i> (2019) ‘Video feedback for parental sensitivity and attachment "
    "security in children under five years’, <i>Cochrane Database of Systematic Reviews</i>, 2019(11), "
    "article CD012348. Available at: https://doi.org/10.1002/14651858.CD012348.pub2.",
    "protocol": "Tooten, A. and Hoffenkamp, H.N. (2012) ‘Evaluating the effectiveness of VIG for parents of "
    "premature infants: Study protocol’, <i>BMC Pediatrics</i>, 12, p. 76. Available at: "
    "https://doi.org/10.1186/1471-2431-12-76.",
    "book": "Barlow, J. (2015) <i>Attachment in practice</i>. 2nd edn. London: Jessica Kingsley.",
    "edited book": "Kennedy, H., Landor, M. and Todd, L. (eds) (2011) <i>Video Interaction Guidance: "
    "A relationship-based intervention</i>. London: Jessica Kingsley.",
    "chapter": "Cross, J. and Kennedy, H. (2011) ‘How and why does VIG work?’, in H. Kennedy, M. Landor and "
    "L. Todd (eds) <i>Video Interaction Guidance</i>. London: Jessica Kingsley, pp. 58–81.",
    "thesis": "McKeating, C. (2018) <i>Exploring the use of VIG</i>. Doctoral thesis. University College "
    "London. Available at: https://discovery.ucl.ac.uk/id/eprint/1.",
    "report": "Whalley, P. and Williams, M. (2015) <i>Child neglect and Video Interaction Guidance</i>. "
    "London: NSPCC.",
    "guideline": "National Institute for Health and Care Excellence (2015) <i>Children&#x27;s attachment</i>. "
    "NICE guideline NG26. Available at: https://www.nice.org.uk/guidance/ng26 (Accessed: 23 November 2026).",
    "special issue": "Landor, M. (ed.) (2014) ‘Video Interaction Guidance’ [Special issue], "
    "<i>Educational Psychology in Scotland</i>, 15(1).",
    "webpage": "AVIGuk (no date) <i>About VIG</i>. Available at: "
    "https://www.videointeractionguidance.net/about (Accessed: 23 November 2026).",
    "conference paper": "Todd, L. (2010) ‘Filming at home’, in <i>Proceedings of the conference on video "
    "feedback</i>. Dundee: AVIGuk, pp. 1–9.",
}


@pytest.mark.parametrize("kind", ALL)
def test_apa(kind):
    assert text(ALL[kind], "apa") == APA[kind]


@pytest.mark.parametrize("kind", ALL)
def test_harvard(kind):
    assert text(ALL[kind], "harvard") == HARVARD[kind]


def test_plain_text_has_the_same_words_without_marks():
    assert plain(ARTICLE, "apa") == APA["article"].replace("<i>", "").replace("</i>", "")
    assert plain(ALL["review"], "harvard").startswith("O'Hara, L. et al. (2019) ‘Video")


def names(count):
    return [person(f"Name{number}", "Ann B.") for number in range(1, count + 1)]


def test_apa_names_twenty_authors():
    printed = plain({**ARTICLE, "author": names(20)}, "apa")
    assert "Name19, A. B., & Name20, A. B. (2008)" in printed
    assert ". . ." not in printed


def test_apa_shortens_more_than_twenty_authors():
    printed = plain({**ARTICLE, "author": names(25)}, "apa")
    assert "Name19, A. B., . . . Name25, A. B. (2008)" in printed
    assert "Name20" not in printed
    assert "&" not in printed


def test_apa_two_authors_have_a_comma_before_the_ampersand():
    assert plain({**ARTICLE, "author": names(2)}, "apa").startswith("Name1, A. B., & Name2, A. B. (2008)")


@pytest.mark.parametrize(
    ("count", "start"),
    [
        (2, "Name1, A.B. and Name2, A.B. (2008)"),
        (3, "Name1, A.B., Name2, A.B. and Name3, A.B. (2008)"),
        (4, "Name1, A.B. et al. (2008)"),
    ],
)
def test_harvard_shortens_from_four_authors_on(count, start):
    assert plain({**ARTICLE, "author": names(count)}, "harvard").startswith(start)


def test_one_editor():
    item = {**EDITED_BOOK, "editor": [person("Kennedy", "Hilary")]}
    assert plain(item, "apa").startswith("Kennedy, H. (Ed.). (2011).")
    assert plain(item, "harvard").startswith("Kennedy, H. (ed.) (2011) ")


def test_two_editors_of_a_book_that_a_chapter_is_in():
    item = {**CHAPTER, "editor": CHAPTER["editor"][:2]}
    assert "In H. Kennedy & M. Landor (Eds.), Video" in plain(item, "apa")
    assert "in H. Kennedy and M. Landor (eds) Video" in plain(item, "harvard")


def test_four_editors_of_a_book_that_a_chapter_is_in():
    item = {**CHAPTER, "editor": [*CHAPTER["editor"], person("Barlow", "Jane")]}
    assert "in H. Kennedy <i>et al.</i> (eds) <i>Video" in text(item, "harvard")


@pytest.mark.parametrize(
    ("edition", "apa", "harvard"),
    [
        ("2", "(2nd ed.)", "2nd edn."),
        ("3rd", "(3rd ed.)", "3rd edn."),
        ("11th ed.", "(11th ed.)", "11th edn."),
        ("22nd edition", "(22nd ed.)", "22nd edn."),
        ("Revised", "(Rev. ed.)", "Rev. edn."),
        ("Rev. ed.", "(Rev. ed.)", "Rev. edn."),
        ("Anniversary edition", "(Anniversary edition)", "Anniversary edition."),
    ],
)
def test_editions(edition, apa, harvard):
    item = {**BOOK, "edition": edition}
    assert f"Attachment in practice {apa}. Jessica" in plain(item, "apa")
    assert f"Attachment in practice. {harvard} London" in plain(item, "harvard")


def test_the_first_edition_is_not_mentioned():
    item = {**BOOK, "edition": "1"}
    assert plain(item, "apa") == "Barlow, J. (2015). Attachment in practice. Jessica Kingsley."


def test_without_a_date():
    item = {key: value for key, value in BOOK.items() if key != "issued"}
    assert plain(item, "apa").startswith("Barlow, J. (n.d.). ")
    assert plain(item, "harvard").startswith("Barlow, J. (no date) ")


def test_without_anybody_the_title_comes_first():
    item = {key: value for key, value in BOOK.items() if key != "author"}
    assert text(item, "apa") == "<i>Attachment in practice</i> (2nd ed.). (2015). Jessica Kingsley."
    assert text(item, "harvard") == "<i>Attachment in practice</i> (2015) 2nd edn. London: Jessica Kingsley."


def test_a_web_page_has_its_day_in_apa():
    item = {**ALL["webpage"], "issued": {"date-parts": [[2020, 4, 10]]}}
    assert plain(item, "apa").startswith("AVIGuk. (2020, April 10). About VIG. https://")


@pytest.mark.parametrize(
    ("given", "apa", "harvard"),
    [
        ("Jean-Paul", "J.-P.", "J.-P."),
        ("RG", "R. G.", "R.G."),
        ("R.G.", "R. G.", "R.G."),
        ("Ruben G", "R. G.", "R.G."),
        ("Émile", "É.", "É."),
        ("E\u0301mile", "É.", "É."),
        ("Martin Luther, Jr.", "M. L., Jr.", "M.L., Jr."),
    ],
)
def test_initials(given, apa, harvard):
    item = {**BOOK, "author": [person("King", given)]}
    assert plain(item, "apa").replace("E\u0301", "É").startswith(f"King, {apa} (2015)")
    assert plain(item, "harvard").replace("E\u0301", "É").startswith(f"King, {harvard} (2015)")


def test_a_title_that_ends_with_a_mark_gets_no_full_stop():
    assert "Does it work? Jessica" in plain({**BOOK, "title": "Does it work?", "edition": ""}, "apa")


HOSTILE = [
    ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
    ("<script>alert('x')</script>", "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"),
    ('"><img src=x onerror=1>', "&quot;&gt;&lt;img src=x onerror=1&gt;"),
    ("{braces} and 100 % of R&D", "{braces} and 100 % of R&amp;D"),
    (r"\textbf{x} \\ $y_1^2$ ~ #", r"\textbf{x} \\ $y_1^2$ ~ #"),
    ("Für Straße, naïve Œuvre", "Für Straße, naïve Œuvre"),
    ("two\r\nlines\x00\x1b and\u202eturned", "two lines and turned"),
    ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ("{} {0} %s {{ x }} {% y %}", "{} {0} %s {{ x }} {% y %}"),
]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "field", ["title", "container-title", "publisher", "author", "volume", "page", "genre"]
)
@pytest.mark.parametrize(("hostile", "printed"), HOSTILE)
def test_everything_printed_is_escaped(style, field, hostile, printed):
    item = {**CHAPTER, field: [body(hostile)] if field == "author" else hostile}
    if field == "genre":
        item |= {"type": "thesis"}
    found = text(item, style)
    assert isinstance(found, SafeString)
    # A chapter in the Harvard style does not say which volume the book is.
    assert printed in found or (style, field) == ("harvard", "volume")
    without_own_tags = found.replace("<i>", "").replace("</i>", "")
    assert "<" not in without_own_tags
    assert ">" not in without_own_tags


@pytest.mark.parametrize("style", STYLES)
def test_right_to_left_titles_do_not_turn_their_neighbours(style):
    found = text({**BOOK, "title": "التوجيه بالفيديو"}, style)
    assert "<i><bdi>التوجيه بالفيديو</bdi></i>" in found
    assert "<bdi>" not in text(BOOK, style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "item",
    [
        {},
        {"title": None},
        {"author": "no list", "issued": {"date-parts": [["x"]]}},
        {"type": 7, "volume": []},
    ],
)
def test_nonsense_prints_something(style, item):
    assert isinstance(plain(item, style), str)


def test_an_unknown_style_is_refused():
    with pytest.raises(KeyError):
        text(ARTICLE, "vancouver")
