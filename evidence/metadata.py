"""What reference managers and search engines read of an item."""

import re
from collections.abc import Iterator

from django.http import HttpRequest

from core import seo
from evidence.csl import title_of
from evidence.models import EvidenceKind, EvidencePage
from evidence.validation import doi_address

Csl = EvidenceKind.CslType
SCHEMA_TYPES = {
    Csl.ARTICLE: "ScholarlyArticle",
    Csl.CONFERENCE: "ScholarlyArticle",
    Csl.BOOK: "Book",
    Csl.CHAPTER: "Chapter",
    Csl.REPORT: "Report",
    Csl.THESIS: "Thesis",
    Csl.WEB_PAGE: "WebPage",
}
#: Where the Highwire tags name the work that this one is in, and who stands for it.
CONTAINERS = {Csl.ARTICLE: "citation_journal_title", Csl.CONFERENCE: "citation_conference_title"}
INSTITUTIONS = {
    Csl.THESIS: "citation_dissertation_institution",
    Csl.REPORT: "citation_technical_report_institution",
}


def scholarly(item: EvidencePage, request: HttpRequest) -> dict:
    """The publication, not this page, as https://schema.org/ScholarlyArticle, Book, Thesis and so on."""
    names = {role: [] for role in ("author", "editor")}
    for person in item.people.all():
        names[person.role].append(_schema_person(person))
    kind = item.kind.csl_type
    same = [address for address in (doi_address(item.doi), item.web_address) if address]
    data = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(kind, "CreativeWork"),
        "name": title_of(item),
        "headline": title_of(item) if kind == Csl.ARTICLE else "",
        "author": names["author"],
        "editor": names["editor"],
        "datePublished": _date(item, "-"),
        "description": item.meta_description,
        "publisher": {"@type": "Organization", "name": item.publisher} if item.publisher else None,
        "isPartOf": _container(item),
        "pagination": item.pages,
        "bookEdition": item.edition if kind == Csl.BOOK else "",
        "isbn": item.isbn,
        "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": item.doi}
        if item.doi
        else None,
        "sameAs": same,
        "isAccessibleForFree": True if item.access == item.Access.OPEN else None,
        "inLanguage": item.language,
        "mainEntityOfPage": seo.canonical(item, request),
    }
    return {key: value for key, value in data.items() if value}


def _schema_person(person) -> dict:
    if person.literal:
        return {"@type": "Organization", "name": person.literal}
    name = " ".join(filter(None, [person.given, person.family]))
    data = {"@type": "Person", "name": name, "familyName": person.family, "givenName": person.given}
    return {key: value for key, value in data.items() if value}


def _container(item: EvidencePage) -> dict | None:
    if not item.container_title:
        return None
    if item.kind.csl_type == Csl.CHAPTER:
        return {"@type": "Book", "name": item.container_title}
    part: dict = {"@type": "Periodical", "name": item.container_title}
    if item.issn:
        part["issn"] = item.issn
    for kind, key, value in (
        ("PublicationVolume", "volumeNumber", item.volume),
        ("PublicationIssue", "issueNumber", item.issue),
    ):
        if value:
            part = {"@type": kind, key: value, "isPartOf": part}
    return part


def _date(item: EvidencePage, mark: str) -> str:
    if not item.year:
        return ""
    parts = [f"{item.year:04}"]
    if item.date:
        parts.append(f"{item.date.month:02}")
        if item.precision == "day":
            parts.append(f"{item.date.day:02}")
    return mark.join(parts)


def highwire(item: EvidencePage) -> Iterator[tuple[str, str]]:
    """Name and content of each ``citation_`` tag, as Google Scholar, Zotero and Mendeley read them:
    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing"""
    kind = item.kind.csl_type
    people = list(item.people.all())
    yield "citation_title", title_of(item)
    for role in ("author", "editor"):
        for person in people:
            if person.role == role:
                yield f"citation_{role}", str(person)
    first, _, last = (part.strip() for part in re.sub(r"[\u2010-\u2015-]+", "-", item.pages).partition("-"))
    tags = [
        ("citation_publication_date", _date(item, "/")),
        (CONTAINERS.get(kind, "citation_inbook_title"), item.container_title),
        ("citation_volume", item.volume),
        ("citation_issue", item.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", item.doi),
        ("citation_isbn", item.isbn),
        ("citation_issn", item.issn),
        (INSTITUTIONS.get(kind, "citation_publisher"), item.publisher),
        ("citation_technical_report_number", item.number if kind == Csl.REPORT else ""),
        ("citation_dissertation_name", item.genre if kind == Csl.THESIS else ""),
        ("citation_language", item.language),
        ("citation_public_url", item.source_address),
        ("citation_keywords", item.keywords),
    ]
    yield from ((name, content) for name, content in tags if content)
