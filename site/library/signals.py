"""A signal, since Wagtail's bulk action deletes by queryset, which never calls the model's delete()."""

from library.keeping import refuse_deleting


def keep_what_is_used(sender, instance, **kwargs):
    """Raise ``KeptError`` before a document is deleted that is locked or in use."""
    refuse_deleting(instance)
