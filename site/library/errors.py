"""What the library refuses to do, each with a sentence for whoever asked."""


class RefusedError(Exception):
    """Nothing was changed. ``str()`` of it is a sentence to show: what, why, and what to do."""


class KeptError(RefusedError):
    """A document that must stay as it is: its file is locked, or something uses it."""


class NoRoomError(RefusedError):
    """The place where private files lie is full."""

    def __init__(self):
        super().__init__(
            "There is no room left for this file, so nothing was changed. "
            "Please tell whoever runs the site that its storage is full."
        )
