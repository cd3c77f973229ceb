"""Training requirements: the stages, hours and words of the path to accreditation."""

from .blocks import Block, Link, bullets, callout, heading, steps, table, text

TITLE = "Training requirements"
SUMMARY = (
    "The path to becoming an accredited VIG practitioner: a course, three supervised stages, accreditation."
)


def body(link: Link) -> list[Block]:
    return [
        callout(
            "Please check before you plan",
            "Hours and stages are given here as the association’s public pages describe them. Copies of "
            f"those pages from different times do not fully agree. {link('contact', 'Check with AVIGuk')} "
            "which version applies to you.",
            tone="important",
        ),
        steps(
            "The path in short",
            ("Initial training course", "Two days or four half-days. You take an active part."),
            ("Stage 1", "You begin to work with clients, with a supervisor to support you."),
            ("Stage 2", "You work with more clients. The stage opens with an hour’s introduction."),
            ("Stage 3", "You work with more clients again, and end with your accreditation meeting."),
        ),
        heading("What each stage asks"),
        table(
            "The training path to accredited practitioner",
            ["Stage", "Training", "Work required", "Supervision", "Ends with"],
            [
                "Initial training course",
                "2 days or 4 half-days",
                "Active participation",
                "None",
                "Course evaluation",
            ],
            [
                "Stage 1",
                "None",
                "6 cycles with 2 or more clients",
                "7 × 1 hour",
                "Transition meeting (1 hour)",
            ],
            [
                "Stage 2",
                "1-hour introduction",
                "9 cycles with 3 or more further clients",
                "8 × 1 hour",
                "Transition meeting (1 hour)",
            ],
            [
                "Stage 3",
                "1-hour introduction",
                "12 cycles with 3 or more further clients",
                "8 × 1 hour",
                "Accreditation meeting (1 hour)",
            ],
        ),
        heading("What the words mean"),
        text(
            bullets(
                "<b>Cycle</b>: taking a video, and then a shared review of the clips with the client.",
                "<b>Supervision</b>: time with your personal supervisor. Each trainee has one.",
                "<b>Transition meeting</b>: the meeting that ends stage 1 and stage 2.",
                "<b>Accreditation meeting</b>: the meeting that ends stage 3.",
            ),
        ),
        heading("Who decides"),
        text(
            "Your personal supervisor supports you. Another person, an external supervisor, accredits the "
            "end of each stage.",
        ),
        heading("Registering, and what it costs"),
        text(
            "You register with AVIGuk when your supervision starts. You pay a one-off fee and get access to "
            "the training materials. We do not show an amount here, because it changes: please "
            f"{link('contact', 'ask us')} for today’s fee.",
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
