"""Reviews, trials and other studies, and a protocol. Each names its source."""

from evidence.content.shape import AUTHOR, VIDEO_FEEDBACK, VIG, WIDER, Item

STUDIES = [
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
        title="Video feedback in widescreen: A meta-analysis of family programs",
        summary="Brings together 29 studies of family programmes with video feedback.",
        people=((AUTHOR, "Fukkink", "R. G."),),
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
        title="Less is more: Meta-analyses of sensitivity and attachment interventions in early childhood",
        summary="An article on interventions for parents. It is not specific to VIG.",
        people=(
            (AUTHOR, "Bakermans-Kranenburg", "M. J."),
            (AUTHOR, "van IJzendoorn", "M. H."),
            (AUTHOR, "Juffer", "F."),
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
        title="Child neglect and Video Interaction Guidance: An evaluation of an NSPCC service offered to "
        "parents where initial concerns of neglect have been noted",
        summary="The NSPCC’s evaluation of a service that used VIG. It was not a randomised trial.",
        people=((AUTHOR, "Whalley", "Paul"), (AUTHOR, "Williams", "Mike")),
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
        title="How does video interaction guidance contribute to infant and parental mental health and "
        "well-being?",
        summary="An article of 2017. We give its reference, and leave the findings to its authors’ own "
        "words.",
        people=((AUTHOR, "Kennedy", "Hilary"), (AUTHOR, "Ball", "Kevin"), (AUTHOR, "Barlow", "Jane")),
        fields={
            "year": 2017,
            "container_title": "Clinical Child Psychology and Psychiatry",
            "volume": "22",
            "issue": "3",
            "pages": "500–517",
            "doi": "10.1177/1359104517704026",
            "scope": VIG,
            "limits": "<p>One article alone can’t settle a question.</p>",
        },
        topics=("mental-health", "vig-as-a-method"),
    ),
    Item(
        key="chakkalackal-and-others-2021",
        kind="journal-article",
        title="A mixed-method evaluation of video interaction guidance (VIG) delivered by early-years "
        "workers in a socially disadvantaged urban community",
        summary="An article of 2021. We give its reference, and leave the findings to its authors’ own "
        "words.",
        people=(
            (AUTHOR, "Chakkalackal", "Lauren"),
            (AUTHOR, "Rosan", "Camilla"),
            (AUTHOR, "Corfield", "Freya"),
            (AUTHOR, "Stavrou", "Stavros"),
            (AUTHOR, "Kennedy", "Hilary"),
            (AUTHOR, "Bou", "Camille"),
            (AUTHOR, "Breedvelt", "Josefien"),
        ),
        fields={
            "year": 2021,
            "container_title": "Journal of Mental Health Training, Education and Practice",
            "volume": "16",
            "issue": "5",
            "pages": "396–409",
            "doi": "10.1108/JMHTEP-08-2020-0053",
            "scope": VIG,
            "limits": "<p>One study alone can’t settle a question.</p>",
        },
        topics=("mental-health", "early-years"),
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
            "issue": "Suppl. 1",
            "pages": "i10–i28",
            "doi": "10.1093/heapro/dar056",
            "scope": WIDER,
            "limits": "<p>It is about parenting and mental health as a whole. That VIG was selected by "
            "DataPrev is what the association’s own page says: please look in the paper itself.</p>",
        },
        topics=("mental-health", "policy"),
        related=("history-dataprev-selects-vig", "about-for-commissioners"),
    ),
]
