"""Who is in training, what they must reach, what they have logged, and everything that ever happened to it.

Nothing here is changed but by ``members.progress.services``.
"""

from members.progress.models.digests import Digest
from members.progress.models.entries import Entry
from members.progress.models.events import Event, name_people
from members.progress.models.stages import TraineeStage
from members.progress.models.trainees import Trainee

__all__ = ["Digest", "Entry", "Event", "Trainee", "TraineeStage", "name_people"]
