"""Training requirements: the stages, hours and words of the path to accreditation."""

from .blocks import Block, Link, bullets, heading, steps, text

TITLE = "Training requirements"
SUMMARY = (
    "The path to becoming an accredited VIG practitioner: a course, three supervised stages, accreditation."
)


def body(link: Link) -> list[Block]:
    return [
        steps(
            "The path in short",
            ("Initial training course", "Two days or four half-days. You take an active part."),
            ("Stage 1", "You begin to work with clients, with a supervisor to support you."),
            ("Stage 2", "You work with more clients. The stage opens with an hour’s introduction."),
            ("Stage 3", "You work with more clients again, and end with your accreditation meeting."),
        ),
        text(
            "What each stage asks, what it costs, and which version applies to you stands on "
            f"{link('pathway', 'the path to accreditation')}.",
        ),
        heading("Who runs the courses"),
        text(
            "AVIGuk does not run courses itself. It regulates training, sets the standards, produces the "
            "training materials, and accredits practitioners and supervisors.",
        ),
        heading("The grades"),
        text(
            bullets(
                "Trainee guider",
                "Guider, also called practitioner",
                "Supervisor",
                "Advanced supervisor",
                "National supervisor",
            ),
            "The wording of the grades changes over time.",
        ),
        heading("Who wrote the requirements"),
        text(
            "A team of educational psychologists developed the AVIGuk training requirements, as the "
            "association’s own account records.",
        ),
    ]
