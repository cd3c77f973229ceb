"""The editing forms of standards and versions: what they propose, and what they refuse."""

from django.db.models import Max
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from members.audience import ForMembersPageForm


class StandardDocumentForm(ForMembersPageForm):
    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        model = type(self.instance)
        others = model.objects.filter(number_key=model.key_of(number), alias_of=None)
        if taken := others.exclude(pk=self.instance.pk).first():
            self.add_error(
                "number", f"“{taken.title}” has the number {taken.number} already. Choose one that is free."
            )
        return number


class StandardCopyForm(CopyForm):
    """A copy begins as a draft: it needs a number of its own before anybody may see it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)


class VersionCopyForm(CopyForm):
    def clean(self):
        cleaned = super().clean()
        self.add_error(
            None, "A version has one file and one number of its own. Add a version to the standard instead."
        )
        return cleaned


class StandardVersionForm(WagtailAdminPageForm):
    """Proposes the next number. Every refusal says which version is in the way."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "document" in self.fields:
            self.fields["document"].error_messages["required"] = "Choose the file of this version."
        if self.instance.pk is None and "number" in self.fields:
            highest = self.siblings().aggregate(Max("number"))["number__max"] or 0
            self.initial["number"] = highest + 1

    def siblings(self):
        return type(self.instance).objects.child_of(self.parent_page).exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        self.check_number(cleaned)
        self.check_file(cleaned)
        # A draft may be unfinished, and versions before it may yet be added.
        if not self.is_deferred_validation:
            self.check_order(cleaned)
        return cleaned

    def check_number(self, cleaned):
        number = cleaned.get("number")
        if number and self.siblings().filter(number=number).exists():
            free = self.siblings().aggregate(Max("number"))["number__max"] + 1
            self.add_error(
                "number",
                f"This standard has a version {number} already. The next free number is {free}.",
            )

    def check_file(self, cleaned):
        document = cleaned.get("document")
        if not document:
            return
        used = type(self.instance).objects.filter(document=document, alias_of=None)
        if other := used.exclude(pk=self.instance.pk).first():
            self.add_error(
                "document", f"This is the file of “{other.title}”. Upload the new file and choose it."
            )

    def check_order(self, cleaned):
        number, day = cleaned.get("number"), cleaned.get("in_force_from")
        if not number or not day:
            return
        published = self.siblings().filter(live=True)
        before = published.filter(number__lt=number).order_by("-number").first()
        after = published.filter(number__gt=number).order_by("number").first()
        if before and day < before.in_force_from:
            self.add_error(
                "in_force_from",
                f"Version {before.number} is in force from {in_words(before.in_force_from)}, and a later "
                "version can't take effect before it.",
            )
        if after and day > after.in_force_from:
            self.add_error(
                "in_force_from",
                f"Version {after.number} is in force from {in_words(after.in_force_from)}, and an earlier "
                "version can't take effect after it.",
            )
        if before and not strip_tags(cleaned.get("changes") or "").strip():
            self.add_error(
                "changes",
                f"Say in a sentence or two what is different from version {before.number}.",
            )


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def date_of(moment):
    return in_words(timezone.localdate(moment))
