"""The editing form of an item, in the order in which a person thinks.

``data-evidence-details`` names the details (EvidenceKind.Details) for which a field is shown; the script
static/js/evidence-admin.js hides the others. Without it all are there.
"""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from evidence.forms import KindSelect


def _for(field: str, *details: str) -> FieldPanel:
    return FieldPanel(field, attrs={"data-evidence-details": " ".join(details)})


def content(base) -> list:
    title, summary, picture = base.content_panels
    return [
        MultiFieldPanel(
            [FieldPanel("kind", widget=KindSelect), title, FieldPanel("is_titled_by_us")],
            heading=" What it is",
        ),
        summary,
        InlinePanel(
            "people",
            heading="Authors and editors",
            label="Person or organisation",
            help_text="In the order of the publication. Drag them, or use the arrows.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("year"),
                FieldRowPanel([FieldPanel("precision"), FieldPanel("date")]),
                _for("season", "journal"),
                _for("container_title", "journal", "chapter"),
                FieldPanel("publisher"),
                _for("place", "book", "chapter", "report", "thesis"),
                _for("volume", "journal", "chapter", "book"),
                _for("issue", "journal"),
                _for("pages", "journal", "chapter", "report"),
                _for("number", "journal", "report", "thesis"),
                _for("edition", "book", "chapter", "report"),
                _for("genre", "report", "thesis", "journal"),
                FieldPanel("doi"),
                _for("isbn", "book", "chapter", "report"),
                FieldPanel("web_address"),
                FieldPanel("access"),
            ],
            heading="Where and when it was published",
        ),
        MultiFieldPanel(
            [FieldPanel("found"), FieldPanel("limits"), FieldPanel("abstract")], heading="What it says"
        ),
        MultiFieldPanel(
            [
                FieldPanel("scope"),
                FieldPanel("design"),
                FieldPanel("sample"),
                FieldPanel("population"),
                FieldPanel("country"),
            ],
            heading="How it was done",
        ),
        MultiFieldPanel(
            [FieldPanel("strength"), FieldPanel("strength_scale"), FieldPanel("strength_judge")],
            heading="How strong the evidence is",
        ),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("vouching"), FieldPanel("vouching_note"), FieldPanel("last_reviewed")],
            heading="How we know",
        ),
        FieldPanel("topics"),
        FieldPanel("related"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("document_licence")], heading="The file itself"),
        picture,
        MultiFieldPanel(
            [
                FieldPanel("accessed"),
                FieldPanel("issn"),
                FieldPanel("keywords"),
                FieldPanel("language"),
                FieldPanel("note"),
            ],
            heading="More for the reference",
            classname="collapsed",
        ),
    ]
