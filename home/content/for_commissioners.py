"""VIG for commissioners: the evidence, with its strength and its limits.

Only publications that can be read, in words no stronger than theirs; what the association's own account alone
says is marked so.
"""

from .blocks import Block, Link, bullets, callout, doi, heading, outside, table, text

TITLE = "VIG for commissioners: the evidence"
SUMMARY = (
    "What research has found about video feedback and VIG, how sure we can be of it, and where its limits "
    "are."
)
REVIEWED = (
    "This page was written and last reviewed in November 2026. Its next review is due in November 2027."
)

NICE_PH40 = "https://www.nice.org.uk/guidance/ph40"
NICE_NG26 = "https://www.nice.org.uk/guidance/ng26"


def body(link: Link) -> list[Block]:
    return [
        *_in_short(link),
        *_reviews(link),
        *_studies(link),
        *_guidance(link),
        *_books(link),
        *_limits(link),
    ]


def _in_short(link: Link) -> list[Block]:
    return [
        callout(
            "In short",
            "Video feedback may help parents to respond more sensitively to their child: the certainty of "
            "that finding is moderate. The same review found mixed results on attachment security, no "
            "evidence of an effect on children’s behaviour, and no evidence of less stress or anxiety. Most "
            "of the pooled research is about video feedback in general, of which VIG is one form.",
            tone="important",
        ),
        text(
            REVIEWED,
            f"If VIG is new to you, start with {link('about', 'what VIG is')}. "
            f"{link('evidence', 'The evidence list')} has every item below with its limits and its "
            f"reference.",
        ),
    ]


def _reviews(link: Link) -> list[Block]:
    return [
        heading("Reviews that bring many studies together"),
        heading("Cochrane review, 2019", "h3"),
        text(
            f"{link('evidence-cochrane-review-of-video-feedback', 'O’Hara and others (November 2019)')} "
            "reviewed 22 trials of video feedback, with 1,889 parent and child pairs or families. The "
            "children were under five, and at risk of poor attachment. "
            f"{doi('10.1002/14651858.CD012348.pub2')}",
        ),
        table(
            "What the Cochrane review found",
            ["Outcome", "Finding", "Certainty of the evidence"],
            ["Parental sensitivity", "Video feedback may improve it", "Moderate"],
            ["Attachment security", "Mixed results", "Very low"],
            ["Children’s behaviour", "No evidence of an effect", "Very low"],
            ["Parents’ stress or anxiety", "No evidence of less stress or anxiety", "Low"],
        ),
        text(
            "Parental sensitivity is how well a parent notices and answers a child’s signals. Certainty is "
            "the reviewers’ own judgement of how far a finding can be relied on.",
            "<b>Limits:</b> the review is about video feedback as a whole, not about VIG alone, and about "
            "young children only. For three of the four outcomes the certainty is low or very low.",
        ),
        heading("Fukkink, 2008", "h3"),
        text(
            "“"
            + link(
                "evidence-video-feedback-in-widescreen",
                "Video feedback in widescreen: a meta-analysis of family programs",
            )
            + "”, <i>Clinical Psychology Review</i> 28(6), 904–916. It brings together 29 studies with 1,844 "
            "families. "
            f"{doi('10.1016/j.cpr.2008.01.003')}",
            "<b>Limits:</b> it is about family programmes with video feedback in general, and does not "
            "include anything published since.",
        ),
        heading("Bakermans-Kranenburg, van IJzendoorn and Juffer, 2003", "h3"),
        text(
            f"“{link('evidence-less-is-more', 'Less is more')}”, <i>Psychological Bulletin</i> 129(2), "
            f"195–215. {doi('10.1037/0033-2909.129.2.195')}",
            "<b>Limits:</b> it is not specific to VIG.",
        ),
    ]


