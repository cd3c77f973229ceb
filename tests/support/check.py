"""What `make check` looks at. Everything is run, even after a failure, and summed up at the end."""

import os
import secrets
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CODE = ["manage.py", "site", "home", "history", "evidence", "members", "search", "tests", "requirements"]
MANAGE = [sys.executable, "manage.py"]

#: Safe values as a public server would have them, so that the production settings start.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "www.example.org",
    "SITE_URL": "https://www.example.org",
}
PATHS = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}

#: One of them, the types, takes as long as all others.
AT_ONCE = 2

CHECKS: list[tuple[str, list[str | Path], dict[str, str]]] = [
    ("types", [BIN / "mypy"], PATHS),
    # install.py takes the requirement files at their word that they name everything.
    ("packages", [sys.executable, "-m", "pip", "check"], {}),
    ("style", [BIN / "ruff", "check", *CODE], {}),
    ("format", [BIN / "ruff", "format", "--check", *CODE], {}),
    ("templates", [BIN / "djlint", "templates", "--lint", "--quiet"], {}),
    ("template format", [BIN / "djlint", "templates", "--check", "--quiet"], {}),
    ("layers", [BIN / "lint-imports", "--no-cache"], PATHS),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    ("deployment", [*MANAGE, "check", "--deploy", "--fail-level=WARNING", "--database=default"], PRODUCTION),
]


def main() -> int:
    failed = []
    with (
        tempfile.TemporaryDirectory(prefix="aviguk-check-") as folder,
        ThreadPoolExecutor(AT_ONCE) as together,
    ):
        # A place of its own, so that neither a developer's database nor the environment has a say.
        own = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
        unset = {"DEBUG", "DJANGO_SETTINGS_MODULE", *PRODUCTION}
        inherited = {name: value for name, value in os.environ.items() if name not in unset}

        def look(command: list[str | Path], extra: dict[str, str]) -> "subprocess.CompletedProcess[str]":
            return subprocess.run(
                command,
                cwd=ROOT,
                env={**inherited, **own, **extra},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )

        looks = [(name, together.submit(look, command, extra)) for name, command, extra in CHECKS]
        for name, looked in looks:
            done = looked.result()
            print(f"\n--- {name}\n{done.stdout}", end="", flush=True)
            if done.returncode:
                failed.append(name)
    print(f"\nmake check: {', '.join(failed)} failed" if failed else "\nmake check: all clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
