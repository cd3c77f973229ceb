"""
Everything that changes a training. No other code writes to its models.

Each function works in a transaction with the training's row locked, so that doing a thing twice, or two
people doing it at once, is doing it once. What can't be done raises ``RefusedError``, with a sentence for
whoever asked (``str(refused)``) and the field to mend (``refused.field``); nothing of it is saved. ``by`` is
always the user who asks: the functions check for themselves that this is the trainee, the personal
supervisor, the external supervisor or an officer, and in good standing today.

Trainee            ``log``, ``change``, ``withdraw``, ``correct`` (what is confirmed)
Supervisor         ``confirm`` and ``ask_back`` (in bulk), ``correct``, ``propose``, ``record_course``
External           ``decide``
Officer            ``enrol``, ``change_supervisor``, ``accredit``, ``leave``, ``resume``

To read: ``Trainee.objects.of_supervisor(member)``, ``Entry.objects.waiting_for(member)``,
``TraineeStage.objects.to_decide(member)``, ``requirements.requirements(stages)``, ``Trainee.events``,
``may_supervise(member)``, ``role(trainee, member)``.
"""

from members.progress.services.acting import RefusedError, may_supervise, role
from members.progress.services.entries import ask_back, change, confirm, correct, log, withdraw
from members.progress.services.office import accredit, change_supervisor, enrol, leave, resume
from members.progress.services.stages import decide, propose, record_course

__all__ = [
    "RefusedError",
    "accredit",
    "ask_back",
    "change",
    "change_supervisor",
    "confirm",
    "correct",
    "decide",
    "enrol",
    "leave",
    "log",
    "may_supervise",
    "propose",
    "record_course",
    "resume",
    "role",
    "withdraw",
]
