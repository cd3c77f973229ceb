"""What makes no difference between two words: capitals, accents, the s of a plural."""

import re
import unicodedata


def fold(word: str) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    ).casefold()
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def key(text: str) -> tuple[str, ...]:
    """By which a text of one or several words is known: "Guiders" and "guider" are the same."""
    return tuple(fold(word) for word in re.findall(r"\w+", text))
