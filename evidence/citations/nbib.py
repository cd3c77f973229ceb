"""
PubMed's own format, which its "Citation manager" button writes (.nbib).

Source: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

import re

from evidence.citations.dates import read_date
from evidence.citations.items import Item

TAGGED = re.compile(r"([A-Z]{2,4}) {0,2}- (.*)$")


def item(fields: dict[str, list[str]]) -> Item:
    """The neutral form of one record: its fields by their names, each a list of values."""

    def first(*tags: str) -> str:
        return next((value for tag in tags for value in fields.get(tag, []) if value), "")

    kinds = {kind.lower() for kind in fields.get("PT", [])}
    is_book = "BTI" in fields or "book" in kinds
    names = fields.get("FAU") or fields.get("AU", [])
    bodies = [{"literal": name} for name in fields.get("CN", [])]
    doi = next((value for tag in ("AID", "LID") for value in fields.get(tag, []) if "[doi]" in value), "")
    return {
        "type": "book" if is_book else "article-journal",
        "title": re.sub(r"(?<=[^.])\.$", "", first("TI", "BTI")),
        "author": [_name(name) for name in names] + bodies,
        "editor": [_name(name) for name in fields.get("FED") or fields.get("ED", [])],
        "issued": read_date(first("DP")),
        "container-title": first("JT", "TA"),
        "volume": first("VI"),
        "issue": first("IP"),
        "page": _whole_pages(first("PG")),
        "DOI": doi.replace("[doi]", ""),
        "ISSN": re.sub(r" \(.*", "", first("IS")),
        "ISBN": first("ISBN"),
        "publisher": first("PB"),
        "publisher-place": first("PL") if is_book else "",
        "abstract": first("AB"),
        "language": first("LA"),
        "keyword": ", ".join(word.replace("*", "") for word in fields.get("OT", [])),
    }


def _name(text: str) -> dict[str, str]:
    """ "Fukkink, Ruben G" in FAU; "Fukkink RG" in AU, where the initials come last."""
    family, comma, given = text.partition(",")
    if not comma:
        family, _, given = text.rpartition(" ")
    return {"family": family, "given": given} if family else {"literal": text}


def _whole_pages(text: str) -> str:
    """PubMed shortens the last page: "500-17" means 500 to 517."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if found and len(found[2]) < len(found[1]):
        return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
    return text
