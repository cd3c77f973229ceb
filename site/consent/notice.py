"""What visitors are told and asked: the banner's words and the categories, read once and kept in the cache.

The cache is shared by all processes. Each change sets a new *generation*, which is part of the key: a process
that read the database just before the change can only store what it read under the old one. What changes
without a signal (``bulk_create``, a loaded fixture) shows when the entry's minute is over.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from functools import cached_property

from cookie_consent.cache import delete_cache
from django.core.cache import cache
from django.dispatch import Signal
from django.forms import model_to_dict

from core.kept import kept, mark

#: Sent after a change, without arguments, for whoever keeps whole pages in a cache.
changed = Signal()

GENERATION = "consent:generation"
#: Part of the key. Raise it with the shape of the data below, so that a new release reads no old entry.
SHAPE = 1
SECONDS = 60

WORDS = ("heading", "text", "accept_label", "reject_label", "choose_label", "save_label", "gpc_text")
MESSAGES = ("saved_text", "failed_text")
COOKIE_FIELDS = ("name", "description", "provider", "duration", "storage_type", "domain", "path")


@dataclass(frozen=True)
class Category:
    """``version`` changes when those who agreed have to be asked again; ``number`` is the same for people."""

    varname: str
    name: str
    description: str
    is_required: bool
    legal_basis: str
    version: str
    number: int
    cookies: list[dict]


@dataclass(frozen=True)
class Notice:
    words: dict[str, str]
    categories: list[Category]

    @property
    def required(self) -> list[Category]:
        return [category for category in self.categories if category.is_required]

    @property
    def optional(self) -> list[Category]:
        return [category for category in self.categories if not category.is_required]

    @property
    def versions(self) -> dict[str, str]:
        return {category.varname: category.version for category in self.optional}

    @property
    def versions_line(self) -> str:
        """The same in one line, as the script in the page's head compares it with the cookie."""
        return "|".join(f"{varname}={version}" for varname, version in self.versions.items())

    def get(self, varname: str) -> Category | None:
        return next((category for category in self.optional if category.varname == varname), None)

    @cached_property
    def wording(self) -> str:
        """All that a visitor is shown before choosing, always the same for the same words."""
        shown = {
            "words": {name: self.words[name] for name in WORDS},
            "categories": [
                {
                    "name": category.name,
                    "purpose": category.description,
                    "version": category.number,
                    "cookies": category.cookies,
                }
                for category in self.optional
            ],
        }
        return json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=1)

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.wording.encode()).hexdigest()


def current() -> Notice:
    """Within a transaction out of the cache, else as the database has it now."""
    return kept("consent notice", read_notice) if mark() else _from_the_cache()


def read_notice() -> Notice:
    return _notice(read())


def _from_the_cache() -> Notice:
    generation = cache.get(GENERATION)
    if generation is None:
        generation = cache.get_or_set(GENERATION, lambda: secrets.token_hex(8), timeout=None)
    key = f"consent:notice:{SHAPE}:{generation}"
    data = cache.get(key)
    if data is None:
        data = read()
        cache.set(key, data, SECONDS)
    return _notice(data)


def forget() -> None:
    """Start a new generation, for every process; and the package's own cache with it."""
    cache.set(GENERATION, secrets.token_hex(8), timeout=None)
    delete_cache()
    changed.send(sender=Notice)


def read() -> dict:
    """The notice as plain data, from the database."""
    from consent.models import BannerWords, ConsentCategory

    categories = [
        {
            "varname": category.varname,
            "name": category.name,
            "description": category.description,
            "is_required": category.is_required,
            "legal_basis": category.legal_basis,
            "version": category.version,
            "number": category.policy_version,
            "cookies": [
                {
                    **{field: getattr(cookie, field) for field in COOKIE_FIELDS},
                    "storage": cookie.get_storage_type_display(),
                }
                for cookie in category.cookies.all()
            ],
        }
        for category in ConsentCategory.objects.prefetch_related("cookies")
    ]
    has_optional = any(not category["is_required"] for category in categories)
    words = BannerWords.current() if has_optional else BannerWords()
    return {"words": model_to_dict(words, fields=[*WORDS, *MESSAGES]), "categories": categories}


def preview(words) -> Notice:
    """The notice as it would be with other words, for the editor's preview."""
    data = read()
    return _notice({**data, "words": model_to_dict(words, fields=[*WORDS, *MESSAGES])})


def _notice(data: dict) -> Notice:
    return Notice(data["words"], [Category(**category) for category in data["categories"]])
