"""The words of the first timeline. What only the association's own account says names it as its source.

The account is the association's "About VIG" page. It bears no date itself; the last event that it names is of
October 2012.
"""

from dataclasses import dataclass

from core.dates import DatePrecision

ACCOUNT = "AVIGuk, “About VIG”: the association’s own account"

TITLE = "Our history"
SUMMARY = (
    "How Video Interaction Guidance came to the UK and grew, step by step, with a date and a source for "
    "each step."
)
INTRODUCTION = (
    "<p>Much of this comes from one source: the association’s own account, “About VIG”. It gives no date for "
    "itself, and the last event that it names is of October 2012. Each step says where it is known from, and "
    "how exactly it can be dated.</p>"
)

#: name, first year, last year (None: it goes on), introduction
ERAS = [
    (
        "The first trainings",
        1993,
        2009,
        "Seedcorn projects in Scotland, and in the South of England, bring VIG training to the UK.",
    ),
    (
        "Noticed and written about",
        2010,
        2011,
        "VIG is put forward as an evidence-based intervention, and has its first UK book.",
    ),
    (
        "An association of its own",
        2012,
        None,
        "AVIGuk is set up, and guidance, books and research follow.",
    ),
]


@dataclass(frozen=True)
class Milestone:
    """``body`` is HTML; ``related`` names pages by their first-content keys; ``last`` ends a range."""

    key: str
    title: str
    date: str
    precision: DatePrecision
    picture: str
    summary: str
    body: str
    source: str = ACCOUNT
    source_url: str = ""
    last: str = ""
    related: tuple[str, ...] = ()


