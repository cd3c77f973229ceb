"""What the search finds in every section: pages; and documents that stand for themselves."""

from collections.abc import Iterable

from django.db.models import Model, Q
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search import index

from core import access
from core.access import visible_to
from core.models import BasePage
from core.searchable import Described, Source
from search.models import FileText


class Pages(Source):
    """Every published page, with the words of the files that it carries. An alias is found as its source."""

    name = "page"

    def everything(self) -> Iterable[int]:
        pages = Page.objects.filter(depth__gt=1, live=True, alias_of=None).order_by(
            "first_published_at", "pk"
        )
        return pages.values_list("pk", flat=True).iterator()

    def describe(self, keys):
        pages = Page.objects.filter(pk__in=keys, depth__gt=1, live=True, alias_of=None)
        described = [page for page in pages.specific() if isinstance(page, BasePage)]
        keys_of_files = [_keys_of_files(page) for page in described]
        files = get_document_model().objects.filter(pk__in=set().union(*keys_of_files))
        carriers, texts = access.keepers_of(files), file_texts(files)
        return [
            _describe(page, [texts[key] for key in own & texts.keys() if page in carriers[key]])
            for page, own in zip(described, keys_of_files, strict=True)
        ]

    def open_to(self, request) -> Q:
        return access.open_path(request)

    def links(self, keys, request):
        pages = visible_to(Page.objects.filter(pk__in=keys), request)
        return {page.pk: (page.title, page.get_url(request)) for page in pages}

    def changes(self):
        return [(Page, _keys_with_it), (get_document_model(), _carriers), (FileText, _carriers_of_text)]


class Documents(Source):
    """The documents that no page carries: whose they are to see is said by their collections.

    The words of those that a page carries (``settings.ACCESS_KEEPERS``) are found with the page.
    """

    name = "document"

    def everything(self) -> Iterable[int]:
        return get_document_model().objects.order_by("pk").values_list("pk", flat=True).iterator()

    def describe(self, keys):
        documents = get_document_model().objects.filter(pk__in=keys)
        kept = access.keepers_of(documents)
        free = [document for document in documents if not kept[document.pk]]
        texts = file_texts(free)
        return [
            Described(
                document.pk,
                "document",
                document.title,
                body=texts.get(document.pk, ""),
                collection_id=document.collection_id,
            )
            for document in free
        ]

    def open_to(self, request) -> Q:
        return access.open_collection(request, key="object_id")

    def links(self, keys, request):
        documents = get_document_model().objects.filter(access.open_collection(request), pk__in=keys)
        return {document.pk: (document.title, document.url) for document in documents}

    def changes(self):
        return [
            (get_document_model(), lambda document: [document.pk]),
            (FileText, lambda text: [text.document_id]),
            (Page, _keys_of_files),
        ]


def _keys_with_it(page) -> list[int]:
    others = page.found_anew_with_it() if isinstance(page, BasePage) else []
    return [page.pk, *(other.pk for other in others)]


def _carriers(document) -> list[int]:
    return [page.pk for page in access.keepers(document)]


def _carriers_of_text(text: FileText) -> list[int]:
    return _carriers(text.document)


def _keys_of_files(page: Model) -> set[int]:
    """The documents in the page's own fields."""
    fields = [field for field in page._meta.fields if field.related_model is get_document_model()]
    return {getattr(page, field.attname) for field in fields} - {None}


def file_texts(documents) -> dict[int, str]:
    """What was read in the documents' files. Of a file that has just been replaced nothing was yet: the words
    of the former one may be why."""
    hashes = {document.pk: document.file_hash for document in documents}
    texts = FileText.objects.filter(pk__in=hashes).values_list("pk", "file_hash", "text")
    return {key: text for key, file_hash, text in texts if file_hash == hashes[key]}


def _describe(page: BasePage, texts_of_files: list[str]) -> Described:
    summary, body = [], []
    for field in page.get_searchable_search_fields():
        if field.field_name != "title":
            (summary if (field.boost or 1) > 1 else body).extend(_words(field, page))
    body += texts_of_files
    holds_from, holds_until = page.holds()
    return Described(
        page.pk,
        page.search_kind,
        page.title,
        " ".join(summary),
        " ".join(body),
        page.search_date,
        path=page.path,
        expire_at=page.expire_at,
        holds_from=holds_from,
        holds_until=holds_until,
    )


def _words(field: index.SearchField, page) -> Iterable[str]:
    value = field.get_value(page)
    values = value if isinstance(value, (list, tuple)) else [value]
    return [str(one) for one in values if one]
