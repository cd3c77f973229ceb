"""Files of references for the tests of the import."""


def ris(title="Video feedback in widescreen", year="2008", doi="10.1016/j.cpr.2008.01.003"):
    lines = ["TY  - JOUR", "AU  - Fukkink, Ruben G.", f"PY  - {year}", f"TI  - {title}", "T2  - A journal"]
    return "\r\n".join([*lines, *([f"DO  - {doi}"] if doi else []), "ER  - ", "", ""]).encode()


def many(count):
    """A list of ``count`` different articles, with abstracts of the usual length."""
    abstract = "Video feedback helps parents to see what already goes well. " * 15
    for number in range(count):
        yield (
            f"TY  - JOUR\r\nAU  - Name{number % 977}, Ann B.\r\nAU  - Other{number % 89}, C.\r\n"
            f"PY  - {1990 + number % 35}\r\nTI  - A study of attunement, number {number}\r\n"
            f"T2  - Journal {number % 50}\r\nVL  - {number % 40}\r\nIS  - {number % 6}\r\n"
            f"SP  - {number}\r\nEP  - {number + 12}\r\nDO  - 10.5555/vig.{number}\r\nAB  - {abstract}\r\n"
            f"KW  - attunement\r\nKW  - parents\r\nER  - \r\n\r\n"
        ).encode()


BROKEN = b"TY  - JOUR\r\nTI  - Cut off in the middle\r\nPY  - 2001\r\n"