MILESTONES = [
    Milestone(
        key="vig-comes-to-the-uk",
        title="VIG training comes to the UK",
        date="1993-01-01",
        precision=DatePrecision.ABOUT,
        picture="history-tayside",
        summary=(
            "Educational psychologists in Tayside, Scotland, bring Video Interaction Guidance training to "
            "the UK."
        ),
        body=(
            "<p>Video Interaction Guidance (VIG) training was brought to the UK by educational "
            "psychologists in Tayside, Scotland. They were sponsored by the SDECP, as part of the "
            "Professional Development Initiatives sponsored by the Scottish Government.</p>"
            "<p>How sure is the date? The association’s own account says 1993. Other sources say the mid "
            "1990s. So this page says “about 1993”.</p>"
        ),
        related=("about",),
    ),
    Milestone(
        key="south-of-england",
        title="Training in the South of England",
        date="1993-01-01",
        last="2012-12-31",
        precision=DatePrecision.RANGE,
        picture="south-england",
        summary=(
            "Some time in these years VIG training is offered in the South of England too, at first with "
            "Hampshire and Brighton."
        ),
        body=(
            "<p>VIG training was also offered in the South of England. At the start this was with the "
            "educational psychology services of Hampshire and Brighton.</p>"
            "<p>How sure is the date? The account gives none. The years shown here are only the limits: "
            "after VIG came to the UK, and before the last events that the account tells of.</p>"
        ),
    ),
    Milestone(
        key="twelve-supervisors",
        title="Twelve supervisors across Scotland",
        date="1997-01-01",
        precision=DatePrecision.YEAR,
        picture="for-professionals",
        summary="By 1997, twelve educational psychologists across Scotland are trained as VIG supervisors.",
        body=(
            "<p>As part of the programme that began in Tayside, 12 educational psychologists across "
            "Scotland were trained as VIG supervisors by 1997.</p>"
            "<p>A supervisor supports and guides people who are learning to use VIG.</p>"
        ),
        related=("about-training",),
    ),
    Milestone(
        key="local-trainings-in-scotland",
        title="Local trainings in all of Scotland",
        date="1997-01-01",
        precision=DatePrecision.ABOUT,
        picture="training",
        summary=(
            "The new supervisors start local trainings for colleagues, in all local authorities in Scotland."
        ),
        body=(
            "<p>The twelve educational psychologists started local trainings for colleagues in all local "
            "authorities in Scotland. The trainings were for people in:</p><ul><li>health</li><li>social "
            "work</li><li>university courses for educational psychologists</li><li>the voluntary "
            "sector.</li></ul><p>How sure is the date? The account gives none for this step. It tells of it "
            "right after the twelve supervisors, who were trained by 1997.</p>"
        ),
        related=("about-for-professionals",),
    ),
    Milestone(
        key="nspcc-selects-vig",
        title="The NSPCC selects VIG to tackle neglect",
        date="2010-01-01",
        precision=DatePrecision.YEAR,
        picture="hero",
        summary=(
            "VIG is one of two interventions that the NSPCC presents to England’s review of early "
            "interventions."
        ),
        body=(
            "<p>VIG was selected by the NSPCC as one of its two chosen evidence-based interventions to "
            "tackle neglect. The NSPCC was to present them to England’s review of the delivery of early "
            "interventions.</p>"
            "<p>The account names its source as: NSPCC (2010), “The National Society for the Prevention of "
            "Cruelty to Children (NSPCC) Evidence to the independent review of the delivery of early …”. "
            "The title breaks off there in our copy of the account.</p>"
        ),
        related=("about-for-commissioners",),
    ),
    Milestone(
        key="dataprev-selects-vig",
        title="DataPrev selects VIG",
        date="2011-01-01",
        precision=DatePrecision.YEAR,
        picture="for-parents",
        summary="VIG is selected as an evidence-based intervention by DataPrev.",
        body=(
            "<p>The account says that VIG was selected as an evidence-based intervention by DataPrev "
            "(2011), “Mental health prevention focusing on parenting”. The authors of the account looked it "
            "up on 3 January 2011.</p>"
            "<p>They give this address: http://www.dataprevproject.net/Parenting_and_Early_Years (it had a "
            "slip in it, which we have mended). The page may no longer be there, so it is no link here.</p>"
            "<p>A paper from the DataPrev project came out in the same year: Stewart-Brown and "
            "Schrader-McMillan (2011), <i>Health Promotion International</i> 26(suppl 1), i10–i28, "
            '<a href="https://doi.org/10.1093/heapro/dar056">doi.org/10.1093/heapro/dar056</a>.</p>'
        ),
        related=("about-for-commissioners",),
    ),
    Milestone(
        key="first-uk-book",
        title="The first UK book on VIG",
        date="2011-01-01",
        precision=DatePrecision.YEAR,
        picture="first-book",
        summary="Three educational psychologists edit the first UK book on Video Interaction Guidance.",
        body=(
            "<p>The book is <i>Video Interaction Guidance: A Relationship-Based Intervention to Promote "
            "Attunement, Empathy and Wellbeing</i>. Hilary Kennedy, Miriam Landor and Liz Todd, three "
            "educational psychologists, edited it. Jessica Kingsley published it in 2011.</p>"
            "<p>The association’s account says that there is a growing evidence base for the effectiveness "
            "of relatively short sensitivity-focused interventions with parents, using video feedback in an "
            "attuned way. This is described and discussed in the book.</p>"
        ),
        source="Kennedy, Landor and Todd (editors), Video Interaction Guidance, Jessica Kingsley, 2011",
        related=("about-for-professionals", "about-for-commissioners"),
    ),
    Milestone(
        key="association-set-up",
        title="AVIGuk is set up",
        date="2012-01-01",
        precision=DatePrecision.YEAR,
        picture="news-standards",
        summary="The Association for Video Interaction Guidance UK is set up as an incorporated charity.",
        body=(
            "<p>AVIGuk was set up in 2012 as an incorporated charity. Supervisors are its members and its "
            "trustees.</p>"
            "<p>It supports practice by producing training materials, setting standards and accrediting "
            "guiders (also called practitioners) and supervisors.</p>"
        ),
        source="The association’s public pages",
        related=("about-who-we-are",),
    ),
    Milestone(
        key="nice-early-years",
        title="NICE guidance on the early years",
        date="2012-10-24",
        precision=DatePrecision.DAY,
        picture="nice-guideline",
        summary=(
            "NICE publishes “Social and emotional wellbeing: early years”. The association’s own "
            "account says that it recommends VIG."
        ),
        body=(
            "<p>NICE published its guideline PH40, <i>Social and emotional wellbeing: early years</i>, on "
            "24 October 2012.</p>"
            "<p>The association’s own account says that VIG is recommended in this guidance, through "
            "political, practice and research activity by a team of educational psychologists. Please read "
            "the recommendations in NICE’s own words.</p>"
        ),
        source="NICE guideline PH40; that VIG is recommended in it: AVIGuk, “About VIG”",
        source_url="https://www.nice.org.uk/guidance/ph40",
        related=("about-for-commissioners",),
    ),
    Milestone(
        key="a-thousand-practitioners",
        title="A hundred supervisors, a thousand practitioners",
        date="2012-10-31",
        precision=DatePrecision.ABOUT,
        picture="spread",
        summary=(
            "The first projects have grown to 100 AVIGuk supervisors and more than 1,000 AVIGuk "
            "practitioners."
        ),
        body=(
            "<p>From the seedcorn projects in Scotland and the South of England sprang 100 AVIGuk "
            "supervisors and more than 1,000 AVIGuk practitioners. Over half of the AVIGuk supervisors were "
            "educational psychologists.</p>"
            "<p>How sure is the date? The account gives none for these numbers. The last event that it "
            "names is of October 2012, so they are shown as of about 2012. They are due to be brought up to "
            "date.</p>"
        ),
        related=("about-who-we-are",),
    ),
    Milestone(
        key="twenty-doctoral-theses",
        title="Twenty doctoral theses",
        date="2012-10-31",
        precision=DatePrecision.ABOUT,
        picture="research-theses",
        summary=(
            "Over ten years, educational psychologists in training write 20 doctoral theses on the impact "
            "of VIG."
        ),
        body=(
            "<p>The account says that 20 doctoral theses have been written by educational psychologists in "
            "training over the last 10 years, on the impact of VIG interventions.</p>"
            "<p>How sure is the date? The account gives no date for “the last 10 years”, and no list of the "
            "theses. The last event that it names is of October 2012.</p>"
        ),
        related=("about-for-commissioners",),
    ),
    Milestone(
        key="special-issue",
        title="A special issue on VIG",
        date="2014-01-01",
        precision=DatePrecision.YEAR,
        picture="history-tayside",
        summary="The journal “Educational Psychology in Scotland” gives an issue to VIG.",
        body=(
            "<p><i>Educational Psychology in Scotland</i>, volume 15, number 1, was a special issue on VIG. "
            "It came out in spring 2014.</p>"
        ),
        source="Educational Psychology in Scotland 15(1), Spring 2014",
        related=("about-for-professionals",),
    ),
    Milestone(
        key="book-on-verp",
        title="A book on VIG for professionals’ own practice",
        date="2015-01-01",
        precision=DatePrecision.YEAR,
        picture="for-professionals",
        summary=(
            "The editors of the first book publish a second one, on Video Enhanced Reflective Practice "
            "(VERP)."
        ),
        body=(
            "<p>Hilary Kennedy, Miriam Landor and Liz Todd edited <i>Video Enhanced Reflective "
            "Practice</i>, published by Jessica Kingsley in 2015 (ISBN 9781849054102).</p>"
            "<p>Video Enhanced Reflective Practice, or VERP, is the same approach as VIG, for "
            "professionals.</p>"
        ),
        source=(
            "Kennedy, Landor and Todd (editors), Video Enhanced Reflective Practice, Jessica Kingsley, 2015"
        ),
        related=("about-for-professionals",),
    ),
    Milestone(
        key="nice-childrens-attachment",
        title="NICE guideline on children’s attachment",
        date="2015-11-25",
        precision=DatePrecision.DAY,
        picture="nice-guideline",
        summary="NICE publishes its guideline “Children’s attachment”.",
        body=(
            "<p>NICE published its guideline NG26, <i>Children’s attachment</i>, on 25 November 2015. "
            "Please read its recommendations in NICE’s own words: we do not sum them up here.</p>"
        ),
        source="NICE guideline NG26",
        source_url="https://www.nice.org.uk/guidance/ng26",
        related=("about-for-commissioners",),
    ),
    Milestone(
        key="cochrane-review",
        title="A Cochrane review of video feedback",
        date="2019-11-01",
        precision=DatePrecision.MONTH,
        picture="for-commissioners",
        summary="Researchers bring together 22 trials of video feedback with parents of young children.",
        body=(
            "<p>O’Hara and others reviewed 22 trials with 1,889 parent and child pairs or families. They "
            "found that video feedback may improve parental sensitivity (moderate certainty). Results on "
            "attachment security were mixed, and there was no evidence of an effect on children’s behaviour "
            "(both very low certainty). There was no evidence of less stress or anxiety (low certainty).</p>"
            "<p>The review is about video feedback in general. VIG is one form of it.</p>"
        ),
        source="O’Hara and others, Cochrane Database of Systematic Reviews, 2019",
        source_url="https://doi.org/10.1002/14651858.CD012348.pub2",
        related=("about-for-commissioners",),
    ),
]
