"""The index of the site's search. All of it is made from other tables: `manage.py rebuild_search`."""

from django.conf import settings
from django.db import models
from wagtail.models import Collection
from wagtail.search import index


class Entry(models.Model):
    """One thing that can be found, with what the gate asks of it (``core.searchable.Described``).

    Narrow, since a search may read tens of thousands. Older things have lower numbers, as far as the index
    was built in order.
    """

    source = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=255, blank=True)
    collection = models.ForeignKey(Collection, null=True, on_delete=models.CASCADE, related_name="+")
    expire_at = models.DateTimeField(null=True)
    holds_from = models.DateField(null=True)
    holds_until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


class Text(index.Indexed, models.Model):
    """The words of an entry.

    A search service is told of them where there is one (search.service). Migrations add what finds them in
    the database, kept by triggers on this table: on SQLite two FTS5 tables, on PostgreSQL two columns of the
    entries with GIN indexes. A later migration that changes this table has to make the triggers again.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE)
    title = models.CharField(max_length=255)
    date = models.CharField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    search_fields = (
        [
            index.SearchField("title", boost=10),
            index.SearchField("summary", boost=4),
            index.SearchField("body"),
            index.AutocompleteField("title"),
        ]
        if settings.WAGTAILSEARCH_BACKENDS["default"].get("SERVICE")
        else []
    )

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that stands somewhere in the index, for spelling help: shown only to whom it finds something."""

    word = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.word


class FileText(models.Model):
    """The words of a document's file, taken out once for each file."""

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    file_hash = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    # Why there is none, for `manage.py rebuild_search` to say; empty if all went well.
    fault = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.document)
