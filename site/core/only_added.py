"""Records that are only ever added: proof of what was. Three doors lead past the guard, asked for by law.

``let_go`` takes a person off their records, and ``take_words_off`` what was written about them in free words
(UK GDPR, article 17); ``forget_before`` does away with records past their time (article 5(1)(e)). Nothing
else changes or removes any. No door can make a record say something else than it did, or remove one that is
not old enough.
"""

from django.db import models


def _refused(model: type[models.Model], what: str) -> TypeError:
    return TypeError(f"{str(model._meta.verbose_name_plural).capitalize()} are never {what}.")


class OnlyAdded(models.QuerySet):
    """Refuses to change or delete what was recorded."""

    model: type["OnlyAddedModel"]  # type: ignore[assignment]

    def update(self, **kwargs):
        raise _refused(self.model, "changed")

    def bulk_update(self, *args, **kwargs):
        raise _refused(self.model, "changed")

    def delete(self):
        raise _refused(self.model, "deleted one by one")

    def let_go(self, user) -> int:
        """Take the link to this person off all of their records; returns how many had one."""
        field = self.model.person_field
        return models.QuerySet(self.model).filter(**{field: user}).update(**{field: None})

    def take_words_off(self) -> int:
        """Empty the fields that hold people's own words (``free_words``); returns how many there were."""
        if not self.model.free_words:
            raise ValueError(f"{self.model.__name__} names no fields of free words.")
        fields = [field for field in self.model._meta.fields if field.name in self.model.free_words]
        empty = {field.name: field.get_default() for field in fields}
        return super().update(**empty)

    def older_than(self, moment):
        return self.filter(**{f"{self.model.time_field}__lt": moment})

    def forget_before(self, moment) -> int:
        """Remove the records made before ``moment``; returns how many."""
        old = models.QuerySet(self.model).filter(**{f"{self.model.time_field}__lt": moment})
        count = old.count()
        old.delete()
        return count


class OnlyAddedModel(models.Model):
    #: The fields that say who and when; without one of them, the door that needs it stays shut.
    person_field: str
    time_field: str
    #: Fields that may hold anything about anybody.
    free_words: tuple[str, ...] = ()

    objects = OnlyAdded.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise _refused(type(self), "changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise _refused(type(self), "deleted one by one")
