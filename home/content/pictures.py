"""The pictures drawn for the site: file name without its ending, title in the library, alternative text."""

PICTURES = {
    "hero": (
        "Looking together",
        "Drawing: a mother lifts up her baby and they look at each other. The corners of a film frame mark the moment.",
    ),
    "for-parents": (
        "For parents and carers",
        "Drawing: a father and his small child sit on a rug and build a tower of bricks together.",
    ),
    "for-professionals": (
        "For professionals",
        "Drawing: two people at a table look at a short clip of a mother and her baby on a laptop.",
    ),
    "for-commissioners": (
        "For commissioners",
        "Drawing: a woman holds a magnifying glass up to a chart of research results on a board.",
    ),
    "training": (
        "Training",
        "Drawing: a trainer shows three people a film of an adult and a child on a large screen.",
    ),
    "history-tayside": (
        "Tayside",
        "Drawing: four people and a film camera beside a wide river in Scotland, with a long bridge and hills.",
    ),
    "first-book": (
        "The first UK book",
        "Drawing: a book with two figures on its cover stands beside a pile of books and a mug.",
    ),
    "nice-guideline": ("A guideline", "Drawing: a list with ticks, a pencil, and toys for small children."),
    "south-england": (
        "South of England",
        "Drawing: an adult and a child on a beach with huts, below white chalk cliffs.",
    ),
    "news-welcome": ("A new website", "Drawing: a new website on a laptop and on a phone."),
    "news-standards": ("Standards", "Drawing: three people on three rising steps, and a certificate."),
    "spread": ("VIG spreads", "Drawing: seeds fly from a dandelion, and new plants grow."),
    "research-theses": ("Research", "Drawing: a student reads an open book in front of full bookshelves."),
    "share-default": ("AVIGuk", "AVIGuk, Association for Video Interaction Guidance UK"),
}
