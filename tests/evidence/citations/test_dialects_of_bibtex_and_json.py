"""Files as real tools write them, by hand from their documented formats: BibTeX and CSL-JSON."""

# ruff: noqa: E501, RUF001  (the files stand as the tools write them)

import pytest

from tests.evidence.citations.dialects import FUKKINK, item, read


def test_bibtex_of_zotero():
    found = item(
        "bib",
        r"""
@article{fukkink_video_2008,
	title = {Video feedback in widescreen: {A} meta-analysis of family programs},
	volume = {28},
	copyright = {All rights reserved},
	issn = {0272-7358},
	url = {https://example.org/a_b?x=1&y=2%20},
	doi = {10.1016/j.cpr.2008.01.003},
	language = {en},
	number = {6},
	urldate = {2026-11-23},
	journal = {Clinical Psychology Review},
	author = {Fukkink, Ruben G.},
	month = jul,
	year = {2008},
	keywords = {Attachment, Parenting},
	pages = {904--916},
}
""",
    )
    assert found == {
        **FUKKINK,
        "issued": {"date-parts": [[2008, 7]]},
        "accessed": {"date-parts": [[2026, 11, 23]]},
        "ISSN": "0272-7358",
        "URL": "https://example.org/a_b?x=1&y=2%20",
        "language": "en",
        "keyword": "Attachment, Parenting",
    }


def test_bibtex_of_mendeley():
    found = item(
        "bib",
        r"""@article{Fukkink2008,
author = {Fukkink, Ruben G.},
doi = {10.1016/j.cpr.2008.01.003},
issn = {02727358},
journal = {Clinical Psychology Review},
mendeley-tags = {x},
month = {jul},
number = {6},
pages = {904--916},
title = {{Video feedback in widescreen: A meta-analysis of family programs}},
url = {https://example.org/a{\_}b},
volume = {28},
year = {2008}
}""",
    )
    assert found == {
        **FUKKINK,
        "issued": {"date-parts": [[2008, 7]]},
        "ISSN": "02727358",
        "URL": "https://example.org/a_b",
    }


def test_bibtex_of_biblatex():
    found = item(
        "bib",
        "@thesis{m, author = {Claire McKeating}, title = {VIG}, subtitle = {An inquiry}, date = {2018-09-30},\n"
        "type = {Doctoral thesis}, institution = {University College London}, location = {London}}",
    )
    assert found == {
        "type": "thesis",
        "title": "VIG: An inquiry",
        "author": [{"family": "McKeating", "given": "Claire"}],
        "issued": {"date-parts": [[2018, 9, 30]]},
        "genre": "Doctoral thesis",
        "publisher": "University College London",
        "publisher-place": "London",
    }


def test_old_bibtex_with_abbreviations_and_accents():
    found = item(
        "bib",
        r"""% a comment
@comment{nothing @article{in here}}
@string(cpr = "Clinical Psychology Review")
@string{begins = "Video " # "feedback"}
@ARTICLE(key,
  Author = "M{\"u}ller, J{\"o}rg and Ludwig van Beethoven and {\'E}mile Zola and \O{}ystein {\AA}s and others",
  Title = begins # " in 100 \% of {\emph{cases}} -- really",
  Journal = CPR, Month = "1~" # jan, Year = 1999
)""",
    )
    assert found["title"] == "Video feedback in 100 % of cases – really"
    assert found["container-title"] == "Clinical Psychology Review"
    assert found["issued"] == {"date-parts": [[1999, 1, 1]]}
    assert found["author"] == [
        {"family": "Müller", "given": "Jörg"},
        {"family": "van Beethoven", "given": "Ludwig"},
        {"family": "Zola", "given": "Émile"},
        {"family": "Ås", "given": "Øystein"},
    ]


def test_authors_that_bibtex_leaves_out_are_told():
    [record] = read("bib", "@book{a, title = {A}, year = 2001, author = {Todd, Liz and others}}")
    assert record.item["author"] == [{"family": "Todd", "given": "Liz"}]
    assert record.problems == ["It names only some of its authors (“and others”)."]


def test_two_entries_on_one_line():
    assert [r.item["title"] for r in read("bib", "@book{a, title={A}}@book{b, title={B}}")] == ["A", "B"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'{e}\`a\^{\i}\~n\c{c}\v{s}\H{o}\k{a}\r{a}", "éàîñçšőąå"),
        (r"\ss{} \ae\ \O{} \l", "ß æ Ø ł"),
        (r"$\alpha$ and $\Omega$", "α and Ω"),
        ("``quoted'' --- so", "“quoted” — so"),
        (r"{\textit{Italics} and \textbf{bold}}", "Italics and bold"),
        (r"R\&D costs \$5, 100\%", "R&D costs $5, 100%"),
        ("100% unescaped & raw_text", "100% unescaped & raw_text"),
    ],
)
def test_latex_is_read_as_it_would_be_printed(latex, text):
    assert item("bib", f"@book{{a, title = {{{latex}}}}}")["title"] == text


def test_csl_json_of_zotero():
    found = item(
        "json",
        """[
  {
    "id": "http://zotero.org/users/1/items/ABC",
    "type": "article-journal",
    "abstract": "",
    "container-title": "Clinical Psychology Review",
    "DOI": "10.1016/j.cpr.2008.01.003",
    "ISSN": "0272-7358",
    "issue": "6",
    "page": "904-916",
    "title": "Video feedback in widescreen: A meta-analysis of family programs",
    "volume": "28",
    "author": [{"family": "Fukkink", "given": "Ruben G."}],
    "issued": {"date-parts": [["2008", 7, 1]]}
  }
]""",
    )
    assert found == {**FUKKINK, "issued": {"date-parts": [[2008, 7, 1]]}, "ISSN": "0272-7358"}


def test_csl_json_of_mendeley_and_crossref():
    found = item(
        "json",
        '{"type": "book", "title": "A {book}", "volume": 3, "issued": {"raw": "2011-02"}, "editor": '
        '[{"family": "IJzendoorn", "non-dropping-particle": "van", "given": "M. H.", "suffix": "Jr."}], '
        '"ISBN": ["978-1-84905-180-4", "1849051801"], "URL": "http://example.org/[x]"}',
    )
    assert found == {
        "type": "book",
        "title": "A {book}",
        "volume": "3",
        "issued": {"date-parts": [[2011, 2]]},
        "editor": [{"family": "van IJzendoorn", "given": "M. H., Jr."}],
        "ISBN": "9781849051804",
        "URL": "http://example.org/[x]",
    }
