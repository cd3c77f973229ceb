"""The accessibility statement: what was tested, what was not, how to tell us. No more than the tests hold."""

from .blocks import Block, Link, bullets, heading, outside, text

TITLE = "Accessibility statement"
SUMMARY = (
    "How easy this site should be to use for everyone, what we have tested, and what to do if something is "
    "in your way."
)
WCAG = "https://www.w3.org/TR/WCAG22/"


def body(link: Link) -> list[Block]:
    return [
        text(
            "We want everybody to be able to read this site and to use it. Our aim is level AA of the "
            f"{outside(WCAG, 'Web Content Accessibility Guidelines, version 2.2')}.",
        ),
        heading("What you should be able to do"),
        text(
            bullets(
                "Read every page with a screen reader, with headings and descriptions of the pictures.",
                "Use every page with a keyboard alone, and see where you are.",
                "Read it on a narrow phone, or enlarged, without scrolling sideways.",
                "Read it in light or dark colours, as your device is set.",
                "Use it without JavaScript.",
                "Print a page without the menus.",
            ),
        ),
        heading("What we have tested"),
        text(
            "Each time the site is changed, these tests are run on each kind of page:",
            bullets(
                "axe, a program that looks for common barriers, in light and in dark colours",
                "use with a keyboard",
                "a window 320 pixels wide.",
            ),
        ),
        heading("What we have not tested"),
        text(
            "Programs find only some barriers. The site has not yet been tested by disabled people or by an "
            "outside auditor, so we do not claim that it meets every point of the guidelines.",
            "Documents that you can download, and pages that are changed later, may be less easy to use "
            "than we wish.",
        ),
        heading("If something is in your way"),
        text(
            f"Please {link('contact', 'tell us')}. Say which page it was, and what you tried to do. You can "
            "also ask for the contents of a page or document in another form.",
        ),
        heading("About this statement"),
        text(
            "It was written in November 2026, when this site was new. Its next review is due in November "
            "2027."
        ),
    ]
