"""Files as real tools write them, by hand from their documented formats: RIS and PubMed."""

# ruff: noqa: E501, W291  (the files stand as the tools write them)

import pytest

from tests.evidence.citations.dialects import FUKKINK, item


def test_ris_of_zotero():
    found = item(
        "ris",
        """TY  - JOUR
TI  - Video feedback in widescreen: A meta-analysis of family programs
AU  - Fukkink, Ruben G.
T2  - Clinical Psychology Review
DA  - 2008/07/01/
PY  - 2008
DO  - 10.1016/j.cpr.2008.01.003
DP  - ScienceDirect
VL  - 28
IS  - 6
SP  - 904
EP  - 916
J2  - Clinical Psychology Review
SN  - 0272-7358
ST  - Video feedback in widescreen
UR  - https://www.sciencedirect.com/science/article/pii/S0272735808000202
Y2  - 2026/11/23/10:15:00
KW  - Attachment
KW  - Parenting
L1  - https://example.org/attachment.pdf
ER  - 

""",
    )
    assert found == {
        **FUKKINK,
        "issued": {"date-parts": [[2008, 7, 1]]},
        "accessed": {"date-parts": [[2026, 11, 23]]},
        "ISSN": "0272-7358",
        "URL": "https://www.sciencedirect.com/science/article/pii/S0272735808000202",
        "keyword": "Attachment, Parenting",
    }


def test_ris_of_endnote():
    found = item(
        "ris",
        "TY  - JOUR\r\nAU  - Fukkink, Ruben G.\r\nDA  - 2008/07/01/\r\nDO  - "
        "https://doi.org/10.1016/j.cpr.2008.01.003\r\nIS  - 6\r\nPY  - 2008\r\nSP  - 904-916\r\n"
        "ST  - Video feedback in widescreen\r\nT2  - Clinical Psychology Review\r\n"
        "TI  - Video feedback in widescreen: A meta-analysis of family programs\r\nVL  - 28\r\n"
        "ID  - 12\r\nER  - \r\n\r\n",
    )
    assert found == {**FUKKINK, "issued": {"date-parts": [[2008, 7, 1]]}}


def test_the_old_ris_of_publishers():
    found = item(
        "ris",
        'Provider: A Publisher\nContent:text/plain; charset="UTF-8"\n\n'
        "TY  - JOUR\nT1  - Video feedback in widescreen: A meta-analysis of family programs\n"
        "A1  - Fukkink, Ruben G.\nY1  - 2008///\nJF  - Clinical Psychology Review\nJO  - Clin Psychol Rev\n"
        "VL  - 28\nIS  - 6\nSP  - 904\nEP  - 916\nM3  - doi: 10.1016/j.cpr.2008.01.003\n"
        "N2  - First line\nof an abstract in two lines.\nER  -\n",
    )
    assert found == {
        **FUKKINK,
        "issued": {"date-parts": [[2008]]},
        "abstract": "First line of an abstract in two lines.",
    }


def test_an_edited_book_of_endnote_has_its_editors_as_authors():
    found = item(
        "ris", "TY  - EDBOOK\nAU  - Kennedy, Hilary\nAU  - Landor, Miriam\nTI  - VIG\nPY  - 2011\nER  - \n"
    )
    assert [name["family"] for name in found["editor"]] == ["Kennedy", "Landor"]
    assert "author" not in found


def test_a_report_of_endnote_has_its_number_where_others_have_the_isbn():
    found = item(
        "ris", "TY  - RPRT\nAU  - NICE,\nTI  - Children's attachment\nSN  - NG26\nPY  - 2015\nER  - \n"
    )
    assert found["number"] == "NG26"
    assert found["author"] == [{"literal": "NICE"}]


