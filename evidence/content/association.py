"""What only the association's own page vouches for: that page is the source."""

from evidence.content.shape import AUTHOR, VIG, WIDER, Item

ACCOUNT_DATE = "The account bears no date itself; the last event that it names is of October 2012."

ASSOCIATION = [
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
