"""Privacy: what this site keeps about people, in plain words."""

from .blocks import Block, Link, bullets, heading, outside, text

TITLE = "Privacy"
SUMMARY = "What this website keeps about you, why, and what you can ask of us."
ICO = "https://ico.org.uk/make-a-complaint/"


def body(link: Link) -> list[Block]:
    return [
        text(
            "This page is about this website only. A service that offers you VIG has its own rules for film "
            "and notes: please ask it.",
        ),
        heading("When you read this site"),
        text(
            "You can read every public page without telling us who you are. The pages load nothing from "
            "other companies by themselves: no advertising, no pictures or fonts, and no video before you "
            "ask for it.",
            "The company that runs the server may keep a technical log for a while, as servers do.",
        ),
        heading("When you write to us"),
        text(
            f"The {link('contact', 'contact form')} keeps what you write in it: your name, your e-mail "
            "address, who you are and your message. We use it to answer you. It is stored on this website, "
            "where our editors can read it, and may also be sent to us by e-mail. It is kept for a "
            "year, unless we have set another time, and then deleted.",
            "To keep robots away, the form counts how many messages come from one place in a short time. It "
            "does this with a code, and does not keep the address of your computer or phone.",
            "Please do not send private details about a child or a family.",
        ),
        heading("When you have an account"),
        text(
            "Members and editors can sign in. For them we keep a name, an e-mail address, a scrambled form "
            "of the password, and what we need to know about their membership. Changes that editors make "
            "are kept with their name, so that they can be undone.",
            "Six years after the last term of a membership, unless we have set another time, all this is "
            "deleted. Of people who were accredited, the association keeps name, grade and dates for six "
            "years after the end, because people whom they have worked with may ask, or make a claim.",
        ),
        heading("Cookies"),
        text(
            "A cookie is a small note that a website leaves in your browser. You can read our public pages "
            "without any. These are set when you do something that needs them:",
            bullets(
                "<b>csrftoken</b>, by a page with a form, such as the contact form. It makes sure that what "
                "is sent really comes from you.",
                "<b>sessionid</b>, when you sign in. It remembers that you are signed in.",
                "a note of your choice about cookies, when you make one.",
            ),
            "These are read by this website only. Anything else, such as a video from another company, "
            f"waits until you say yes. {link('cookies', 'The cookies page')} lists everything, and lets you "
            "choose.",
            "Cookies help us improve the website and your experience using it. You may delete and block all "
            "cookies from this site at any time. Parts of the site may then no longer work correctly: the "
            "contact form and signing in need the cookies above.",
        ),
        heading("What you can ask of us"),
        text(
            "If you have an account, its page lets you take everything away that this website keeps about "
            "you, correct it, and delete it. Before you decide, it says what goes, and what we have to keep, "
            "why and for how long.",
            "Everybody else can ask to see what we keep about them, to have it corrected, and to have it "
            f"deleted. Please {link('contact', 'write to us')}.",
            "If you are not happy with our answer, you can "
            f"{outside(ICO, 'complain to the Information Commissioner’s Office')}, which looks after data "
            "protection in the UK.",
        ),
    ]
