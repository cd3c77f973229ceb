"""LaTeX as it stands in BibTeX files: characters that must be escaped, and accents that were."""

import re
import unicodedata

ESCAPES = {
    "\\": r"{\textbackslash}",
    # Not \{ and \}: BibTeX counts those as braces, too, and they need not be in pairs.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
#: What LaTeX would join to a dash or a quotation mark is kept apart.
LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")

SYMBOLS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "lbrace": "{",
    "rbrace": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textdollar": "$",
    "textunderscore": "_",
    "textpercent": "%",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotesingle": "'",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textendash": "–",
    "textemdash": "—",
    "textregistered": "®",
    "texttrademark": "™",
    "textsterling": "£",
    "texteuro": "€",
    "pounds": "£",
    "copyright": "©",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "i": "i",
    "j": "j",
    "S": "§",
}
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
ACCENT = re.compile(
    r"\\(?:([\"'`^~=.])|([uvHtcdbkr])(?=[\s{\\]))\s*(?:\{\s*\\?([^\W\d_])\s*\}|\\?([^\W\d_])(?:\{\})?)"
)
TOKEN = re.compile(r"\\([A-Za-z]+)\*?(?:\{\}|[ \t]+)?|\\(.)|---|--|``|''|[{}~$]", re.DOTALL)
MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}


def escape(text: str) -> str:
    """``text`` for a BibTeX value in braces. Letters of any script stay as they are, in UTF-8."""
    escaped = "".join(ESCAPES.get(character, character) for character in text)
    return LIGATURES.sub("{}", escaped)


def unescape(text: str) -> str:
    """What a reader of the typeset ``text`` would see; commands we do not know leave their argument."""
    in_math = len(re.findall(r"(?<!\\)\$", text)) % 2 == 0

    def character(found: re.Match) -> str:
        command, symbol = found[1], found[2]
        if command is not None:
            return SYMBOLS.get(command) or _greek(command)
        if symbol is not None:
            return {"-": "", "/": "", "\\": " ", ",": " ", ";": " ", ":": " "}.get(symbol, symbol)
        if found[0] == "$":
            return "" if in_math else "$"
        return MARKS.get(found[0], "")

    return TOKEN.sub(character, ACCENT.sub(_accented, text))


def _accented(found: re.Match) -> str:
    accent, letter = found[1] or found[2], found[3] or found[4]
    return unicodedata.normalize("NFC", letter + ACCENTS.get(accent, ""))


def _greek(command: str) -> str:
    case = "CAPITAL" if command[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {command}")
    except KeyError:
        return ""


def unescape_address(text: str) -> str:
    """An address or DOI, which BibTeX takes as it stands but some tools escape all the same."""
    return re.sub(r"\\([%&_#~$^{}])(?:\{\})?", r"\1", text).replace("{", "").replace("}", "")
