"""Who may see the log of downloads."""

from accounts.first_content import OFFICERS
from library.models import Download


def load(content):
    content.grant(OFFICERS, Download, "view")
