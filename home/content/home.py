"""The front page."""

from .blocks import Block, Link, figure, pages, text

TITLE = "AVIGuk"
SEO_TITLE = "Video Interaction Guidance in the UK"
SUMMARY = (
    "AVIGuk is the Association for Video Interaction Guidance UK. Read what VIG is, how to get it, how to "
    "train, and what the evidence says."
)
HERO_TITLE = "Seeing what already goes well"
HERO_TEXT = (
    "Video Interaction Guidance (VIG) helps people who matter to each other. Together with a trained "
    "practitioner they watch short clips of their best moments, and build on them."
)
#: label, first-content key of the page
BUTTONS = [
    ("What is VIG?", "about"),
    ("How to get it", "about-for-parents"),
    ("Train with us", "about-for-professionals"),
]
WAYS_IN_HEADING = "Where would you like to start?"
WAYS_IN = ["about-for-parents", "about-for-professionals", "about-for-commissioners"]
FEATURED_EVIDENCE = [
    "evidence-cochrane-review-of-video-feedback",
    "evidence-child-neglect-and-vig",
    "evidence-nice-ng26-childrens-attachment",
]
FEATURED_MILESTONES = ["history-vig-comes-to-the-uk", "history-first-uk-book", "history-nice-early-years"]
FIGURES_HEADING = "VIG in the UK, in figures"

#: The account has no date; the last event that it names is of October 2012.
AS_AT = "2012-10-01"
SOURCE = "The association’s own “About VIG” account, which gives no date. Due to be brought up to date."

FIGURES = [
    figure("100", "AVIGuk supervisors, over half of them educational psychologists", AS_AT, "about", SOURCE),
    figure("1,000+", "AVIGuk practitioners", AS_AT, "about", SOURCE),
    figure("20", "doctoral theses on the impact of VIG, written over ten years", AS_AT, "about", SOURCE),
]


def body(link: Link, ways_in: list[int]) -> list[Block]:
    return [
        text(
            "AVIGuk is the Association for Video Interaction Guidance UK. We set the standards for VIG, "
            "produce training materials, and accredit the people who practise and supervise it. "
            f"{link('about-who-we-are', 'Who we are')}",
        ),
        pages(WAYS_IN_HEADING, ways_in),
    ]
