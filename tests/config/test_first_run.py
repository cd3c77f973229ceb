"""`make run` where it cannot work: one line that says what is wrong and what to do."""

import ast
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "requirements" / "install.py"


@pytest.fixture
def install():
    spec = importlib.util.spec_from_file_location("install", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def requirements(tmp_path):
    path = tmp_path / "runtime.txt"
    path.write_text("something==1.0")
    return path


@pytest.fixture
def calls(install, monkeypatch):
    """What would have been run. Making the environment leaves a file where its Python would be."""
    made = []

    def call(command, cwd):
        made.append(command)
        if "venv" in command:
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
        return 0

    monkeypatch.setattr(install.subprocess, "call", call)
    return made


def last_words(capsys) -> str:
    """The complaint; exactly one line."""
    [line] = [line for line in capsys.readouterr().err.splitlines() if line]
    return line


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15)])
def test_a_python_too_old_or_too_new(install, requirements, tmp_path, monkeypatch, capsys, version):
    info = namedtuple("info", "major minor micro releaselevel serial")(*version, 0, "final", 0)
    monkeypatch.setattr(install.sys, "version_info", info)
    with pytest.raises(SystemExit) as stopped:
        install.main(str(tmp_path / ".venv"), str(requirements))
    assert stopped.value.code == 1
    said = last_words(capsys)
    assert "needs Python 3.11 to 3.14" in said
    assert "this is {}.{}".format(*version) in said
    assert "PYTHON=" in said


def test_an_old_python_can_read_the_script():
    ast.parse(SOURCE.read_text(), feature_version=(3, 4))
    for name in ("python2", "python2.7", "python3.6", "python3.8"):
        python = shutil.which(name)
        asked = python and subprocess.run(
            [python, SOURCE, "x", "y"], capture_output=True, text=True, check=False
        )
        if asked and "Cannot" in asked.stderr:
            assert "needs Python 3.11" in asked.stderr


def test_a_python_without_its_venv_module(install, requirements, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        install.main(str(tmp_path / ".venv"), str(requirements))
    assert "without its venv module" in (said := last_words(capsys))
    assert f"apt install python3.{sys.version_info.minor}-venv" in said


def test_a_folder_that_cannot_be_written_to(install, requirements, tmp_path, monkeypatch, capsys):
    def refuse(path, mode="r"):
        if mode == "w":
            raise PermissionError(13, "Permission denied")
        return Path(path).open(mode)

    monkeypatch.setattr(install, "open", refuse, raising=False)
    with pytest.raises(SystemExit):
        install.main(str(tmp_path / ".venv"), str(requirements))
    assert f"the folder {tmp_path} cannot be written to (Permission denied)" in last_words(capsys)


def test_pip_that_fails(install, requirements, tmp_path, calls, monkeypatch, capsys):
    done = install.subprocess.call
    monkeypatch.setattr(
        install.subprocess, "call", lambda command, cwd: 1 if "pip" in command else done(command, cwd)
    )
    with pytest.raises(SystemExit):
        install.main(str(tmp_path / ".venv"), str(requirements))
    assert "pip could not install the packages" in last_words(capsys)


def test_packages_are_installed_once_and_checked_against_their_hashes(install, requirements, tmp_path, calls):
    environment = str(tmp_path / ".venv")
    install.main(environment, str(requirements))
    [_venv, pip] = calls
    assert {"--require-hashes", "--no-deps"} < set(pip)

    install.main(environment, str(requirements))
    assert len(calls) == 2

    requirements.write_text("something==2.0")
    install.main(environment, str(requirements))
    assert len(calls) == 3, "changed requirements are installed into the environment that is there"


def serve(**environment):
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", "serve"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def complaints(result) -> list[str]:
    assert "Traceback" not in result.stderr
    return [line for line in result.stderr.splitlines() if line.startswith("CommandError")]


def test_a_port_that_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = serve(PORT=str(port), DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    [line] = complaints(result)
    assert f"Port {port} cannot be used" in line
    assert "make run" in line


@pytest.mark.parametrize("port", ["eighty", "70000"])
def test_a_port_that_is_none(tmp_path, port):
    result = serve(PORT=port, DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    [line] = complaints(result)
    assert "is not a port" in line


def test_a_data_folder_that_cannot_be_written_to(tmp_path):
    (tmp_path / "file").touch()
    result = serve(PORT="18999", DATA_DIR=str(tmp_path / "file" / "data"))
    assert result.returncode == 1
    [line] = complaints(result)
    assert "cannot be written to" in line
    assert "DATA_DIR=" in line
