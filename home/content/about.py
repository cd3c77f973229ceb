"""About VIG: what it is, in plain words."""

from .blocks import Block, Link, accordion, callout, heading, steps, text

TITLE = "About VIG"
SUMMARY = (
    "Video Interaction Guidance, or VIG for short, helps people to notice what already goes well between "
    "them, and to build on it."
)


def body(link: Link) -> list[Block]:
    return [
        text(
            "Video Interaction Guidance (VIG) is a way of helping people who matter to each other. It works "
            "with strengths: it looks for the moments that go well, however short they are.",
            "A practitioner films people together, and then looks at short clips of the film with them. The "
            "clips are chosen with care. They show moments that went better than usual.",
        ),
        steps(
            "How VIG works",
            (
                "A short film",
                "A trained practitioner films people being together: a parent and a child at play, for "
                "example.",
            ),
            (
                "The best moments",
                "The practitioner goes through the film and picks out short clips of better-than-usual "
                "moments.",
            ),
            (
                "A shared look",
                "You and the practitioner watch the clips together, and talk about what you see. This is "
                "called a shared review.",
            ),
        ),
        text("Taking a film and then looking at the clips together is called a cycle."),
        callout(
            "Guider or practitioner?",
            "A person who is trained to use VIG is called a guider or a practitioner. The two words mean "
            "the same. On this site we mostly say practitioner.",
        ),
        heading("The same approach for people at work"),
        text(
            "Video Enhanced Reflective Practice (VERP) is the same approach for professionals. They look at "
            "film of themselves at work, and at what they do when it goes well.",
        ),
        heading("Words you may meet"),
        accordion(
            ("Attunement", "Being in tune with another person: noticing what they do and answering it."),
            ("Cycle", "One film, and the shared review of its clips that follows."),
            (
                "Shared review",
                "The talk in which the practitioner and the people in the film watch the clips together.",
            ),
            ("Trainee", "Somebody who is learning to use VIG. Each trainee has a personal supervisor."),
            ("Supervisor", "A person who supports and guides trainees through their training."),
            (
                "Accreditation",
                "The decision that a person has met AVIGuk’s standards. AVIGuk accredits practitioners and "
                "supervisors.",
            ),
        ),
        heading("Does it work?"),
        text(
            "The association’s own account says that there is a growing evidence base for the effectiveness "
            "of relatively short, sensitivity-focused interventions with parents that use video feedback in "
            "an attuned way. The evidence is described and discussed in "
            f"{link('evidence-video-interaction-guidance-the-book', 'the first UK book on VIG')}, published "
            "in 2011.",
            f"Research also has limits. {link('about-for-commissioners', 'The evidence page')} sets out "
            "what has been found, how sure we can be of it, and where to read it.",
        ),
        heading("Where VIG in the UK comes from"),
        text(
            "Educational psychologists in Tayside, Scotland, brought VIG training to the UK about 1993. "
            f"{link('history', 'Our history')} tells the story step by step, with its sources.",
        ),
    ]
