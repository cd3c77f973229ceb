from modelcluster.fields import ParentalManyToManyField


class UsedManyToManyField(ParentalManyToManyField):
    """A many-to-many field whose targets know where they are used.

    Wagtail's reference index passes over many-to-many fields, so a category would say that nothing uses it.
    It asks every field for ``extract_references``, though: (model, key, model path, content path) for each.
    """

    def extract_references(self, value):
        for target in value:
            yield type(target), str(target.pk), "item", str(target.pk)

    def deconstruct(self):
        """For migrations it is its parent: the database is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
