"""Guidelines, books, an issue of a journal and a thesis. Each names its source."""

from evidence.content.shape import AUTHOR, EDITOR, JKP, NICE, VIG, WIDER, Item

EDITORS_OF_THE_BOOKS = (
    (EDITOR, "Kennedy", "Hilary"),
    (EDITOR, "Landor", "Miriam"),
    (EDITOR, "Todd", "Liz"),
)

BOOKS = [
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
            "publisher": NICE,
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
            "publisher": NICE,
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
        title="Video Enhanced Reflective Practice: Professional Development through Attuned Interactions",
        summary="The second book by the editors of the first: on the same approach for professionals (VERP).",
        people=EDITORS_OF_THE_BOOKS,
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
        title="Video Interaction Guidance",
        summary="A whole issue of the journal Educational Psychology in Scotland, of spring 2014.",
        people=(),
        fields={
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
        title="Video Interaction Guidance (VIG): Experiences of parents, teaching assistants, educational "
        "psychologists and children",
        summary="A doctoral thesis of 2018 at UCL. We give its reference, and leave the findings to its "
        "author’s words.",
        people=((AUTHOR, "McKeating", "Rachel"),),
        fields={
            "year": 2018,
            "publisher": "University College London",
            "genre": "Doctoral thesis",
            "web_address": "https://discovery.ucl.ac.uk/id/eprint/10054492",
            "access": "open",
            "scope": VIG,
            "limits": "<p>One study alone can’t settle a question.</p>",
        },
        topics=("vig-as-a-method",),
        related=("history-twenty-doctoral-theses", "about-for-commissioners"),
    ),
]
