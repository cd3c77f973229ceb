"""The shape of the house: site/ is a source root, imports go one way, no room grows too large."""

import site
import subprocess
import sysconfig
import tomllib
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]


def own_files(*suffixes: str) -> list[Path]:
    """Everything under version control, by suffix."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [ROOT / name for name in names if name.endswith(suffixes) and (ROOT / name).is_file()]


def test_site_is_a_source_root_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert Path(site.__file__).parent == Path(sysconfig.get_path("stdlib"))


def test_no_test_hides_inside_the_source_root_where_it_would_not_be_collected():
    assert [
        path for path in (ROOT / "site").rglob("test*.py") if path.parts[-2:] != ("settings", "test.py")
    ] == []


def test_imports_go_one_way(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.syspath_prepend(ROOT / "site")
    assert lint_imports(no_cache=True) == 0


def test_every_application_of_ours_is_held_by_the_import_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    tops = {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")}
    tops |= {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert set(contract["root_packages"]) == tops


def test_no_room_grows_past_400_lines():
    counted = {
        path.relative_to(ROOT): len(path.read_text().splitlines())
        for path in own_files(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts
    }
    assert {path: lines for path, lines in counted.items() if lines > 400} == {}
