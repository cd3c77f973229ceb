"""Run a command that needs Chromium: python -m tests.support.chromium COMMAND…"""

import subprocess
import sys

from tests.support import system


def main(command: list[str]) -> int:
    if not system.chromium():
        system.install("chromium")
    if not system.chromium():
        return system.leave_out("Chromium", "chromium")
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
