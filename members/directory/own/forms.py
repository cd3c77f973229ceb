"""The form in which a supervisor keeps their own entry."""

from django import forms
from django.utils import timezone
from wagtail.images.fields import WagtailImageField

from members.directory import photos
from members.directory.fields import OutcodeField, WebsiteField
from members.directory.models import SupervisorEntry

CONSENT = "I am the person in this photograph, and agree that everybody may see it."
CHOOSE_AGAIN = "Choose your photograph again, please: browsers do not keep a file while something is mended."


class OwnEntryForm(forms.ModelForm):
    """Everything that is the supervisor's own to say. Name, grade and dates are the register's."""

    outcode = OutcodeField()
    website = WebsiteField()
    photo_file = WagtailImageField(
        label="Photograph",
        required=False,
    )
    photo_consent = forms.BooleanField(label=CONSENT, required=False)
    remove_photo = forms.BooleanField(label="Take my photograph out", required=False)

    class Meta:
        model = SupervisorEntry
        fields = [
            "text",
            "in_person",
            "online",
            "town",
            "outcode",
            "areas_covered",
            "room",
            "room_from",
            "sectors",
            "client_groups",
            "languages",
            "phone",
            "show_phone",
            "website",
            "show_website",
        ]
        labels = {
            "text": "In your own words",
            "in_person": "I supervise in person",
            "online": "I supervise online",
            "areas_covered": "Areas that you travel to",
            "room": "Do you have room for a trainee?",
            "room_from": "From which date?",
            "sectors": "Sectors that you work in",
            "client_groups": "Whom you work with",
            "languages": "Languages in which you supervise",
            "show_phone": "Show my telephone number to everybody",
            "show_website": "Show my website to everybody",
        }
        help_texts = {
            "text": "A few sentences, in the first person: how you work, and with whom. Up to 1,500 "
            "characters, and no contact details.",
            "room_from": "Only if there will be room from a date on.",
            **dict.fromkeys(
                [
                    "in_person",
                    "online",
                    "room",
                    "sectors",
                    "client_groups",
                    "languages",
                    "show_phone",
                    "show_website",
                ],
                "",
            ),
        }
        widgets = {
            "room": forms.RadioSelect,
            "room_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "sectors": forms.CheckboxSelectMultiple,
            "client_groups": forms.CheckboxSelectMultiple,
            "languages": forms.CheckboxSelectMultiple,
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "town": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    #: The form's parts, in the order a person thinks: heading, explanation, names of fields.
    PARTS = [
        ("About you", "", ["text", "photo_file", "photo_consent", "remove_photo"]),
        (
            "Where and how",
            "The postcode puts you on the map. Only its first half is kept, and shown.",
            ["in_person", "online", "town", "outcode", "areas_covered"],
        ),
        ("Room for a trainee", "", ["room", "room_from"]),
        (
            "What you offer",
            "Visitors narrow the directory by these.",
            ["sectors", "client_groups", "languages"],
        ),
        (
            "How people reach you",
            "They write to you by a form. Your e-mail address is never shown. What you tick here, everybody "
            "sees.",
            ["phone", "show_phone", "website", "show_website"],
        ),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.shown_photo:
            self.instance.photo = None
            del self.fields["remove_photo"]
        self.fields["website"].help_text = "A public website about your work."
        self.fields["photo_file"].help_text = "Of you alone. JPEG, PNG or WebP, up to 15 MB; cut to a square."

    def parts(self):
        """The parts with their fields, for the template."""
        for heading, explanation, names in self.PARTS:
            yield heading, explanation, [self[name] for name in names if name in self.fields]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("photo_file") and not cleaned.get("photo_consent"):
            self.add_error("photo_consent", "Tick this if everybody may see it; or choose no photograph.")
        if cleaned.get("room") != SupervisorEntry.Room.FROM:
            cleaned["room_from"] = None
        return cleaned

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.errors and self.cleaned_data.get("photo_file"):
            # Unless it is said, the form is sent again without it, and nobody notices.
            self.add_error("photo_file", CHOOSE_AGAIN)

    def put_photo(self, user) -> None:
        """Do with the photograph as was asked, and record who agreed, and when."""
        entry, file = self.instance, self.cleaned_data.get("photo_file")
        if file:
            entry.photo = photos.keep(file, entry.name, user)
            entry.photo_consent_by, entry.photo_consent_on = entry.name[:150], timezone.localdate()
        elif self.cleaned_data.get("remove_photo"):
            entry.photo, entry.photo_consent_by, entry.photo_consent_on = None, "", None
