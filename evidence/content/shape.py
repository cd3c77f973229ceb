"""How an item of the first evidence is written down."""

from dataclasses import dataclass, field
from typing import Any

AUTHOR, EDITOR = "author", "editor"
VIG, VIDEO_FEEDBACK, WIDER = "vig", "video-feedback", "wider"
JKP = "Jessica Kingsley"
NICE = "National Institute for Health and Care Excellence"


@dataclass(frozen=True)
class Item:
    """``people``: role, family, given; or role and organisation. ``fields``: as EvidencePage names them."""

    key: str
    kind: str
    title: str
    summary: str
    people: tuple[tuple[str, ...], ...]
    fields: dict[str, Any] = field(default_factory=dict)
    design: str = ""
    topics: tuple[str, ...] = ()
    outcomes: tuple[tuple[str, str, str], ...] = ()
    related: tuple[str, ...] = ("about-for-commissioners",)
