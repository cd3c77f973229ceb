"""Who we are: the association, what it does, and how it grew."""

from .blocks import Block, Link, bullets, heading, statistics, text
from .home import FIGURES

TITLE = "Who we are"
SUMMARY = (
    "AVIGuk is the Association for Video Interaction Guidance UK. It sets the standards for VIG and "
    "accredits people."
)


def body(link: Link) -> list[Block]:
    return [
        text(
            "AVIGuk stands for Association for Video Interaction Guidance UK. It was set up in 2012 as an "
            "incorporated charity. Supervisors are its members and its trustees.",
        ),
        heading("What we do"),
        text(
            "AVIGuk supports practice by producing training materials, setting standards and accrediting "
            "guiders (also called practitioners) and supervisors. It also regulates training. It does not "
            "run courses itself.",
        ),
        heading("How we grew"),
        text(
            "VIG training came to the UK about 1993, through educational psychologists in Tayside, "
            "Scotland. From there it spread across Scotland. In the South of England it was offered with "
            "the educational psychology services of Hampshire and Brighton at the start.",
            "From these seedcorn projects, says the association’s own account, sprang 100 AVIGuk "
            "supervisors and more than 1,000 AVIGuk practitioners. Over half of the supervisors were "
            "educational psychologists. The account gives no date; the last event that it names is of "
            "October 2012.",
        ),
        statistics(*FIGURES),
        text(f"{link('history', 'Our history')} has the whole story, with its sources."),
        heading("Psychologists at work for VIG"),
        text(
            "The association’s account records what educational psychologists have done for VIG in the UK:",
            bullets(
                "A team of educational psychologists worked for VIG through political, practice and "
                "research activity. Through that work, the account says, VIG is recommended in the "
                f"{link('evidence-nice-ph40-early-years', 'NICE guidance')} <i>Social and emotional "
                f"wellbeing: early years</i> of October 2012.",
                "Three educational psychologists, Hilary Kennedy, Miriam Landor and Liz Todd, edited "
                f"{link('evidence-video-interaction-guidance-the-book', 'the first UK book on VIG')}, in "
                f"2011.",
                "Educational psychologists in training wrote "
                f"{link('evidence-twenty-doctoral-theses', '20 doctoral theses')} over ten years on the "
                f"impact of VIG interventions.",
                "A team of educational psychologists developed the training requirements and the website "
                "that AVIGuk had when the account was written.",
            ),
        ),
        heading("Read on"),
        text(
            bullets(
                link("about-training", "Training requirements"),
                link("about-for-commissioners", "The evidence, with its limits"),
                link("contact", "Contact us"),
            ),
        ),
    ]
