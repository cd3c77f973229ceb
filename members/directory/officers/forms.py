"""The officers' form of an entry."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from members.directory.fields import OutcodeField, WebsiteField

OWN = (
    "Supervisors keep their own entry on their account page. Name, grade and dates come from the membership: "
    "change them there. Whoever has no current membership as a supervisor is out of the directory by itself."
)
CONTACT = (
    "People write by a form; the e-mail address is never shown. Show only what the supervisor wants shown."
)


class SupervisorEntryForm(WagtailAdminModelForm):
    """Whose entry it is, is chosen once: an entry never becomes somebody else's."""

    outcode = OutcodeField()
    website = WebsiteField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("member", None)


panel = ObjectList(
    [
        HelpPanel(OWN),
        FieldPanel("member"),
        MultiFieldPanel(
            [
                FieldPanel("text"),
                FieldPanel("photo"),
                FieldRowPanel([FieldPanel("photo_consent_by"), FieldPanel("photo_consent_on")]),
            ],
            "The person",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("in_person"), FieldPanel("online")]),
                FieldRowPanel([FieldPanel("town"), FieldPanel("outcode")]),
                FieldPanel("areas_covered"),
            ],
            "Where and how",
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("room"), FieldPanel("room_from")])], "Room for a trainee"),
        MultiFieldPanel(
            [
                FieldPanel("sectors", widget=CheckboxSelectMultiple),
                FieldPanel("client_groups", widget=CheckboxSelectMultiple),
                FieldPanel("languages", widget=CheckboxSelectMultiple),
            ],
            "What they offer",
        ),
        MultiFieldPanel(
            [
                HelpPanel(CONTACT),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("show_phone")]),
                FieldRowPanel([FieldPanel("website"), FieldPanel("show_website")]),
            ],
            "Contact",
        ),
        FieldPanel("slug"),
    ],
    base_form_class=SupervisorEntryForm,
)
