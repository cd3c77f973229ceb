"""Every environment variable stands in one table, which tells the truth."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "site" / "config" / "settings"


def read_by_the_settings() -> set[str]:
    names = set()
    for path in SETTINGS.glob("*.py"):
        if path.name != "test.py":
            names |= set(re.findall(r"""\benv(?:\.\w+)?\(\s*["'](\w+)["']""", path.read_text()))
    return names


def told_to_operators() -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "operations.md").read_text(), flags=re.MULTILINE)


def test_the_table_and_the_settings_agree():
    told = told_to_operators()
    assert sorted(told) == sorted(read_by_the_settings())
    assert len(told) == len(set(told))
