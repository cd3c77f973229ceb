"""
CSL-JSON, the format that Zotero and Mendeley export for citation processors, and the neutral form here.

Source: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from evidence.citations.files import LONGEST_RECORD, FileProblem, Record, check_number, pieces
from evidence.citations.items import Item, clean
from evidence.citations.keys import Keys

DEEPEST = 50
MARKS = re.compile(r'["\\{}\[\]\n]')


def write(items: Iterable[Item]) -> Iterator[bytes]:
    """The items as a JSON list in UTF-8, one piece for each."""
    keys = Keys()
    before = "[\n"
    for raw in items:
        item, _problems = clean(raw)
        item = {"id": keys.of(item)} | {key: value for key, value in item.items() if key != "id"}
        yield (before + json.dumps(item, ensure_ascii=False)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def read(stream: BinaryIO) -> Iterator[Record]:
    """The references of a CSL-JSON file. Raises FileProblem for a file that can't be read on."""
    number = 0
    try:
        for line, text in _cut(pieces(stream)):
            number += 1
            check_number(number, line)
            yield _record(number, line, text)
    except FileProblem as problem:
        problem.number = problem.number or number + 1
        raise
    if not number:
        raise FileProblem("No reference was found in it. A CSL-JSON file is a list of objects: [{…}, {…}].")


def _record(number: int, line: int, text: str) -> Record:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        return Record(number, line + error.lineno - 1, None, [f"It is no valid JSON: {error.msg}."])
    except (ValueError, RecursionError):
        return Record(number, line, None, ["It holds a number that is too long."])
    return Record.of(number, line, raw, [] if raw.get("type") else ["It does not say which kind it is."])


def _cut(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The line and the text of each outermost object, without taking in the whole file."""
    line, began, depth, size = 1, 1, 0, 0
    in_string = False
    skipped = -1  # the place of a mark that a backslash before it makes plain text
    held: list[str] = []
    for text in texts:
        start = 0
        for found in MARKS.finditer(text):
            mark, place = found[0], found.start()
            if mark == "\n":
                line += 1
            if place == skipped:
                continue
            if in_string:
                if mark == "\\":
                    skipped = place + 1
                elif mark == '"':
                    in_string = False
            elif not depth:
                if mark == "{":
                    depth, start, began, size, held = 1, place, line, 0, []
            elif mark == '"':
                in_string = True
            elif mark in "{[":
                depth += 1
                if depth > DEEPEST:
                    raise FileProblem("Its brackets are nested too deeply for a reference.", line)
            elif mark in "}]":
                depth -= 1
                if not depth:
                    yield began, "".join([*held, text[start : place + 1]])
        if depth:
            held.append(text[start:])
            size += len(text) - start
            if size > LONGEST_RECORD:
                raise FileProblem("This reference is too long to be one.", began)
        skipped -= len(text)
    if depth:
        raise FileProblem("The file ends before this reference does; it may be cut off.", began)
