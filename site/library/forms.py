"""The form for documents in the Wagtail admin: wherever one is added, chosen or replaced."""

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from wagtail.documents.forms import BaseDocumentForm

from library import kinds, validation
from library.keeping import why_locked


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        field = self.fields["file"]
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in kinds.KINDS)
        field.help_text = (
            f"{validation.ACCEPTED}. At most {filesizeformat(settings.LIBRARY_DOCUMENT_MAX_SIZE)}, "
            f"a video {filesizeformat(settings.LIBRARY_VIDEO_MAX_SIZE)}."
        )
        if self.instance.pk:
            reason = why_locked(self.instance)
            field.help_text = (
                f"This file can’t be replaced: {reason}"
                if reason
                else (
                    f"A new file takes the place of this one; links to it stay as they are. {field.help_text}"
                )
            )

    def save(self, commit=True):
        # Wagtail would delete the old file before it saves the row. The model deletes it, afterwards.
        self.original_file = None
        if not commit:
            return super().save(commit=False)
        with self.instance.no_file_left_behind(), transaction.atomic():
            return super().save()

    save.alters_data = True
