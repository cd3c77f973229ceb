"""The two folders that everything else is named from."""

from pathlib import Path

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[3]

# Everything the site writes lies below this one folder: back it up and the site is backed up.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
