"""The messages of the contact form, in the admin."""

from wagtail.contrib.forms.views import SubmissionsListView

from core.exports import SafeExportMixin


class SubmissionsView(SafeExportMixin, SubmissionsListView):
    """Wagtail's list of messages; a message that looks like a formula is only text in its downloads."""
