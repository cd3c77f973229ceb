"""The officers' rights on trainees."""

from accounts.first_content import OFFICERS
from members.progress.models import Trainee

ORDER = 75


def load(content):
    content.grant(OFFICERS, Trainee, "add", "change", "view")
