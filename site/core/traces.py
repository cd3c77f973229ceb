"""Where words stand in everything that the site keeps: each table and each file, whatever they are for.

For requests about free text that no part of the site knows to be about somebody, and as the proof that a
deletion leaves nothing but what was said. It reads everything, so it takes its time.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import storages
from django.db import connection

CHUNK = 1 << 20


@dataclass(frozen=True, order=True)
class Trace:
    """``where``: "table.column", or "storage:name" of a file. ``count``: rows, or 1."""

    where: str
    count: int


def find(words: Iterable[str]) -> Iterator[Trace]:
    """Where one of ``words`` stands, in capitals or not; the words are taken as they are."""
    spellings = sorted({spelling for word in words if word for spelling in _spellings(word)})
    if spellings:
        yield from in_tables(spellings)
        yield from in_files(spellings)


def _spellings(word: str) -> set[str]:
    """As it is, and as JSON and SQL spell it."""
    return {word.lower(), json.dumps(word)[1:-1].lower(), word.lower().replace("'", "''")}


def in_tables(words: list[str]) -> Iterator[Trace]:
    quote = connection.ops.quote_name
    patterns = [f"%{_escaped(word)}%" for word in words]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            for column in connection.introspection.get_table_description(cursor, table):
                # Names come from the database itself, and are quoted; the words are parameters.
                value = f"LOWER(CAST({quote(column.name)} AS TEXT))"
                test = " OR ".join([f"{value} LIKE %s ESCAPE '!'"] * len(patterns))
                cursor.execute(f"SELECT COUNT(*) FROM {quote(table)} WHERE {test}", patterns)  # noqa: S608
                if count := cursor.fetchone()[0]:
                    yield Trace(f"{table}.{column.name}", count)


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def in_files(words: list[str]) -> Iterator[Trace]:
    sought = [word.encode() for word in words]
    for alias in ("default", "private"):
        storage = storages[alias]
        for name in _names(storage, ""):
            if any(word in name.lower() for word in words) or _holds(storage, name, sought):
                yield Trace(f"{alias}:{name}", 1)


def _names(storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        yield f"{folder}/{file}" if folder else file
    for below in folders:
        yield from _names(storage, f"{folder}/{below}" if folder else below)


def _holds(storage, name: str, words: list[bytes]) -> bool:
    """Whether the file holds a word; of a ZIP (an archive, a Word file) what is packed in it."""
    with storage.open(name) as source, tempfile.TemporaryFile() as file:
        shutil.copyfileobj(source, file)
        file.seek(0)
        if _stands_in(file, words):
            return True
        if not zipfile.is_zipfile(file):
            return False
        try:
            with zipfile.ZipFile(file) as packed:
                return any(_stands_in(packed.open(part), words) for part in packed.namelist())
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return False  # broken, or locked with a password


def _stands_in(file, words: list[bytes]) -> bool:
    tail = b""
    longest = max(len(word) for word in words)
    while chunk := file.read(CHUNK):
        text = tail + chunk.lower()
        if any(word in text for word in words):
            return True
        tail = text[-longest:]
    return False
