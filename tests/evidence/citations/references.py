"""References as a person would note them down, one for each kind; the expectations stand in the tests."""


def person(family, given):
    return {"family": family, "given": given}


def body(name):
    return {"literal": name}


NICE = body("National Institute for Health and Care Excellence")
EDITORS = [person("Kennedy", "Hilary"), person("Landor", "Miriam"), person("Todd", "Liz")]

ARTICLE = {
    "type": "article-journal",
    "title": "Video feedback in widescreen: A meta-analysis of family programs",
    "author": [person("Fukkink", "Ruben G.")],
    "issued": {"date-parts": [[2008]]},
    "container-title": "Clinical Psychology Review",
    "volume": "28",
    "issue": "6",
    "page": "904-916",
    "DOI": "10.1016/j.cpr.2008.01.003",
}
THREE_AUTHORS = {
    "type": "article-journal",
    "title": "Less is more: Meta-analyses of sensitivity and attachment interventions in early childhood",
    "author": [
        person("Bakermans-Kranenburg", "Marian J."),
        person("van IJzendoorn", "Marinus H."),
        person("Juffer", "Femmie"),
    ],
    "issued": {"date-parts": [[2003, 3]]},
    "container-title": "Psychological Bulletin",
    "volume": "129",
    "issue": "2",
    "page": "195-215",
    "DOI": "10.1037/0033-2909.129.2.195",
}
REVIEW = {
    "type": "article-journal",
    "title": "Video feedback for parental sensitivity and attachment security in children under five years",
    "author": [
        person("O'Hara", "Leeanne"),
        person("Smith", "Emily R."),
        person("Barlow", "Jane"),
        person("Livingstone", "Nuala"),
    ],
    "issued": {"date-parts": [[2019, 11, 29]]},
    "container-title": "Cochrane Database of Systematic Reviews",
    "volume": "2019",
    "issue": "11",
    "number": "CD012348",
    "DOI": "10.1002/14651858.CD012348.pub2",
}
PROTOCOL = {
    "type": "article-journal",
    "title": "Evaluating the effectiveness of VIG for parents of premature infants: Study protocol",
    "author": [person("Tooten", "Anneke"), person("Hoffenkamp", "Hannah N.")],
    "issued": {"date-parts": [[2012]]},
    "container-title": "BMC Pediatrics",
    "volume": "12",
    "page": "76",
    "DOI": "10.1186/1471-2431-12-76",
}
BOOK = {
    "type": "book",
    "title": "Attachment in practice",
    "author": [person("Barlow", "Jane")],
    "issued": {"date-parts": [[2015]]},
    "edition": "2",
    "publisher": "Jessica Kingsley",
    "publisher-place": "London",
}
EDITED_BOOK = {
    "type": "book",
    "title": "Video Interaction Guidance: A relationship-based intervention",
    "editor": EDITORS,
    "issued": {"date-parts": [[2011]]},
    "publisher": "Jessica Kingsley",
    "publisher-place": "London",
    "ISBN": "9781849051804",
}
CHAPTER = {
    "type": "chapter",
    "title": "How and why does VIG work?",
    "author": [person("Cross", "Jenny"), person("Kennedy", "Hilary")],
    "editor": EDITORS,
    "issued": {"date-parts": [[2011]]},
    "container-title": "Video Interaction Guidance",
    "publisher": "Jessica Kingsley",
    "publisher-place": "London",
    "page": "58-81",
}
THESIS = {
    "type": "thesis",
    "title": "Exploring the use of VIG",
    "author": [person("McKeating", "Claire")],
    "issued": {"date-parts": [[2018]]},
    "genre": "Doctoral thesis",
    "publisher": "University College London",
    "URL": "https://discovery.ucl.ac.uk/id/eprint/1",
}
REPORT = {
    "type": "report",
    "title": "Child neglect and Video Interaction Guidance",
    "author": [person("Whalley", "Patrick"), person("Williams", "Mike")],
    "issued": {"date-parts": [[2015]]},
    "publisher": "NSPCC",
    "publisher-place": "London",
}
GUIDELINE = {
    "type": "report",
    "title": "Children's attachment",
    "author": [NICE],
    "issued": {"date-parts": [[2015, 11, 25]]},
    "genre": "NICE guideline",
    "number": "NG26",
    "publisher": NICE["literal"],
    "URL": "https://www.nice.org.uk/guidance/ng26",
    "accessed": {"date-parts": [[2026, 11, 23]]},
}
SPECIAL_ISSUE = {
    "type": "periodical",
    "title": "Video Interaction Guidance",
    "editor": [person("Landor", "Miriam")],
    "issued": {"date-parts": [[2014]], "season": 1},
    "container-title": "Educational Psychology in Scotland",
    "volume": "15",
    "issue": "1",
}
WEBPAGE = {
    "type": "webpage",
    "title": "About VIG",
    "author": [body("AVIGuk")],
    "URL": "https://www.videointeractionguidance.net/about",
    "accessed": {"date-parts": [[2026, 11, 23]]},
}

CONFERENCE_PAPER = {
    "type": "paper-conference",
    "title": "Filming at home",
    "author": [person("Todd", "Liz")],
    "issued": {"date-parts": [[2010]]},
    "container-title": "Proceedings of the conference on video feedback",
    "publisher": "AVIGuk",
    "publisher-place": "Dundee",
    "page": "1-9",
}

ALL = {
    "article": ARTICLE,
    "three authors": THREE_AUTHORS,
    "review": REVIEW,
    "protocol": PROTOCOL,
    "book": BOOK,
    "edited book": EDITED_BOOK,
    "chapter": CHAPTER,
    "thesis": THESIS,
    "report": REPORT,
    "guideline": GUIDELINE,
    "special issue": SPECIAL_ISSUE,
    "webpage": WEBPAGE,
    "conference paper": CONFERENCE_PAPER,
}
