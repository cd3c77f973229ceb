"""The form for one training material: asks for what the chosen kind is made of, and for nothing else."""

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from library import kinds, validation
from members.audience import ForMembersPageForm
from members.training.kinds import ENDINGS, Kind


class TrainingMaterialForm(ForMembersPageForm):
    """What is wrong is said when the page is to be published; a draft may be unfinished."""

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        kind = cleaned.get("kind")
        if kind in ENDINGS:
            self._check_file(Kind(kind), cleaned.get("document"))
        if kind == Kind.VIDEO:
            self._check_captions(cleaned.get("captions"))
            if not strip_tags(cleaned.get("transcript") or "").strip() and "transcript" not in self.errors:
                self.add_error(
                    "transcript",
                    "Write down what is said and what is to be seen: some people can't watch or hear the "
                    "video.",
                )
        if kind == Kind.LINK and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", "Give the address that the link leads to.")
        return cleaned

    def _check_file(self, kind, document):
        if document is None:
            if "document" not in self.errors:
                self.add_error("document", "Choose the file that members get.")
        elif kinds.extension(document.filename) not in ENDINGS[kind]:
            self.add_error(
                "document",
                f"“{document.filename}” can't be used here. {_sentence(kind)} Choose another file, or "
                "another kind above.",
            )

    def _check_captions(self, captions):
        if captions is None:
            if "captions" not in self.errors:
                self.add_error("captions", "Choose a WebVTT file with what is said in the video.")
        elif kinds.extension(captions.filename) != "vtt" or not _is_webvtt(captions):
            self.add_error(
                "captions",
                f"“{captions.filename}” is not a WebVTT file: its name must end in .vtt, and its first line "
                "must begin with WEBVTT.",
            )


def _sentence(kind) -> str:
    *others, last = (ending.upper() for ending in ENDINGS[kind])
    allowed = f"{', '.join(others)} or {last}" if others else last
    return f"For the kind “{kind.label}” it must be a file of the type {allowed}."


def _is_webvtt(document) -> bool:
    """Looks into the file: it may have been put there before the library looked at what it takes."""
    try:
        with document.file as file:
            validation.check(file)
    except (OSError, ValidationError):
        return False
    return True
