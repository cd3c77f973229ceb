"""VIG for professionals: what it offers, how to train, who accredits."""

from .blocks import Block, Link, bullets, callout, heading, steps, text

TITLE = "VIG for professionals"
SUMMARY = "What VIG offers to your work, how you train in it, and who accredits you."


def body(link: Link) -> list[Block]:
    return [
        heading("VIG in your work"),
        text(
            "Video Interaction Guidance (VIG) is a strengths-based, relationship-based way of working. You "
            "film an interaction, choose short clips of better-than-usual moments, and review them together "
            "with the client.",
            "In the UK it began with educational psychologists. They went on to train colleagues in health, "
            "social work, university courses in educational psychology and the voluntary sector.",
        ),
        heading("VERP: the same approach for your own practice"),
        text(
            "Video Enhanced Reflective Practice (VERP) is for professionals who want to look at their own "
            "work. You look at film of yourself with the people you work with, and learn from what goes "
            "well.",
        ),
        steps(
            "How to train",
            ("Take the initial training course", "It lasts two days, or four half-days."),
            (
                "Register with AVIGuk",
                "You register when your supervision starts, and pay a one-off fee. This gives you access to "
                'the training materials. <a href="/join/">Join us</a>',
            ),
            (
                "Practise with supervision",
                "You work with clients through three stages. You have a personal supervisor all the way.",
            ),
            (
                "Be accredited",
                "An external supervisor accredits the end of each stage. After the third you are an "
                "accredited practitioner, also called a guider.",
            ),
        ),
        text(
            f"{link('pathway', 'The path to accreditation')} gives the hours and the work of each stage.",
        ),
        callout(
            "AVIGuk does not run courses itself",
            "It regulates training, accredits practitioners and supervisors, sets standards and produces "
            f"training materials. To ask about training, please {link('contact', 'write to us')}.",
            tone="important",
        ),
        heading("If a family asks you about VIG"),
        text(
            "Families usually need a professional to refer them. "
            f"{link('about-for-parents', 'Our page for parents and carers')} explains VIG in plain words. "
            "You can give it to a family as it is.",
        ),
        heading("Reading"),
        text(
            bullets(
                "Hilary Kennedy, Miriam Landor and Liz Todd (editors), <i>Video Interaction Guidance: A "
                "Relationship-Based Intervention to Promote Attunement, Empathy and Wellbeing</i>. Jessica "
                "Kingsley, 2011. The first UK book on VIG.",
                "Hilary Kennedy, Miriam Landor and Liz Todd (editors), <i>Video Enhanced Reflective "
                "Practice</i>. Jessica Kingsley, 2015. ISBN 9781849054102.",
                "<i>Educational Psychology in Scotland</i>, volume 15, number 1, Spring 2014: a special "
                "issue on VIG.",
            ),
            f"{link('about-for-commissioners', 'The evidence page')} lists the research, with its limits.",
        ),
    ]