EDITORS = [{"family": "Kennedy", "given": "Hilary"}, {"family": "Landor", "given": "Miriam"}]
OTHER_KINDS = {
    "an edited book of Zotero, its series and that one's editor": (
        """TY  - BOOK
TI  - Video Interaction Guidance
T2  - A series
A2  - Series, Editor of
A3  - Kennedy, Hilary
A3  - Landor, Miriam
CY  - London
DA  - 2011///
PY  - 2011
SN  - 978-1-84905-180-4
PB  - Jessica Kingsley
ER  - 
""",
        {
            "type": "book",
            "title": "Video Interaction Guidance",
            "editor": EDITORS,
            "issued": {"date-parts": [[2011]]},
            "container-title": "A series",
            "publisher": "Jessica Kingsley",
            "publisher-place": "London",
            "ISBN": "9781849051804",
        },
    ),
    "a chapter of Zotero": (
        """TY  - CHAP
TI  - How and why does VIG work?
AU  - Cross, Jenny
T2  - Video Interaction Guidance
A2  - Kennedy, Hilary
A2  - Landor, Miriam
A3  - Series, Editor of
PY  - 2011
SP  - 58
EP  - 81
PB  - Jessica Kingsley
ER  - 
""",
        {
            "type": "chapter",
            "title": "How and why does VIG work?",
            "author": [{"family": "Cross", "given": "Jenny"}],
            "editor": EDITORS,
            "issued": {"date-parts": [[2011]]},
            "container-title": "Video Interaction Guidance",
            "publisher": "Jessica Kingsley",
            "page": "58-81",
        },
    ),
    "a thesis of Zotero": (
        """TY  - THES
TI  - Experiences of VIG
AU  - McKeating, Rachel
DA  - 2018/09/30/
PY  - 2018
M3  - Doctoral thesis
PB  - University College London
UR  - https://discovery.ucl.ac.uk/id/eprint/1
Y2  - 2026/11/23/10:15:00
ER  - 
""",
        {
            "type": "thesis",
            "title": "Experiences of VIG",
            "author": [{"family": "McKeating", "given": "Rachel"}],
            "issued": {"date-parts": [[2018, 9, 30]]},
            "genre": "Doctoral thesis",
            "publisher": "University College London",
            "URL": "https://discovery.ucl.ac.uk/id/eprint/1",
            "accessed": {"date-parts": [[2026, 11, 23]]},
        },
    ),
    "a report of Zotero": (
        """TY  - RPRT
TI  - Children's attachment
AU  - NICE
A3  - Series, Editor of
M3  - NICE guideline
SN  - NG26
PB  - NICE
PY  - 2015
ER  - 
""",
        {
            "type": "report",
            "title": "Children's attachment",
            "author": [{"literal": "NICE"}],
            "genre": "NICE guideline",
            "number": "NG26",
            "publisher": "NICE",
            "issued": {"date-parts": [[2015]]},
        },
    ),
    "a conference paper of Zotero": (
        """TY  - CONF
TI  - Filming at home
AU  - Todd, Liz
T2  - The VIG conference
C3  - Proceedings of the conference
SP  - 1
EP  - 9
PY  - 2010
ER  - 
""",
        {
            "type": "paper-conference",
            "title": "Filming at home",
            "author": [{"family": "Todd", "given": "Liz"}],
            "container-title": "Proceedings of the conference",
            "page": "1-9",
            "issued": {"date-parts": [[2010]]},
        },
    ),
    "a web page of Zotero": (
        """TY  - ELEC
TI  - About VIG
T2  - AVIGuk
UR  - https://example.org/about
Y2  - 2026/11/23/
ER  - 
""",
        {
            "type": "webpage",
            "title": "About VIG",
            "container-title": "AVIGuk",
            "URL": "https://example.org/about",
            "accessed": {"date-parts": [[2026, 11, 23]]},
        },
    ),
    "a chapter of EndNote": (
        """TY  - CHAP
A2  - Kennedy, Hilary
A2  - Landor, Miriam
AU  - Cross, Jenny
CY  - London
ET  - 2nd
PB  - Jessica Kingsley
PY  - 2011
SP  - 58-81
T2  - Video Interaction Guidance
TI  - How and why does VIG work?
ID  - 7
ER  - 
""",
        {
            "type": "chapter",
            "title": "How and why does VIG work?",
            "author": [{"family": "Cross", "given": "Jenny"}],
            "editor": EDITORS,
            "issued": {"date-parts": [[2011]]},
            "container-title": "Video Interaction Guidance",
            "publisher": "Jessica Kingsley",
            "publisher-place": "London",
            "edition": "2nd",
            "page": "58-81",
        },
    ),
    "a book of the first specification, whose editors are in A2": (
        "TY  - BOOK\nT1  - Video Interaction Guidance\nA2  - Kennedy,Hilary\nA2  - Landor,Miriam\nY1  - 2011//\nER  - \n",
        {
            "type": "book",
            "title": "Video Interaction Guidance",
            "editor": EDITORS,
            "issued": {"date-parts": [[2011]]},
        },
    ),
    "an article of an older EndNote, whose issue is in M1": (
        "TY  - JOUR\nAU  - Todd, Liz\nTI  - A\nT2  - B\nVL  - 28\nM1  - 6\nER  - \n",
        {
            "type": "article-journal",
            "title": "A",
            "author": [{"family": "Todd", "given": "Liz"}],
            "container-title": "B",
            "volume": "28",
            "issue": "6",
        },
    ),
    "an old DOI of a journal that is often cited here": (
        "TY  - JOUR\nTI  - A\nDO  - https://doi.org/10.1002/(SICI)1097-0355(199921)20:1%3C53::AID-IMHJ5%3E3.0.CO;2-P\nER  - \n",
        {
            "type": "article-journal",
            "title": "A",
            "DOI": "10.1002/(SICI)1097-0355(199921)20:1<53::AID-IMHJ5>3.0.CO;2-P",
        },
    ),
    "a book of PubMed": (
        """PMID- 30000000
OWN - NLM
PT  - Book
BTI - Children's Attachment
PB  - National Institute for Health and Care Excellence (NICE)
PL  - London
DP  - 2015 Nov
CN  - National Collaborating Centre for Mental Health (UK)
LA  - eng
ISBN- 9781849054102
SO  - 2015 Nov.
""",
        {
            "type": "book",
            "title": "Children's Attachment",
            "author": [{"literal": "National Collaborating Centre for Mental Health (UK)"}],
            "issued": {"date-parts": [[2015, 11]]},
            "publisher": "National Institute for Health and Care Excellence (NICE)",
            "publisher-place": "London",
            "language": "eng",
            "ISBN": "9781849054102",
        },
    ),
}


