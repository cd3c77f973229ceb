"""
Build the site's virtual environment: requirements/install.py FOLDER FILE.

Standard library only, and in words that even Python 2 can read, so that a Python too old for the site says so
in one line instead of failing on its own syntax. A second run with nothing changed does nothing.
"""

import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def say(message):
    sys.stdout.write(message + "\n")
    sys.stdout.flush()


def stop(message):
    sys.stderr.write("\nCannot set the site up: " + message + "\n")
    sys.exit(1)


def check_python():
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        stop(
            "it needs Python %d.%d to %d.%d and this is %d.%d. Install one of those, "
            "or name it: make run PYTHON=/path/to/python3" % (OLDEST + NEWEST + version)
        )


def check_folder(folder):
    """The first part of the path that exists must take a new file; os.access would be no proof."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    probe = os.path.join(folder, ".write-test-%d" % os.getpid())
    try:
        with open(probe, "w"):
            pass
        os.remove(probe)
    except OSError as error:
        stop(
            "the folder %s cannot be written to (%s). Mend its permissions or copy the site elsewhere."
            % (folder, error.strerror)
        )


def check_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "this Python comes without its venv module. On Debian and Ubuntu: apt install python%d.%d-venv"
            % sys.version_info[:2]
        )


def run(command, failure):
    try:
        code = subprocess.call(command, cwd=ROOT)
    except OSError as error:
        stop("%s (%s)." % (failure, error.strerror))
    if code:
        stop(failure)


def fingerprint(requirements):
    with open(requirements, "rb") as source:
        return hashlib.sha256(source.read() + sys.version.encode()).hexdigest()


def read(path):
    try:
        with open(path) as source:
            return source.read()
    except OSError:
        return ""


def main(folder, requirements):
    check_python()
    folder = os.path.abspath(folder)
    requirements = os.path.abspath(requirements)
    name = os.path.splitext(os.path.basename(requirements))[0]
    python = os.path.join(folder, "bin", "python")
    stamp = os.path.join(folder, "installed-" + name)
    wanted = fingerprint(requirements)
    if os.path.exists(python) and read(stamp) == wanted:
        return

    check_folder(folder)
    version = os.path.join(folder, "python-version")
    if not os.path.exists(python) or read(version) != sys.version:
        check_venv()
        say("Making the virtual environment " + os.path.relpath(folder, ROOT))
        run(
            [sys.executable, "-m", "venv", "--clear", folder],
            "the virtual environment could not be made; the lines above say why",
        )
        with open(version, "w") as target:
            target.write(sys.version)
    say("Installing %s (a minute or two, this once)" % os.path.relpath(requirements, ROOT))
    # The file names all there is to install. An older pip that looks itself for what needs what takes
    # coverage[toml] for another package than the pinned coverage, and stops as soon as there is a newer one.
    run(
        [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        + ["--no-deps", "--require-hashes", "-r", requirements],
        "pip could not install the packages; the lines above say why. Is there a network? Then run it again.",
    )
    with open(stamp, "w") as target:
        target.write(wanted)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        stop("give a folder and a requirements file, as the Makefile does.")
    main(sys.argv[1], sys.argv[2])
