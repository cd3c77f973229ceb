"""Blocks of words: heading, paragraph, quote, callout, steps, accordion."""

from wagtail import blocks

from .looks import LookBlock

#: What an editor may do to a text. Nothing the style sheet has no answer for, and no headings (they are
#: blocks of their own, so that their order can be kept). A video waits behind a placeholder (consent.embeds).
RICH_TEXT_FEATURES = ["bold", "italic", "superscript", "link", "document-link", "embed", "ol", "ul"]

#: The same for one or two sentences.
SHORT_TEXT_FEATURES = ["bold", "italic", "link"]

GROUP = "Words"


class HeadingBlock(blocks.StructBlock):
    """A heading inside the page. The page's own title is its only heading of the first level."""

    text = blocks.CharBlock(label="Heading", max_length=120, help_text="A few words that say what follows.")
    level = LookBlock(
        choices=[("h2", "Main heading"), ("h3", "Sub-heading")],
        default="h2",
        label="Kind",
        help_text="A main heading opens a part of the page. A sub-heading divides a part, so it needs a main "
        "heading somewhere above it: people who listen to the page move about by this order.",
    )

    class Meta:
        icon = "title"
        group = GROUP
        label = "Heading"
        label_format = "{text}"
        template = "blocks/heading.html"
        description = "Opens a new part of the page, or divides one."
        preview_value = {"text": "How a cycle works", "level": "h2"}


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        group = GROUP
        label = "Text"
        template = "blocks/paragraph.html"
        help_text = "Write in short paragraphs. Links should say where they lead, not “click here”."
        description = "Paragraphs, lists and links."
        preview_value = (
            "<p>A guider films a few minutes of everyday life together, then looks with the family "
            "at the moments that went <b>better than usual</b>.</p><ul><li>What happened just before?</li>"
            "<li>What did you do?</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with their name."""

    text = blocks.TextBlock(
        label="Quote", help_text="The words alone: the page adds the quotation marks.", max_length=800, rows=4
    )
    attribution = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Who said it",
        help_text="Shown under the quote. Ask first; leave blank to keep the person unnamed.",
    )
    role = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Their role",
        help_text="For example “parent” or “health visitor”.",
    )

    class Meta:
        icon = "openquote"
        group = GROUP
        label = "Quote"
        label_format = "{text}"
        template = "blocks/quote.html"
        description = "Sets somebody's words apart from the text."
        preview_value = {
            "text": "I saw myself doing something right.",
            "attribution": "An example quote",
            "role": "Parent",
        }


class CalloutBlock(blocks.StructBlock):
    """A boxed note. The tone is always said in words or by the heading, never by colour alone."""

    tone = LookBlock(
        choices=[("note", "Note"), ("important", "Important"), ("good", "Good to know")],
        default="note",
        label="Tone",
        help_text="Sets the colour and the mark of the box.",
    )
    heading = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Heading",
        help_text="Shown in bold above the text. May be left blank.",
    )
    text = blocks.RichTextBlock(
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        label="Text",
        help_text="Two or three sentences: a box is for what nobody should miss.",
    )

    class Meta:
        icon = "info-circle"
        group = GROUP
        label = "Callout"
        label_format = "{heading}"
        template = "blocks/callout.html"
        description = "A box for something that nobody should miss."
        preview_value = {
            "tone": "note",
            "heading": "Is it free?",
            "text": "<p>Usually a professional who works with your family refers you.</p>",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Step", max_length=120, help_text="What happens, in a few words.")
    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES, required=False, label="Explanation", help_text="May be left blank."
    )

    class Meta:
        icon = "list-ol"
        label = "Step"
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    """A numbered sequence."""

    heading = blocks.CharBlock(
        required=False, max_length=120, label="Heading", help_text="Shown above the steps as a main heading."
    )
    steps = blocks.ListBlock(
        StepBlock(), min_num=1, max_num=20, label="Steps", help_text="The page numbers them in this order."
    )

    class Meta:
        icon = "list-ol"
        group = GROUP
        label = "Steps"
        label_format = "{heading}"
        template = "blocks/steps.html"
        description = "Numbered steps, for something that happens in order."
        preview_value = {
            "heading": "One cycle",
            "steps": [
                {"title": "Film", "text": "<p>Ten minutes of everyday life.</p>"},
                {"title": "Choose", "text": "<p>The guider picks the best moments.</p>"},
                {"title": "Look together", "text": "<p>You talk about what worked.</p>"},
            ],
        }


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label="Question or title", max_length=160, help_text="Always shown; opening it shows the text."
    )
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label="Text", help_text="Hidden until opened.")

    class Meta:
        icon = "help"
        label = "Part"
        label_format = "{title}"


class AccordionBlock(blocks.StructBlock):
    """Parts that open one by one (the browser's own details element, so no script is needed)."""

    items = blocks.ListBlock(
        AccordionItemBlock(),
        min_num=1,
        max_num=40,
        label="Parts",
        help_text="For questions and answers. Don't hide what everybody needs to read.",
    )

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = "Questions that open"
        template = "blocks/accordion.html"
        description = "Questions whose answers open when they are chosen."
        preview_value = {
            "items": [
                {"title": "Who sees the film?", "text": "<p>Only the people you agree on.</p>"},
                {"title": "How long does it take?", "text": "<p>Usually a few visits.</p>"},
            ]
        }
