"""The editors' guide, where editors are: in the admin, under Help.

It is written in ``docs/editors.md``, in the small part of Markdown that :func:`to_html` reads: headings,
paragraphs, lists, tables, and words in bold, in italics or as code.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

GUIDE = Path(settings.BASE_DIR) / "docs" / "editors.md"

ITEM = re.compile(r"(\d+\.|[*-]) +")
#: What begins a block of its own, so that a paragraph before it ends.
BLOCK = re.compile(r"#{1,4} |\|")
INLINE = [
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\*)\*(?! )(.+?)\*(?!\*)"), r"<em>\1</em>"),
]


def guide(request):
    """The whole guide on one page, with its parts to jump to."""
    text = GUIDE.read_text(encoding="utf-8")
    _title, _line, rest = text.partition("\n")
    parts = re.findall(r"^## (.+)$", rest, re.MULTILINE)
    context = {"guide": to_html(rest.splitlines()), "parts": [(slugify(part), part) for part in parts]}
    return TemplateResponse(request, "core/guide.html", context)


def to_html(lines: Iterable[str]) -> SafeString:
    """HTML of Markdown; whatever looks like HTML in it is shown as it stands."""
    return mark_safe("\n".join(_blocks(list(lines))))  # _words escapes all that is not ours


def _words(text: str) -> str:
    html: str = escape(text)
    for pattern, replacement in INLINE:
        html = pattern.sub(replacement, html)
    return html


def _blocks(lines: list[str]) -> Iterable[str]:
    while lines:
        line = lines[0]
        if not line.strip():
            lines = lines[1:]
        elif line.startswith("#"):
            marks, _space, words = line.partition(" ")
            level = len(marks)
            yield f'<h{level} id="{slugify(words)}">{_words(words)}</h{level}>'
            lines = lines[1:]
        elif line.startswith("|"):
            rows, lines = _while(lines, lambda row: row.startswith("|"))
            yield _table(rows)
        elif marker := ITEM.match(line):
            tag = "ol" if marker[1][0].isdigit() else "ul"
            items, lines = _items(lines, tag)
            yield f"<{tag}>{''.join(f'<li>{to_html(item)}</li>' for item in items)}</{tag}>"
        else:
            words, lines = _while(
                lines, lambda row: bool(row.strip()) and not BLOCK.match(row) and not ITEM.match(row)
            )
            yield f"<p>{_words(' '.join(words))}</p>"


def _while(lines, wanted):
    """The first lines that are wanted, stripped, and the rest; one at least, so that reading goes on."""
    end = next((n for n, line in enumerate(lines) if n and not wanted(line)), len(lines))
    return [line.strip() for line in lines[:end]], lines[end:]


def _items(lines: list[str], tag: str) -> tuple[list[list[str]], list[str]]:
    """The items of a list, each as its own lines without their indentation, and what comes after the list."""
    items: list[list[str]] = []
    while lines:
        marker = ITEM.match(lines[0])
        if marker and (tag == "ol") == marker[1][0].isdigit():
            indent = marker.end()
            items.append([lines[0][indent:]])
        elif not lines[0].strip() or lines[0].startswith(" "):
            items[-1].append(lines[0][indent:] if lines[0][:indent].isspace() else lines[0].strip())
        else:
            break
        lines = lines[1:]
    return items, lines


def _table(rows: list[str]) -> str:
    cells = [[_words(cell.strip()) for cell in row.strip("|").split("|")] for row in rows]
    head = "".join(f'<th scope="col">{cell}</th>' for cell in cells[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells[2:])
    return f'<table class="listing"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
