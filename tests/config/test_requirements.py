"""The pinned files are what pyproject.toml asks for, with a hash for every package and no address in them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DEV = RUNTIME + [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
FILES = {"runtime.txt": RUNTIME, "dev.txt": DEV, "dev-newest.txt": DEV}


def blocks(name: str) -> list[str]:
    """One text for each package: its pin and its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "requirements" / name).read_text(), flags=re.MULTILINE)
    return re.split(r"\n(?=\S)", text.strip())


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for block in blocks(name):
        package, version = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", block).groups()
        found.setdefault(package.lower().replace("_", "-"), set()).add(version)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_dependency_is_pinned_within_its_bounds(name):
    pinned = pins(name)
    for requirement in FILES[name]:
        versions = pinned[requirement.name.lower().replace("_", "-")]
        assert versions
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_its_hashes_and_no_address(name):
    assert all("--hash=sha256:" in block for block in blocks(name))
    text = (ROOT / "requirements" / name).read_text()
    assert "://" not in text
    assert "index" not in text


def test_every_dependency_has_a_lower_and_an_upper_bound():
    for requirement in DEV:
        assert {clause.operator for clause in requirement.specifier} == {">=", "<"}, requirement


def test_the_site_runs_on_the_long_term_release_and_is_tested_on_the_newest():
    assert all(version.startswith("7.4.") for version in pins("runtime.txt")["wagtail"])
    assert all(version.startswith("7.4.") for version in pins("dev.txt")["wagtail"])
    assert not any(version.startswith("7.") for version in pins("dev-newest.txt")["wagtail"])
