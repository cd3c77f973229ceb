"""The forms of the Wagtail admin, wherever a document or picture is added, chosen or replaced."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from PIL import Image as Picture
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

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
        with self.instance.no_file_left_behind() as attempt, transaction.atomic():
            document = super().save()
            attempt.may_be_saved = True
        return document

    save.alters_data = True  # type: ignore[attr-defined]


class PictureField(WagtailImageField):
    """Wagtail's, which lets a picture that is broken, or claims to be enormous, end in an error page."""

    def check_image_pixel_size(self, f):
        try:
            with Picture.open(f):  # reads only what it says of itself, and refuses what is far too large
                super().check_image_pixel_size(f)
            with Picture.open(f) as picture:
                picture.load()
        except ValidationError:
            raise
        except Picture.DecompressionBombError as fault:
            raise ValidationError("This picture is far too large. Make it smaller and try again.") from fault
        except Exception as fault:  # Pillow's readers raise whatever they trip over
            raise ValidationError(
                "This picture is damaged. Open it in another program and save it again."
            ) from fault
        finally:
            f.seek(0)


class ImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )

    class Meta(BaseImageForm.Meta):
        help_texts = {
            "title": "The name by which you find it again.",
            "description": "What the picture shows, as you would say it to somebody on the telephone. People "
            "who can't see the picture hear these words; if there are none, they hear the title.",
            "tags": "Words to find it by, with commas between them. Only editors see them.",
        }
