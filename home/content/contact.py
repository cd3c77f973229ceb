"""The contact page: its words and the questions of its form."""

TITLE = "Contact us"
SUMMARY = "Write to AVIGuk with a question about VIG, training, accreditation or this website."
INTRODUCTION = (
    "<p>Please use this form to write to us. It goes to volunteers, so an answer may take a little while.</p>"
    "<p>If you would like VIG for your family, a professional who works with you usually has to refer you. "
    "{parents} says how. Please do not send private details about a child or a family.</p>"
    "<p>{privacy} says what happens to your message.</p>"
)
THANK_YOU = "<p>Thank you. Your message has reached us.</p>"
MAIL_SUBJECT = "A message from the AVIGuk website"

#: label, kind of field, whether it must be filled in, help text, choices (one a line, the first preselected)
QUESTIONS = [
    ("Your name", "singleline", True, "", ""),
    ("E-mail address", "email", True, "We answer to this address.", ""),
    (
        "Who you are",
        "dropdown",
        False,
        "It helps your message to reach the right person.",
        "I would rather not say\nA parent or carer\nA professional\nA trainee, practitioner or "
        "supervisor\nA commissioner\nA student or researcher\nSomebody else",
    ),
    ("Your message", "multiline", True, "", ""),
]