@pytest.mark.parametrize("case", OTHER_KINDS)
def test_other_kinds_in_ris_and_pubmed(case):
    content, expected = OTHER_KINDS[case]
    assert item("ris", content) == expected


def test_nbib_of_pubmed():
    found = item(
        "ris",
        """
PMID- 18328609
OWN - NLM
STAT- MEDLINE
IS  - 0272-7358 (Print)
IS  - 0272-7358 (Linking)
VI  - 28
IP  - 6
DP  - 2008 Jul
TI  - Video feedback in widescreen: A meta-analysis of
      family programs.
PG  - 904-16
LID - 10.1016/j.cpr.2008.01.003 [doi]
AB  - Several family programs use video
      feedback.
FAU - Fukkink, Ruben G.
AU  - Fukkink RG
LA  - eng
PT  - Journal Article
PT  - Meta-Analysis
TA  - Clin Psychol Rev
JT  - Clinical Psychology Review
OT  - *Attachment
SO  - Clin Psychol Rev. 2008 Jul;28(6):904-16.

""",
    )
    assert found == {
        **FUKKINK,
        "issued": {"date-parts": [[2008, 7]]},
        "ISSN": "0272-7358",
        "abstract": "Several family programs use video feedback.",
        "language": "eng",
        "keyword": "Attachment",
    }