def _studies(link: Link) -> list[Block]:
    return [
        heading("Single studies"),
        text(
            "These are listed so that you can read them at their source. One study alone can’t settle a "
            "question.",
            bullets(
                f"{link('evidence-child-neglect-and-vig', 'Whalley and Williams (2015)')}, <i>Child neglect "
                "and Video Interaction Guidance</i>, NSPCC. "
                "<b>Limits:</b> an evaluation of a service, not a randomised trial.",
                f"{link('evidence-kennedy-ball-and-barlow-2017', 'Kennedy, Ball and Barlow (2017)')}, "
                "<i>Clinical Child Psychology and Psychiatry</i> 22(3), "
                f"500–517. {doi('10.1177/1359104517704026')}",
                f"{link('evidence-chakkalackal-and-others-2021', 'Chakkalackal and others (2021)')}, "
                f"<i>Journal of Mental Health Training, Education and Practice</i> 16(5), 396–409. "
                f"{doi('10.1108/JMHTEP-08-2020-0053')}",
                f"{link('evidence-trial-protocol-premature-infants', 'Tooten and others (2012)')}, <i>BMC "
                f"Pediatrics</i> 12:76. {doi('10.1186/1471-2431-12-76')} "
                "<b>Limits:</b> the plan of a trial, without its results.",
                f"{link('evidence-mckeating-2018', 'McKeating (2018)')}, doctoral thesis, UCL.",
            ),
        ),
        heading("Doctoral theses", "h3"),
        text(
            "The association’s own account says that educational psychologists in training wrote "
            f"{link('evidence-twenty-doctoral-theses', '20 doctoral theses')} on the impact of VIG "
            f"interventions over ten years. It gives no list of them "
            "and no date; the last event that it names is of October 2012.",
        ),
    ]


def _guidance(link: Link) -> list[Block]:
    return [
        heading("Guidance and policy"),
        text(
            bullets(
                f"{link('evidence-nice-ph40-early-years', 'NICE guideline PH40')}, "
                f"{outside(NICE_PH40, '<i>Social and emotional wellbeing: early years</i>')} (24 October "
                "2012). The association’s own account says that VIG is recommended in it.",
                f"{link('evidence-nice-ng26-childrens-attachment', 'NICE guideline NG26')}, "
                f"{outside(NICE_NG26, '<i>Children’s attachment</i>')} (25 November "
                "2015).",
                link(
                    "evidence-dataprev-parenting-for-mental-health",
                    "Stewart-Brown and Schrader-McMillan (2011)",
                )
                + ", from the DataPrev project, <i>Health Promotion "
                f"International</i> 26(suppl 1), i10–i28. {doi('10.1093/heapro/dar056')}",
            ),
            "Please read the recommendations in NICE’s own words: they say for whom they are meant, and "
            "when.",
        ),
        heading("What only the association’s own account says", "h3"),
        text(
            bullets(
                f"{link('evidence-dataprev-2011-selection', 'DataPrev selected VIG')} as an evidence-based "
                "intervention (2011, “Mental health prevention focusing on parenting”, accessed on 3 January "
                "2011).",
                link("evidence-nspcc-evidence-to-the-review-of-early-interventions", "The NSPCC selected VIG")
                + " "
                "as one of its two chosen evidence-based interventions to tackle neglect, to present to "
                "England’s review of the delivery of early interventions (2010).",
            ),
            f"{link('history', 'Our history')} tells more about both. We repeat them with their source, so "
            "that you can weigh them yourself.",
        ),
    ]


def _books(link: Link) -> list[Block]:
    return [
        heading("Books and journals"),
        text(
            "The association’s account says that there is a growing evidence base for the effectiveness of "
            "relatively short sensitivity-focused interventions with parents using video feedback in an "
            "attuned way. It is described and discussed in the first of these books.",
            bullets(
                f"{link('evidence-video-interaction-guidance-the-book', 'Kennedy, Landor and Todd')} "
                f"(editors, 2011), <i>Video Interaction Guidance: A "
                "Relationship-Based Intervention to Promote Attunement, Empathy and Wellbeing</i>, Jessica "
                "Kingsley.",
                f"{link('evidence-video-enhanced-reflective-practice', 'Kennedy, Landor and Todd')} "
                f"(editors, 2015), <i>Video Enhanced Reflective Practice</i>, "
                "Jessica Kingsley, ISBN 9781849054102.",
                "<i>Educational Psychology in Scotland</i> 15(1), Spring 2014, "
                + link("evidence-educational-psychology-in-scotland-special-issue", "special issue on VIG")
                + ".",
            ),
            "<b>Limits:</b> a book describes and discusses the evidence. It is not a systematic review.",
        ),
    ]


def _limits(link: Link) -> list[Block]:
    return [
        heading("What to keep in mind"),
        text(
            bullets(
                "A finding about video feedback in general need not hold for VIG in your service.",
                "“No evidence of an effect” does not mean that there is none. It means that the research so "
                "far has not shown one.",
                "We are the association for VIG. Please read the sources, not only our summary.",
                "We leave out findings that we have not been able to check at their source.",
            ),
            f"Have you found a mistake, or a study that is missing? Please {link('contact', 'tell us')}.",
        ),
    ]
