"""What falls due by the calendar, such as reminders: one command for cron asks every part of the site.

A part connects a function to the signal ``due`` in its ``AppConfig.ready``. It is called with ``today`` (a
date, in the site's time zone), does what is due and was not done yet, and returns a sentence that says what
it did, or an empty one. It may be called as often as one likes: what was done once is not done again. Nothing
that keeps people out may depend on it.
"""

from django.dispatch import Signal

due = Signal()
