"""The banner's words."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin, RevisionMixin

#: A button that refuses has to say so (ICO: "reject all" as clear as "accept all"). "Later" or "More" does
#: not.
REFUSAL = re.compile(
    r"\b(reject|refuse|decline|deny|disagree|no|not|don[’']t|none|without|only)\b", re.IGNORECASE
)
#: Silence is no consent (CJEU C-673/17, Planet49), so the banner may not claim that it is.
IMPLIED = re.compile(
    r"\b(by (continuing|browsing|using)|if you (continue|browse on|carry on)|"
    r"(we|will) assume|continued use)\b",
    re.IGNORECASE,
)
#: The longer label makes the larger button.
MOST_TIMES_LONGER = 2


class BannerWords(RevisionMixin, PreviewableMixin, models.Model):
    """There is one set of words. The buttons' size and colours are nobody's to set: they are equal."""

    heading = models.CharField(
        max_length=80, default="Cookies on this website", help_text="The banner's heading."
    )
    text = models.TextField(
        max_length=600,
        default="We use cookies to help us improve the website and your experience using it. "
        "Some are needed for the site to work. The others are used only if you agree:",
        help_text="Stands above the list of optional purposes, which the site adds by itself.",
    )
    accept_label = models.CharField(
        "button to accept", max_length=30, default="Accept", help_text="Agrees to everything that is listed."
    )
    reject_label = models.CharField(
        "button to reject",
        max_length=30,
        default="Reject",
        help_text="Refuses everything optional. It must say so plainly: “Reject”, “No, thank you”. It "
        "always has the "
        "same size and colours as the button to accept.",
    )
    choose_label = models.CharField(
        "button to choose",
        max_length=30,
        default="Choose",
        help_text="Opens the list, where each purpose can be ticked.",
    )
    save_label = models.CharField(
        "button to save the ticks",
        max_length=30,
        default="Save my choice",
        help_text="Under the ticked list.",
    )
    saved_text = models.CharField(
        "after saving",
        max_length=200,
        default="Your choice is saved for six months. You can change it at any time under “Cookie "
        "settings” at the "
        "foot of every page.",
        help_text="Confirms the choice in the banner's place.",
    )
    failed_text = models.CharField(
        "if saving failed",
        max_length=200,
        default="Sorry, your choice could not be saved, so nothing optional is switched on. Please try "
        "again.",
        help_text="Shown in the banner, which then stays.",
    )
    gpc_text = models.CharField(
        "with Global Privacy Control",
        max_length=300,
        default="Your browser asks websites not to track you (Global Privacy Control). We take that as a no: "
        "nothing optional is switched on.",
        help_text="Shown instead of the question when the visitor's browser sends this signal.",
    )

    panels = [
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("text")], "The question"),
        MultiFieldPanel(
            [
                FieldPanel("accept_label"),
                FieldPanel("reject_label"),
                FieldPanel("choose_label"),
                FieldPanel("save_label"),
            ],
            "The buttons",
        ),
        MultiFieldPanel(
            [FieldPanel("saved_text"), FieldPanel("failed_text"), FieldPanel("gpc_text")], "The messages"
        ),
    ]

    class Meta:
        verbose_name = "banner words"
        verbose_name_plural = "banner words"

    def __str__(self):
        return "The cookie banner's words"

    @classmethod
    def current(cls) -> "BannerWords":
        return cls.objects.order_by("pk").first() or cls()

    def clean(self):
        super().clean()
        faults = {}
        accept, reject = (label.strip() for label in (self.accept_label, self.reject_label))
        if not REFUSAL.search(reject):
            faults["reject_label"] = "Say plainly that this button refuses, for example “Reject”."
        elif len(accept) > MOST_TIMES_LONGER * len(reject) + 4:
            faults["accept_label"] = (
                "Shorten this: the button must not be much larger than the one to reject."
            )
        if REFUSAL.search(accept) or accept.casefold() == reject.casefold():
            faults["accept_label"] = "This has to say yes, and differ from the button to reject."
        for field in ("heading", "text"):
            if IMPLIED.search(getattr(self, field)):
                faults[field] = "Going on reading is not consent, so the banner can't say that it is."
        if faults:
            raise ValidationError(faults)

    def get_preview_template(self, request, mode_name):
        return "consent/banner_preview.html"

    def get_preview_context(self, request, mode_name):
        from consent.notice import preview

        return {"request": request, "banner_preview": preview(self)}
