"""The pictures drawn for the site: file name without its ending, title in the library, alternative text."""

PICTURES = {
    "hero": (
        "A mother and her baby",
        "A mother lifts her baby in front of her. They look at each other and smile, and the frame of a "
        "camera surrounds them.",
    ),
    "for-parents": (
        "A father and his child at play",
        "A father and his small child sit on a rug and build a tower of blocks together, in the frame of a "
        "camera.",
    ),
    "for-professionals": (
        "Two people look at a clip",
        "Two people at a table look at a laptop together. It shows a short clip of a mother and her baby.",
    ),
    "for-commissioners": (
        "Looking closely at research",
        "A woman holds a magnifying glass to a board with the results of several studies.",
    ),
    "training": (
        "A training course",
        "A trainer points to a screen that shows a mother and her child. Three people watch.",
    ),
    "history-tayside": (
        "Tayside",
        "Four people and a film camera stand by a wide river with a long bridge, and hills behind.",
    ),
    "first-book": (
        "A book",
        "A green book with two figures on its cover, one with an arm around the other, beside a pile of "
        "books.",
    ),
    "nice-guideline": (
        "A list of points",
        "A sheet of paper with five ticked points and a pencil, between a child’s stacking rings and blocks.",
    ),
    "south-england": (
        "The South of England",
        "An adult and a child stand on a beach with three coloured huts, in front of the sea and white "
        "cliffs.",
    ),
    "news-welcome": (
        "The website",
        "A laptop and a telephone show the same website, with a picture of a mother and her baby.",
    ),
    "news-standards": (
        "Standards and accreditation",
        "Three people stand on steps, each higher than the one before, beside a certificate with a rosette.",
    ),
    "spread": (
        "Seeds that spread",
        "The seeds of a dandelion fly across a field in the sun. Five young plants have come up already.",
    ),
    "research-theses": (
        "Reading research",
        "A person sits at a desk and reads, in front of shelves full of books.",
    ),
    "share-default": (
        "AVIGuk",
        "The mark and name of AVIGuk, Association for Video Interaction Guidance UK, on dark green.",
    ),
}
