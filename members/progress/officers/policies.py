"""Who may do what with trainings in the admin: officers enrol, look, and act; nobody edits or deletes."""

from members.membership.officers.policies import NotByHandPolicy


class TraineePolicy(NotByHandPolicy):
    """A training changes by what is done with it, each step on record, and never by a form."""

    never = {"change", "delete"}
