"""Kinds, topics, study designs, and the glossary."""

from evidence.models import EvidenceKind

Csl, Details = EvidenceKind.CslType, EvidenceKind.Details

#: slug, name, cited as, details to ask for, what imports of that type become
KINDS = [
    ("systematic-review", "Systematic review", Csl.ARTICLE, Details.JOURNAL, False),
    ("meta-analysis", "Meta-analysis", Csl.ARTICLE, Details.JOURNAL, False),
    ("trial", "Trial", Csl.ARTICLE, Details.JOURNAL, False),
    ("evaluation", "Evaluation", Csl.REPORT, Details.REPORT, False),
    ("qualitative-study", "Qualitative study", Csl.ARTICLE, Details.JOURNAL, False),
    ("protocol", "Protocol (the plan of a study)", Csl.ARTICLE, Details.JOURNAL, False),
    ("journal-article", "Journal article", Csl.ARTICLE, Details.JOURNAL, True),
    ("guideline", "Guideline", Csl.REPORT, Details.REPORT, False),
    ("report", "Report", Csl.REPORT, Details.REPORT, True),
    ("book", "Book", Csl.BOOK, Details.BOOK, True),
    ("chapter", "Chapter of a book", Csl.CHAPTER, Details.CHAPTER, True),
    ("thesis", "Thesis", Csl.THESIS, Details.THESIS, True),
]
#: slug, name
TOPICS = [
    ("parents-and-children", "Parents and children"),
    ("sensitivity-and-attachment", "Sensitivity and attachment"),
    ("neglect", "Neglect"),
    ("mental-health", "Mental health and wellbeing"),
    ("early-years", "Early years"),
    ("policy", "Guidance and policy"),
    ("professional-practice", "Professionals’ own practice"),
    ("vig-as-a-method", "VIG as a method"),
]
#: slug, name, explanation
DESIGNS = [
    (
        "review-of-studies",
        "Review of studies",
        "Brings many studies together, and says what they find in all.",
    ),
    (
        "randomised-trial",
        "Randomised controlled trial",
        "Chance decides who gets the help, so that the groups can be compared fairly.",
    ),
    (
        "service-evaluation",
        "Service evaluation",
        "Looks at what happened to the people who used a service. Nobody was chosen by chance, so other "
        "causes can’t be ruled out.",
    ),
    ("guidance", "Guidance", "Recommendations that a body has drawn from evidence. Not a study itself."),
]
GLOSSARY = {
    "attachment security": "How safe a child feels with a parent or carer, and how far the child turns to "
    "them for comfort.",
    "certainty": "How far those who weighed the evidence think that a finding can be relied on. With low "
    "certainty, new studies may well change it.",
    "DOI": "The permanent number of a publication. Put https://doi.org/ before it, and it leads there.",
    "meta-analysis": "A way to work out one result from the figures of many studies.",
    "no evidence of an effect": "The research so far has not shown an effect. It does not mean that there is "
    "none.",
    "parental sensitivity": "How well a parent notices a child’s signals, and answers them.",
    "protocol": "The plan of a study, written down before it begins. It has no results.",
    "randomised": "Chance decides who gets the help and who does not yet, so that the groups are alike.",
    "service evaluation": "A look at how a service works for those who use it. It can’t show what would have "
    "happened without the service.",
    "systematic review": "A search for all studies of a question, by rules laid down beforehand, and a sum "
    "of what they found.",
    "video feedback": "Any way of helping in which people look at film of themselves. VIG is one form of it.",
}
