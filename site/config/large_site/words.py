"""Invented titles, texts and names, the same for the same number each time."""

import random
from uuid import NAMESPACE_URL, uuid5

THINGS = [
    "attachment", "attunement", "autism", "babies", "bedtime", "clips", "communication", "confidence",
    "consent", "cycles", "early years", "eye contact", "families", "fathers", "feedback", "feeding", "films",
    "first steps", "fostering", "goals", "grandparents", "health visiting", "homework", "hospital",
    "listening", "looking together", "mothers", "neglect", "neonatal care", "nursery", "parents", "play",
    "practitioners",
    "premature infants", "reading", "recordings", "reflection", "schools", "sensitivity", "shared reviews",
    "siblings", "smiles", "social work", "strengths", "stress", "supervision", "talk", "teachers", "toddlers",
    "training", "trust", "turn-taking", "twins", "waiting", "wellbeing", "young people",
]  # fmt: skip
FRAMES = [
    "What {0} tell us about {1}",
    "{0} and {1}: a study in {2}",
    "Video Interaction Guidance with {0}",
    "A year of {0} and {1}",
    "Working with {0} in {2}",
    "How we look at {0}",
    "Notes on {0} for practitioners",
    "{0}, {1} and the guider’s part",
]
PLACES = [
    "Aberdeen", "Belfast", "Bristol", "Cardiff", "Cork", "Cumbria", "Derry", "Dundee", "Edinburgh", "Exeter",
    "Galway", "Glasgow", "Hull", "Kent", "Leeds", "Leicester", "London", "Manchester", "Newcastle", "Norwich",
    "Oxford", "Perth", "Plymouth", "Sheffield", "Stirling", "Swansea", "Tayside", "Wrexham", "York",
]  # fmt: skip
SENTENCES = [
    "The families were filmed at home for ten minutes, doing what they do on any other day.",
    "We began with a moment that went well, and asked what each of them had done to make it so.",
    "Most of the {0} were seen in {2}, where a service for {1} had just begun.",
    "Parents chose the goals themselves, and looked back at them in the last shared review.",
    "What changed first was the talk about {0}; what lasted longest was the talk about {1}.",
    "The practitioner follows, names what she sees, and leaves a pause for an answer.",
    "Supervision met every month, with clips of the shared review as well as of the family.",
    "Numbers are small, so nothing here says that {0} alone would have done as much.",
    "A second group waited, and was offered the same in the following spring in {2}.",
    "Colleagues who work with {1} will know the picture: little time, and much to notice.",
]
FIRST_NAMES = [
    "Aileen", "Amina", "Ann", "Bethan", "Callum", "Ciara", "David", "Dee", "Elin", "Fatima", "Grace",
    "Hamish", "Isla", "Jo", "Kwame", "Liam", "Mary-Jane", "Niamh", "Olu", "Priya", "Rhys", "Siân", "Tomasz",
    "Zoë",
]  # fmt: skip
LAST_NAMES = [
    "Barlow", "Brown", "Davies", "de Wit", "Fraser", "Hughes", "Khan", "Landry", "MacLeod", "Müller",
    "Murphy", "Ó Sé", "O’Hara", "Okafor", "Patel", "Reid", "Shah", "Smith", "Todd", "Walsh", "Williams",
    "Young",
]  # fmt: skip


class Words:
    """The words of one thing. ``kind`` and ``number`` decide all of them."""

    def __init__(self, kind: str, number: int) -> None:
        self.number = number
        self.chance = random.Random(f"{kind} {number}")  # noqa: S311  (nothing here is a secret)
        self.key = uuid5(NAMESPACE_URL, f"{kind}/{number}")
        self._three = [*self.chance.sample(THINGS, 2), self.chance.choice(PLACES)]

    def _said(self, pattern: str) -> str:
        said = pattern.format(*self._three)
        return said[0].upper() + said[1:]

    def title(self) -> str:
        return f"{self._said(self.chance.choice(FRAMES))} ({self.number})"

    def sentences(self, count: int) -> str:
        return " ".join(self._said(self.chance.choice(SENTENCES)) for _one in range(count))

    def paragraphs(self, count: int) -> list[dict]:
        """Blocks of a page's content, as a stream stores them."""
        return [
            {"type": "paragraph", "value": f"<p>{self.sentences(5)}</p><p>{self.sentences(4)}</p>"}
            for _one in range(count)
        ]

    def name(self) -> tuple[str, str]:
        """A first and a last name; the number makes plain that nobody is meant."""
        return self.chance.choice(FIRST_NAMES), f"{self.chance.choice(LAST_NAMES)} (Test {self.number})"
