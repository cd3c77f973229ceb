"""Reads a letter back: its text, its tags, and the squares of its code, all from the PDF itself."""

import io

from pypdf import PdfReader
from pypdf.generic import ContentStream


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def tags(node) -> list[str]:
    """The kinds of the elements of the structure tree, in the order in which they are read."""
    node = node.get_object()
    found = [node["/S"][1:]] if "/S" in node else []
    for kid in children(node):
        found += tags(kid)
    return found


def children(node):
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    return [kid for kid in kids if hasattr(kid.get_object(), "keys") and "/MCID" not in kid.get_object()]


def figures(node) -> list[str]:
    """The alternative texts of the pictures."""
    node = node.get_object()
    mine = [str(node["/Alt"])] if node.get("/S") == "/Figure" else []
    return mine + [text for kid in children(node) for text in figures(kid)]


def code(pdf: PdfReader) -> set[tuple[int, int]]:
    """The dark squares of the code as (row, column) from its top left corner.

    The code is drawn as lines that are one square thick; no other line of the letter has that thickness
    in its own measure. A thickness holds from ``q`` to ``Q``, and is 1 until it is set (ISO 32000-1, 8.4).
    """
    page = pdf.pages[0]
    dark: set[tuple[int, int]] = set()
    lines: list[tuple[float, float, float]] = []
    widths, here = [1.0], (0.0, 0.0)
    for operands, operator in ContentStream(page.get_contents(), pdf).operations:
        match operator:
            case b"q":
                widths.append(widths[-1])
            case b"Q":
                widths.pop()
            case b"w":
                widths[-1] = float(operands[0])
            case b"m":
                here = (float(operands[0]), float(operands[1]))
            case b"l":
                lines.append((*here, float(operands[0])))
            case b"S" | b"B":
                if widths[-1] == 1:
                    dark |= {(int(y), x) for x0, y, x1 in lines for x in range(round(x0), round(x1))}
                lines = []
            case b"f" | b"n":
                lines = []
    top, left = min(row for row, _ in dark), min(column for _, column in dark)
    return {(row - top, column - left) for row, column in dark}
