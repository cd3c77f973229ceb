"""Every fact of the association's own "About VIG" text can be found on the site as it is first loaded.

The facts are written out here in the order of that text, each with where it must stand and in which words.
"""

import re
from html import unescape

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

FACTS = [
    # The cookie notice: its two sentences that still hold.
    ("/about/privacy/", "Cookies help us improve the website and your experience using it."),
    ("/about/privacy/", "You may delete and block all cookies from this site at any time."),
    ("/about/privacy/", "Parts of the site may then no longer work correctly"),
    # VIG training was brought to the UK in 1993 …
    ("/history/vig-comes-to-the-uk/", "about 1993"),
    ("/history/vig-comes-to-the-uk/", "The association’s own account says 1993."),
    ("/history/vig-comes-to-the-uk/", "brought to the UK by educational psychologists in Tayside, Scotland"),
    ("/history/vig-comes-to-the-uk/", "sponsored by the SDECP"),
    (
        "/history/vig-comes-to-the-uk/",
        "as part of the Professional Development Initiatives sponsored by the Scottish Government",
    ),
    # … twelve supervisors, who started local trainings …
    (
        "/history/twelve-supervisors/",
        "12 educational psychologists across Scotland were trained as VIG supervisors by 1997",
    ),
    ("/history/local-trainings-in-scotland/", "started local trainings for colleagues"),
    ("/history/local-trainings-in-scotland/", "in all local authorities in Scotland"),
    ("/history/local-trainings-in-scotland/", "health"),
    ("/history/local-trainings-in-scotland/", "social work"),
    ("/history/local-trainings-in-scotland/", "university courses for educational psychologists"),
    ("/history/local-trainings-in-scotland/", "the voluntary sector"),
    # … and in the South of England.
    ("/history/south-of-england/", "VIG training was also offered in the South of England."),
    (
        "/history/south-of-england/",
        "At the start this was with the educational psychology services of Hampshire and Brighton.",
    ),
    # What grew from it, and the sentence that is broken in the text, mended.
    ("/about/who-we-are/", "From these seedcorn projects"),
    ("/about/who-we-are/", "100 AVIGuk supervisors and more than 1,000 AVIGuk practitioners"),
    ("/about/who-we-are/", "Over half of the supervisors were educational psychologists."),
    (
        "/about/who-we-are/",
        "AVIGuk supports practice by producing training materials, setting standards and accrediting guiders",
    ),
    ("/about/who-we-are/", "through political, practice and research activity"),
    (
        "/about/who-we-are/",
        "VIG is recommended in the NICE guidance Social and emotional wellbeing: early years",
    ),
    ("/history/nice-early-years/", "24 October 2012"),
    (
        "/history/nice-early-years/",
        "The association’s own account says that VIG is recommended in this guidance",
    ),
    ("/history/nice-early-years/", "by a team of educational psychologists"),
    ("/", "100"),
    ("/", "AVIGuk supervisors, over half of them educational psychologists"),
    ("/", "1,000+"),
    # The first UK book, and the evidence it describes.
    (
        "/history/first-uk-book/",
        "Video Interaction Guidance: A Relationship-Based Intervention to Promote Attunement, Empathy and "
        "Wellbeing",
    ),
    (
        "/history/first-uk-book/",
        "Hilary Kennedy, Miriam Landor and Liz Todd, three educational psychologists",
    ),
    ("/history/first-uk-book/", "Jessica Kingsley published it in 2011."),
    (
        "/about/",
        "there is a growing evidence base for the effectiveness of relatively short, sensitivity-focused "
        "interventions with parents that use video feedback in an attuned way",
    ),
    ("/history/first-uk-book/", "This is described and discussed in the book."),
    # DataPrev and the NSPCC.
    ("/history/dataprev-selects-vig/", "selected as an evidence-based intervention by DataPrev (2011)"),
    ("/history/dataprev-selects-vig/", "“Mental health prevention focusing on parenting”"),
    ("/history/dataprev-selects-vig/", "3 January 2011"),
    ("/history/dataprev-selects-vig/", "http://www.dataprevproject.net/Parenting_and_Early_Years"),
    (
        "/history/nspcc-selects-vig/",
        "selected by the NSPCC as one of its two chosen evidence-based interventions to tackle neglect",
    ),
    ("/history/nspcc-selects-vig/", "to England’s review of the delivery of early interventions"),
    (
        "/history/nspcc-selects-vig/",
        "NSPCC (2010), “The National Society for the Prevention of Cruelty to Children (NSPCC) Evidence to "
        "the independent review of the delivery of early",
    ),
    # The theses, the training requirements, the website.
    (
        "/history/twenty-doctoral-theses/",
        "20 doctoral theses have been written by educational psychologists in training over the last 10 "
        "years, on the impact of VIG interventions",
    ),
    ("/about/training/", "A team of educational psychologists developed the AVIGuk training requirements"),
    ("/about/who-we-are/", "developed the training requirements and the website"),
]

#: Words of that text that must not come back: slips, and a consent that is none.
NOT_TO_BE_FOUND = [
    "EPs.practice",
    "andThrough",
    "http:/www",
    "we will assume you are happy",
    "continue without changing your settings",
]


def words_on(page: str) -> str:
    """The text of a page as a reader sees it, in one line."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    text = re.sub(r"(?i)(<(?:p|li|h\d|div|td|th|dt|dd|br)\b)", r" \1", text)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_every_fact_can_be_found_and_no_slip(client):
    call_command("load_site", verbosity=0)
    addresses = sorted({address for address, _fact in FACTS})
    words = {address: words_on(client.get(address).content.decode()) for address in addresses}
    assert [(address, fact) for address, fact in FACTS if fact not in words[address]] == []
    assert [
        (address, slip) for address in addresses for slip in NOT_TO_BE_FOUND if slip in words[address]
    ] == []
