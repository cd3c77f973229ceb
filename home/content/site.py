"""What stands on every page: the name, the footer, the menus."""

NAME = "AVIGuk"
STRAPLINE = "Association for Video Interaction Guidance UK"
DESCRIPTION = (
    "AVIGuk is the Association for Video Interaction Guidance UK. It sets the standards for VIG, produces "
    "training materials, and accredits practitioners and supervisors."
)
FOOTER_TEXT = (
    "<p>AVIGuk supports practice in Video Interaction Guidance: it produces training materials, sets "
    "standards, and accredits practitioners and supervisors. It was set up in 2012 as an incorporated "
    "charity.</p>"
)

#: first-content key of the page, or an address; label (blank: the page's title)
MAIN_MENU = [
    ("about", ""),
    ("history", "History"),
    ("evidence", "Evidence"),
    ("news", "News"),
    ("about-training", "Training"),
    ("supervisors", "Find a supervisor"),
    ("contact", "Contact"),
]
FOOTER_MENU = [
    ("about-for-parents", "For parents and carers"),
    ("about-for-professionals", "For professionals"),
    ("about-for-commissioners", "For commissioners"),
    ("about-who-we-are", ""),
    ("/join/", "Join us"),
    ("contact", ""),
    ("about-privacy", ""),
    ("about-accessibility", ""),
]
