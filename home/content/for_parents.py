"""VIG for parents and carers: what it is, how to get it, whether it is free."""

from .blocks import Block, Link, bullets, callout, heading, steps, text

TITLE = "VIG for parents and carers"
SUMMARY = "What VIG is, what happens, how you can get it and whether it is free."


def body(link: Link) -> list[Block]:
    return [
        heading("What is VIG?"),
        text(
            "VIG stands for Video Interaction Guidance. A trained practitioner films you and your child, "
            "doing something together. Later you watch short clips of the best moments with the "
            "practitioner, and talk about them.",
            "VIG starts from what you already do well. The clips show moments that went better than usual. "
            "The aim is to see what made them good, so that there can be more of them.",
        ),
        steps(
            "What happens",
            ("You are filmed", "The practitioner makes a film of you and your child together."),
            ("The practitioner chooses clips", "Short ones, of moments that went better than usual."),
            (
                "You look at them together",
                "You watch the clips with the practitioner, and talk about what you see.",
            ),
        ),
        text("A film and the talk that follows are called a cycle. You may go through more than one cycle."),
        heading("How do I get it?"),
        callout(
            "You usually need a referral",
            "A professional usually has to refer you. This means that somebody who works with you or your "
            "child asks for VIG on your behalf.",
            tone="important",
        ),
        steps(
            "What you can do",
            (
                "Talk to a professional who knows you",
                "This could be somebody in health, social work or education: a health visitor, a social "
                "worker or a psychologist at your child’s school, for example.",
            ),
            (
                "Ask whether VIG is offered where you live",
                "We cannot promise that it is. If they have not heard of VIG, show them "
                f"{link('about-for-professionals', 'our page for professionals')}. They can also ask "
                f"{link('supervisors', 'a supervisor near you')} who offers VIG there.",
            ),
            ("Ask them to refer you", "Ask what happens next, and how long it may take."),
        ),
        heading("Is it free?"),
        text(
            "There is no one answer. It depends on who offers VIG to you. Please ask, before you start, "
            "whether there is a charge and who would pay it.",
        ),
        heading("Questions you may want to ask first"),
        text(
            bullets(
                "Is there a charge?",
                "Are you accredited by AVIGuk, or are you in training?",
                "How often will we meet, and for how long?",
                "Who will see the film? Where is it kept, and when is it deleted?",
                "What happens if I change my mind?",
            ),
            "It is fine if the practitioner is still in training. Every trainee has a personal supervisor.",
            "You have been given a name? Our "
            f"{link('supervisors', 'register')} says whether that person is accredited today.",
        ),
        heading("Does it help?"),
        text(
            "Research on video feedback, of which VIG is one form, suggests that it may help parents to "
            "respond more sensitively to their child. For some other things, such as children’s behaviour, "
            "the research so far has not shown an effect. "
            f"{link('about-for-commissioners', 'The evidence page')} says more.",
        ),
        heading("Still have a question?"),
        text(
            f"{link('contact', 'Write to us')}. Please do not send private details about your child or your "
            "family.",
        ),
    ]
