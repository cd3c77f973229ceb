"""Short names for writing a page's content: each gives one block in the form StreamField stores.

The shapes are those of ``core.blocks``; a test cleans every loaded page with them, so they can't drift apart.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Block = dict[str, Any]

#: ``link(key, words)`` gives an HTML link to the page loaded under that key; the bare words if it is gone.
Link = Callable[[str, str], str]


def heading(text: str, level: str = "h2") -> Block:
    return {"type": "heading", "value": {"text": text, "level": level}}


def text(*parts: str) -> Block:
    """Running text. Each part is a paragraph, or a list made by :func:`bullets`."""
    return {
        "type": "paragraph",
        "value": "".join(part if part.startswith("<ul>") else _p(part) for part in parts),
    }


def bullets(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def outside(address: str, words: str) -> str:
    """A link to another site."""
    return f'<a href="{address}">{words}</a>'


def doi(number: str) -> str:
    """A link by the publication's permanent number: https://www.doi.org"""
    return outside(f"https://doi.org/{number}", f"doi.org/{number}")


def callout(heading: str, words: str, tone: str = "note") -> Block:
    return {"type": "callout", "value": {"tone": tone, "heading": heading, "text": _p(words)}}


def steps(heading: str, *pairs: tuple[str, str]) -> Block:
    return {"type": "steps", "value": {"heading": heading, "steps": _titled(pairs)}}


def accordion(*pairs: tuple[str, str]) -> Block:
    return {"type": "accordion", "value": {"items": _titled(pairs)}}


def table(caption: str, columns: Sequence[str], *rows: Sequence[str]) -> Block:
    value = {
        "caption": caption,
        "columns": [{"type": "figure", "heading": column} for column in columns],
        "rows": [{"values": list(row)} for row in rows],
    }
    return {"type": "table", "value": value}


def figure(value: str, label: str, as_at: str, precision: str, source: str) -> dict[str, str]:
    """One key figure; ``as_at`` is an ISO date."""
    return {"value": value, "label": label, "as_at": as_at, "precision": precision, "source": source}


def statistics(*figures: dict[str, str]) -> Block:
    return {"type": "statistics", "value": list(figures)}


def button(label: str, page_id: int, style: str = "primary") -> Block:
    return {"type": "button", "value": {"label": label, "page": page_id, "url": "", "style": style}}


def pages(heading: str, page_ids: Sequence[int]) -> Block:
    return {
        "type": "pages",
        "value": {
            "heading": heading,
            "pages": list(page_ids),
            "parent": None,
            "limit": max(len(page_ids), 1),
        },
    }


def _p(words: str) -> str:
    return f"<p>{words}</p>"


def _titled(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"title": title, "text": _p(words)} for title, words in pairs]
