"""What the page of an item shows besides its own words."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.access import visible_to
from core.cards import attach_pictures
from core.facets import Choice
from evidence import citations
from evidence.facets import Term, words
from evidence.metadata import highwire
from evidence.models import EvidencePage
from evidence.text import fold, plain

#: How the reference is printed: the style, and its name.
STYLES = {"apa": "APA 7", "harvard": "Harvard (Cite Them Right)"}


@dataclass(frozen=True)
class Citation:
    """A reference as text: as HTML, and as plain words to copy."""

    key: str
    label: str
    text: SafeString
    plain: str


@dataclass(frozen=True)
class ReferenceFile:
    extension: str
    label: str
    text: str


def context(item: EvidencePage, request: HttpRequest) -> dict:
    """The template's context, in a few queries however many people, topics and relations there are."""
    if item.pk:
        prefetch_related_objects([item], "people")
    topics, terms = _topics_and_terms(item, request)
    attach_pictures([item], "listing_image")
    csl = item.to_csl()
    return {
        "topics": topics,
        "related_pages": related_pages(item, request),
        "glossary": words_in(item, terms),
        "citations": [
            Citation(style, label, citations.text(csl, style), citations.plain(csl, style))
            for style, label in STYLES.items()
        ],
        "files": [
            ReferenceFile(extension, file.label, b"".join(file.write([csl])).decode().strip())
            for extension, file in citations.FORMATS.items()
        ],
        "citation_tags": list(highwire(item)),
        # The item's address without its slash: what ".bib" is put after.
        "reference_base": (item.get_url(request) or "").rstrip("/"),
    }


def related_pages(item: EvidencePage, request: HttpRequest) -> list[Page]:
    """The chosen pages that this visitor may open, in the editor's order."""
    keys = list(dict.fromkeys(block["value"] for block in item.related.raw_data))
    pages = {page.pk: page for page in visible_to(Page.objects.filter(pk__in=keys), request)}
    return [pages[key] for key in keys if key in pages]


def _topics_and_terms(item: EvidencePage, request: HttpRequest) -> tuple[list[Choice], list[Term]]:
    """The item's topics, and the whole glossary. A preview has topics that are nowhere stored yet."""
    known, glossary = words()
    if getattr(request, "is_preview", False):
        keys = {topic.pk for topic in item.topics.all()}
    else:
        keys = {int(key) for key in item.topic_keys.split(",") if key}
    return [topic for topic in known["topic"] if topic.key in keys], glossary


def words_in(item: EvidencePage, glossary: list[Term]) -> list[Term]:
    """The words of the glossary that stand on the page."""
    text = [item.title, item.summary, item.abstract, plain(item.found), plain(item.limits), item.population]
    text += [item.kind.name, item.design.name if item.design else "", item.strength_scale]
    text_of_page = fold(" ".join(text))
    return [term for term in glossary if fold(term.term) in text_of_page]
