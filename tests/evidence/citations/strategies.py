"""Generated references, as clean items: what a file format has to carry without loss."""

import datetime

from hypothesis import strategies as st

from evidence.citations.items import clean

# Every script, every sign, also those that mean something in BibTeX, RIS, JSON or HTML.
CHARACTERS = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from(list("{}%&$#_~^\\\"'`@,;=-–<>/()[]|+*?! ")),
    st.sampled_from(
        ["--", "``", "''", r"\'e", r"\textbf{", "ER  - ", "TY  - JOUR", " and ", "@article{", "ü", "ش"]
    ),
)
TEXT = st.lists(CHARACTERS, min_size=1, max_size=30).map("".join)
SHORT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
NAME = st.one_of(
    st.fixed_dictionaries({"family": TEXT, "given": TEXT}),
    st.fixed_dictionaries({"literal": TEXT}),
    st.sampled_from(
        [
            {"family": "van IJzendoorn", "given": "Marinus H."},
            {"family": "de la Cruz", "given": "Ana"},
            {"family": "King", "given": "Martin Luther, Jr."},
            {"family": "Müller-Lüdenscheidt", "given": "Jörg"},
            {"literal": "National Institute for Health and Care Excellence"},
            {"literal": "Smith, Jones, and Sons"},
        ]
    ),
)
DATE = st.one_of(
    st.integers(1, 9999).map(lambda year: [year]),
    st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(list),
    st.dates(datetime.date(1, 1, 1)).map(lambda day: [day.year, day.month, day.day]),
).map(lambda parts: {"date-parts": [parts]})
SEASON = st.builds(
    lambda year, season: {"date-parts": [[year]], "season": season},
    st.integers(1000, 2100),
    st.integers(1, 4),
)
PAGES = st.one_of(
    st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
    st.sampled_from(["76", "i10-i28", "e1002", "12, 15-17", "S1-12", "iv + 120"]),
)
DOI = st.from_regex(r"10\.[0-9]{4,9}/[a-zA-Z0-9.()<>_;:/%&#-]{1,40}[a-z0-9]", fullmatch=True)
URL = st.from_regex(r"https?://[a-z]{1,20}\.org/[a-zA-Z0-9._~%&#=?/-]{0,40}", fullmatch=True)
TYPES = [
    *("article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset", "document"),
    *("motion_picture", "paper-conference", "periodical", "report", "standard", "thesis", "webpage"),
]


@st.composite
def items(draw):
    item = draw(
        st.fixed_dictionaries(
            {"type": st.sampled_from(TYPES), "title": TEXT, "author": st.lists(NAME, min_size=1, max_size=4)},
            optional={
                "editor": st.lists(NAME, min_size=1, max_size=3),
                "issued": st.one_of(DATE, SEASON),
                "accessed": st.dates(datetime.date(1990, 1, 1)).map(
                    lambda day: {"date-parts": [[day.year, day.month, day.day]]}
                ),
                "container-title": TEXT,
                "publisher": TEXT,
                "publisher-place": TEXT,
                "volume": SHORT,
                "issue": SHORT,
                "page": PAGES,
                "number": SHORT,
                "edition": SHORT,
                "genre": TEXT,
                "DOI": DOI,
                "ISBN": st.sampled_from(["9781849051804", "978-1-84905-410-2", "080442957X"]),
                "ISSN": st.sampled_from(["0272-7358", "1359-104X"]),
                "URL": URL,
                "abstract": TEXT,
                "language": st.sampled_from(["en", "de", "nl", "pt-BR"]),
                "keyword": st.lists(TEXT, min_size=1, max_size=4).map(", ".join),
                "note": TEXT,
            },
        )
    )
    cleaned, _problems = clean(item)
    # A title of nothing but control characters is none.
    return cleaned if "title" in cleaned else {**cleaned, "title": "Untitled"}
