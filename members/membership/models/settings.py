"""What the officers set once for membership."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.forms.models import validate_to_address
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField


@register_setting(icon="group", order=20)
class MembershipSettings(BaseGenericSetting):
    """One row for the whole site."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link", "ol", "ul", "h2"],
        help_text="Stands at the top of the page “Join us”: what membership is, whom it is for, what it "
        "costs.",
    )
    applications_open = models.BooleanField(
        default=True,
        help_text="Take the tick away to close the form on the page “Join us” for a while.",
    )
    privacy_text = models.TextField(
        max_length=1000,
        default="I agree that the association keeps what I have written here, to decide about my application "
        "and to keep in touch with me about it.",
        help_text="People must agree to this sentence to apply.",
    )
    mail_applications_to = models.CharField(
        max_length=500,
        blank=True,
        validators=[validate_to_address],
        help_text="Who gets an e-mail when somebody applies. E-mail addresses with commas between them. "
        "Leave blank to mail nobody: applications are under Members, Applications.",
    )
    how_to_renew = models.TextField(
        max_length=1000,
        default="To renew, write to us, and we will tell you what to do.",
        help_text="One or two sentences. They stand in reminders, on the account page, and where a lapsed "
        "member is refused.",
    )
    renewal_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that tells more about renewing. Leave empty to lead to the contact page.",
    )
    term_months = models.PositiveSmallIntegerField(
        "length of a term",
        default=12,
        help_text="In months. Officers can give any dates; this is what the forms suggest.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("applications_open"),
                FieldPanel("introduction"),
                FieldPanel("privacy_text"),
                FieldPanel("mail_applications_to"),
            ],
            "Joining",
        ),
        MultiFieldPanel(
            [FieldPanel("how_to_renew"), FieldPanel("renewal_page"), FieldPanel("term_months")], "Renewing"
        ),
    ]

    class Meta:
        verbose_name = "membership settings"

    def __str__(self):
        return "Membership settings"

    @property
    def renewal_link(self) -> tuple[str, str]:
        """The words and the address of the link that says how to renew."""
        url = self.renewal_page and self.renewal_page.url
        return ("How to renew", url) if url else ("Write to us", "/contact/")
