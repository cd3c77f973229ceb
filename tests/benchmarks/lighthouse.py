"""
Lighthouse's mobile scores of the main pages: make lighthouse.

Serves the site as the benchmark does and runs npm's lighthouse through npx in the system's Chromium. Reports
are kept in lighthouse/. Fails below the scores that the site promises.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.__main__ import ADDRESSES, HELLO, ROOT, server
from tests.support import first_content, system

#: The least score of each category, of 100.
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


def scores(npx: str, chromium: str, url: str, report: Path) -> dict[str, int]:
    command = [npx, "--yes", "lighthouse", url, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={FLAGS}"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, stdin=subprocess.DEVNULL, check=True)
    categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * categories[name]["score"]) for name in LEAST}


def main() -> int:
    npx, chromium = shutil.which("npx"), system.chromium()
    if not npx or not chromium:
        print(
            "Lighthouse needs npx (from Node.js) and Chromium; this machine has not got both.",
            file=sys.stderr,
        )
        return 1
    reports = ROOT / "lighthouse"
    reports.mkdir(exist_ok=True)
    good = True
    with (
        tempfile.TemporaryDirectory(prefix="aviguk-lighthouse-") as folder,
        server(first_content.template(Path(folder)), workers=2) as port,
    ):
        for name, address in ADDRESSES.items():
            if address == HELLO:
                continue
            found = scores(npx, chromium, f"http://127.0.0.1:{port}{address}", reports / f"{name}.json")
            print(f"{name:<10}", "  ".join(f"{kind} {score}" for kind, score in found.items()), flush=True)
            good &= all(found[kind] >= least for kind, least in LEAST.items())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
