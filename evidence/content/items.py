"""The items. Each names its source; what only the association's own page says has that as its source."""

from dataclasses import dataclass, field
from typing import Any

AUTHOR, EDITOR = "author", "editor"
VIG, VIDEO_FEEDBACK, WIDER, UNKNOWN = "vig", "video-feedback", "wider", "unknown"
JKP = "Jessica Kingsley"
NICE = "National Institute for Health and Care Excellence (NICE)"
ACCOUNT_DATE = "The account bears no date itself; the last event that it names is of October 2012."


@dataclass(frozen=True)
class Item:
    """``people``: role, family, given; or role and organisation. ``fields``: as EvidencePage names them."""

    key: str
    kind: str
    title: str
    summary: str
    people: tuple[tuple[str, ...], ...]
    fields: dict[str, Any] = field(default_factory=dict)
    design: str = ""
    topics: tuple[str, ...] = ()
    outcomes: tuple[tuple[str, str, str], ...] = ()
    related: tuple[str, ...] = ("about-for-commissioners",)


EDITORS_OF_THE_BOOKS = (
    (EDITOR, "Kennedy", "Hilary"),
    (EDITOR, "Landor", "Miriam"),
    (EDITOR, "Todd", "Liz"),
)

ITEMS = [
    Item(
        key="cochrane-review-of-video-feedback",
        kind="systematic-review",
        title="Video feedback for parental sensitivity and attachment security in children under five years",
        summary=(
            "A Cochrane review of 22 studies. Video feedback may improve parental sensitivity; for other "
            "outcomes the results are mixed, or there is no evidence of an effect."
        ),
        people=(
            (AUTHOR, "O’Hara", "L."),
            (AUTHOR, "Smith", "E. R."),
            (AUTHOR, "Barlow", "J."),
            (AUTHOR, "Livingstone", "N."),
            (AUTHOR, "Herath", "N. I. N. S."),
            (AUTHOR, "Wei", "Y."),
            (AUTHOR, "Spreckelsen", "T. F."),
            (AUTHOR, "Macdonald", "G."),
        ),
        fields={
            "year": 2019,
            "container_title": "Cochrane Database of Systematic Reviews",
            "doi": "10.1002/14651858.CD012348.pub2",
            "sample": "22 studies, 1,889 parent and child pairs or families",
            "scope": VIDEO_FEEDBACK,
            "found": "<p>Video feedback may improve parental sensitivity (moderate certainty). The results "
            "on attachment security are mixed, and there is no evidence of an effect on child behaviour "
            "(both very low certainty). There is no evidence of less stress or anxiety (low certainty).</p>",
            "limits": "<p>It is about video feedback in general, not about VIG alone. For three of the four "
            "outcomes the certainty is low or very low.</p>",
            "strength_scale": "Certainty of the evidence: high, moderate, low, very low",
            "strength_judge": "The authors of the review",
        },
        design="review-of-studies",
        topics=("parents-and-children", "sensitivity-and-attachment"),
        outcomes=(
            ("Parental sensitivity", "Video feedback may improve it", "Moderate"),
            ("Attachment security", "Mixed results", "Very low"),
            ("Child behaviour", "No evidence of an effect", "Very low"),
            ("Parents’ stress or anxiety", "No evidence of less stress or anxiety", "Low"),
        ),
        related=("history-cochrane-review", "about-for-commissioners"),
    ),
    Item(
        key="video-feedback-in-widescreen",
        kind="meta-analysis",
        title="Video feedback in widescreen: a meta-analysis of family programs",
        summary="Brings together 29 studies of family programmes with video feedback.",
        people=((AUTHOR, "Fukkink", ""),),
        fields={
            "year": 2008,
            "container_title": "Clinical Psychology Review",
            "volume": "28",
            "issue": "6",
            "pages": "904–916",
            "doi": "10.1016/j.cpr.2008.01.003",
            "sample": "29 studies, 1,844 families",
            "scope": VIDEO_FEEDBACK,
            "limits": "<p>It is about family programmes with video feedback in general, not about VIG alone. "
            "It can’t include anything that was published later.</p>",
        },
        design="review-of-studies",
        topics=("parents-and-children",),
    ),
    Item(
        key="less-is-more",
        kind="meta-analysis",
        title="Less is more",
        summary="An article on interventions for parents. It is not specific to VIG.",
        people=(
            (AUTHOR, "Bakermans-Kranenburg", ""),
            (AUTHOR, "van IJzendoorn", ""),
            (AUTHOR, "Juffer", ""),
        ),
        fields={
            "year": 2003,
            "container_title": "Psychological Bulletin",
            "volume": "129",
            "issue": "2",
            "pages": "195–215",
            "doi": "10.1037/0033-2909.129.2.195",
            "scope": WIDER,
            "limits": "<p>It is not specific to VIG.</p>",
        },
        design="review-of-studies",
        topics=("parents-and-children",),
    ),
    Item(
        key="child-neglect-and-vig",
        kind="evaluation",
        title="Child neglect and Video Interaction Guidance",
        summary="The NSPCC’s evaluation of a service that used VIG. It was not a randomised trial.",
        people=((AUTHOR, "Whalley", ""), (AUTHOR, "Williams", "")),
        fields={
            "year": 2015,
            "publisher": "NSPCC",
            "scope": VIG,
            "limits": "<p>It is a service evaluation and was not randomised: it can’t rule out that "
            "something else led to what it saw.</p>",
        },
        design="service-evaluation",
        topics=("neglect", "parents-and-children"),
    ),
    Item(
        key="kennedy-ball-and-barlow-2017",
        kind="journal-article",
        title="Article by Kennedy, Ball and Barlow in Clinical Child Psychology and Psychiatry",
        summary="An article of 2017. We give its reference, and leave the findings to its authors’ own "
        "words.",
        people=((AUTHOR, "Kennedy", ""), (AUTHOR, "Ball", ""), (AUTHOR, "Barlow", "")),
        fields={
            "is_titled_by_us": True,
            "year": 2017,
            "container_title": "Clinical Child Psychology and Psychiatry",
            "volume": "22",
            "issue": "3",
            "pages": "500–517",
            "doi": "10.1177/1359104517704026",
            "scope": UNKNOWN,
            "limits": "<p>One study alone can’t settle a question.</p>",
        },
    ),
    Item(
        key="chakkalackal-and-others-2021",
        kind="journal-article",
        title="Article by Chakkalackal and others in the Journal of Mental Health Training",
        summary="An article of 2021. We give its reference, and leave the findings to its authors’ own "
        "words.",
        people=((AUTHOR, "Chakkalackal", ""), (AUTHOR, "others")),
        fields={
            "is_titled_by_us": True,
            "year": 2021,
            "container_title": "Journal of Mental Health Training, Education and Practice",
            "volume": "16",
            "issue": "5",
            "pages": "396–409",
            "doi": "10.1108/JMHTEP-08-2020-0053",
            "scope": UNKNOWN,
            "limits": "<p>One study alone can’t settle a question.</p>",
        },
        topics=("mental-health",),
    ),
    Item(
        key="trial-protocol-premature-infants",
        kind="protocol",
        title="The effectiveness of video interaction guidance in parents of premature infants: A "
        "multicenter randomised controlled trial",
        summary="The plan of a trial. It was written before there were results, so it has none.",
        people=(
            (AUTHOR, "Tooten", "A."),
            (AUTHOR, "Hoffenkamp", "H. N."),
            (AUTHOR, "Hall", "R. A. S."),
            (AUTHOR, "Winkel", "F. W."),
            (AUTHOR, "Eliëns", "M."),
            (AUTHOR, "Vingerhoets", "A. J. J. M."),
            (AUTHOR, "van Bakel", "H. J. A."),
        ),
        fields={
            "year": 2012,
            "container_title": "BMC Pediatrics",
            "volume": "12",
            "number": "76",
            "doi": "10.1186/1471-2431-12-76",
            "access": "open",
            "scope": VIG,
            "limits": "<p>It is the plan of a trial, without its results. It can’t tell whether VIG "
            "works.</p>",
        },
        design="randomised-trial",
        topics=("parents-and-children",),
    ),
    Item(
        key="dataprev-parenting-for-mental-health",
        kind="journal-article",
        title="Parenting for mental health: what does the evidence say we need to do? Report of Workpackage "
        "2 of the DataPrev project",
        summary="The paper of the European project that the association’s “About VIG” page calls Dataprev.",
        people=((AUTHOR, "Stewart-Brown", "S. L."), (AUTHOR, "Schrader-McMillan", "A.")),
        fields={
            "year": 2011,
            "container_title": "Health Promotion International",
            "volume": "26",
            "issue": "suppl 1",
            "pages": "i10–i28",
            "doi": "10.1093/heapro/dar056",
            "scope": WIDER,
            "limits": "<p>It is about parenting and mental health as a whole. That VIG was selected by "
            "DataPrev is what the association’s own page says: please look in the paper itself.</p>",
        },
        topics=("mental-health", "policy"),
        related=("history-dataprev-selects-vig", "about-for-commissioners"),
    ),
    Item(
        key="nice-ph40-early-years",
        kind="guideline",
        title="Social and emotional wellbeing: early years",
        summary="NICE’s guideline PH40. The association’s own page says that VIG is recommended in it.",
        people=((AUTHOR, NICE),),
        fields={
            "year": 2012,
            "date": "2012-10-24",
            "precision": "day",
            "publisher": "NICE",
            "number": "PH40",
            "genre": "NICE guideline",
            "web_address": "https://www.nice.org.uk/guidance/ph40",
            "access": "open",
            "scope": WIDER,
            "limits": "<p>A guideline is not a study. That VIG is recommended in it is what the "
            "association’s own page says: please read the recommendations in NICE’s own words, for whom they "
            "are meant, and when.</p>",
        },
        design="guidance",
        topics=("policy", "early-years", "mental-health"),
        related=("history-nice-early-years", "about-for-commissioners"),
    ),
    Item(
        key="nice-ng26-childrens-attachment",
        kind="guideline",
        title="Children’s attachment",
        summary="NICE’s guideline NG26. We leave its recommendations to its own words.",
        people=((AUTHOR, NICE),),
        fields={
            "year": 2015,
            "date": "2015-11-25",
            "precision": "day",
            "publisher": "NICE",
            "number": "NG26",
            "genre": "NICE guideline",
            "web_address": "https://www.nice.org.uk/guidance/ng26",
            "access": "open",
            "scope": WIDER,
            "limits": "<p>A guideline is not a study. Please read in NICE’s own words what it recommends, "
            "for whom and when.</p>",
        },
        design="guidance",
        topics=("policy", "sensitivity-and-attachment"),
        related=("history-nice-childrens-attachment", "about-for-commissioners"),
    ),
    Item(
        key="video-interaction-guidance-the-book",
        kind="book",
        title="Video Interaction Guidance: A Relationship-Based Intervention to Promote Attunement, Empathy "
        "and Wellbeing",
        summary="The first UK book on VIG, edited by three educational psychologists.",
        people=EDITORS_OF_THE_BOOKS,
        fields={
            "year": 2011,
            "publisher": JKP,
            "scope": VIG,
            "found": "<p>The association’s own page says that there is a growing evidence base for the "
            "effectiveness of relatively short, sensitivity-focused interventions with parents that use "
            "video feedback in an attuned way, and that the book describes and discusses it.</p>",
            "limits": "<p>A book describes and discusses the evidence. It is not a systematic review.</p>",
        },
        topics=("vig-as-a-method",),
        related=("history-first-uk-book", "about-for-professionals", "about-for-commissioners"),
    ),
    Item(
        key="video-enhanced-reflective-practice",
        kind="book",
        title="Video Enhanced Reflective Practice",
        summary="The second book by the editors of the first: on the same approach for professionals (VERP).",
        people=(
            (EDITOR, "Kennedy", ""),
            (EDITOR, "Landor", ""),
            (EDITOR, "Todd", ""),
        ),
        fields={
            "year": 2015,
            "publisher": JKP,
            "isbn": "9781849054102",
            "scope": VIG,
            "limits": "<p>A book describes and discusses the evidence. It is not a systematic review.</p>",
        },
        topics=("professional-practice", "vig-as-a-method"),
        related=("history-book-on-verp", "about-for-professionals"),
    ),
    Item(
        key="educational-psychology-in-scotland-special-issue",
        kind="journal-article",
        title="Special issue on Video Interaction Guidance",
        summary="A whole issue of the journal Educational Psychology in Scotland, of spring 2014.",
        people=(),
        fields={
            "is_titled_by_us": True,
            "year": 2014,
            "season": 1,
            "container_title": "Educational Psychology in Scotland",
            "volume": "15",
            "issue": "1",
            "genre": "Special issue",
            "scope": VIG,
            "limits": "<p>An issue holds several articles. Each has to be weighed by itself.</p>",
        },
        topics=("vig-as-a-method",),
        related=("history-special-issue", "about-for-professionals"),
    ),
    Item(
        key="mckeating-2018",
        kind="thesis",
        title="Doctoral thesis by McKeating, UCL",
        summary="A doctoral thesis of 2018. We give its reference, and leave the findings to its author’s "
        "words.",
        people=((AUTHOR, "McKeating", ""),),
        fields={
            "is_titled_by_us": True,
            "year": 2018,
            "publisher": "UCL",
            "genre": "Doctoral thesis",
            "scope": UNKNOWN,
            "limits": "<p>One study alone can’t settle a question.</p>",
        },
        related=("history-twenty-doctoral-theses", "about-for-commissioners"),
    ),
    # What only the association's own page vouches for.
    Item(
        key="twenty-doctoral-theses",
        kind="thesis",
        title="Twenty doctoral theses on the impact of VIG interventions",
        summary="The association’s own page says that they were written over ten years. It gives no list of "
        "them.",
        people=((AUTHOR, "Educational psychologists in training"),),
        fields={
            "is_titled_by_us": True,
            "genre": "Doctoral theses",
            "scope": VIG,
            "vouching": "association",
            "vouching_note": "“20 Doctoral theses have been written by EPs in training over the last 10 "
            "years on "
            f"the impact of VIG interventions.” EPs are educational psychologists. {ACCOUNT_DATE}",
            "limits": "<p>Without a list, nobody can look up what the theses found.</p>",
        },
        topics=("vig-as-a-method",),
        related=("history-twenty-doctoral-theses", "about-for-commissioners"),
    ),
    Item(
        key="nspcc-evidence-to-the-review-of-early-interventions",
        kind="report",
        title="The National Society for the Prevention of Cruelty to Children (NSPCC) Evidence to the "
        "independent review of the delivery of early …",
        summary=(
            "The association’s own page says that the NSPCC chose VIG as one of two evidence-based "
            "interventions to tackle neglect."
        ),
        people=((AUTHOR, "NSPCC"),),
        fields={
            "year": 2010,
            "scope": WIDER,
            "vouching": "association",
            "vouching_note": "VIG was selected by the NSPCC as one of its two chosen evidence-based "
            "interventions to tackle neglect, to present to England’s review of the delivery of early "
            "interventions. The title "
            f"breaks off there in our copy of the account. {ACCOUNT_DATE}",
            "limits": "<p>We have not seen the NSPCC’s text itself. That something was chosen does not say "
            "how well it works.</p>",
        },
        topics=("neglect", "policy"),
        related=("history-nspcc-selects-vig", "about-for-commissioners"),
    ),
    Item(
        key="dataprev-2011-selection",
        kind="report",
        title="Mental health prevention focusing on parenting",
        summary="The association’s own page says that DataPrev selected VIG as an evidence-based "
        "intervention.",
        people=((AUTHOR, "Dataprev"),),
        fields={
            "year": 2011,
            "accessed": "2011-01-03",
            "scope": WIDER,
            "vouching": "association",
            "vouching_note": "VIG was selected as an evidence-based intervention by Dataprev (2011), “Mental "
            "health prevention focusing on parenting”, accessed on 3 January 2011 at "
            "http://www.dataprevproject.net/Parenting_and_Early_Years (a slip in the address is mended). The "
            "page "
            f"may no longer be there. {ACCOUNT_DATE}",
            "limits": "<p>We have not seen the page of the project itself. A paper of the project is listed "
            "as an item of its own.</p>",
        },
        topics=("mental-health", "policy"),
        related=("history-dataprev-selects-vig", "about-for-commissioners"),
    ),
]
