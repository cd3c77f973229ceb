"""Loads the site's first content, and never touches what an editor has changed since.

Any app may bring a module ``first_content`` with ``load(content)``; with ``finish(content)``, for what
needs the things of other apps (menus, links between sections); and with ``demo(content)``, for the example
people of a local installation. ``ORDER`` says which comes first (the default is 50). Each thing is made under
a key; what has been made once is recorded, and is neither changed, nor made again if an editor deleted it.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import models, transaction
from django.utils.module_loading import module_has_submodule
from wagtail.images import get_image_model
from wagtail.models import Page

from core.models import FirstContent

IMAGES = Path(__file__).parent / "first_content_images"


class Loader:
    """What the ``first_content`` modules are handed. ``log`` is called with a line for each thing made."""

    def __init__(self, log: Callable[[str], None] = lambda line: None):
        self.log = log

    def once(self, key: str, make: Callable[[], models.Model]) -> models.Model | None:
        """Make a thing unless that was done before. Returns it, or None if an editor has deleted it."""
        made = FirstContent.objects.filter(key=key).first()
        if made:
            return made.thing
        with transaction.atomic():
            thing = make()
            FirstContent.objects.create(key=key, thing=thing)
        self.log(f"{key}: {thing}")
        return thing

    def find(self, key: str) -> models.Model | None:
        """The thing made earlier under a key, in this app or another; None if there is none any more."""
        made = FirstContent.objects.filter(key=key).first()
        return made.thing if made else None

    def page(self, key: str, parent: Page | None, page: Page) -> Page | None:
        """Publish a page below ``parent``; no parent (an editor deleted it), no page."""
        if parent is None:
            return None

        def publish():
            parent.add_child(instance=page)
            # Named in the page's history, from which an editor goes back to it after a mistake.
            page.save_revision(log_action=True).publish()
            return page

        # A parent remembers how many children it had: read it afresh, since another page may have been added.
        parent.refresh_from_db()
        return self.once(f"page:{key}", publish)

    def image(self, key: str, filename: str, title: str, description: str):
        """A picture drawn for the site; ``description`` is its alternative text."""

        def upload():
            with (IMAGES / filename).open("rb") as file:
                return get_image_model().objects.create(
                    title=title, description=description, file=ImageFile(file, name=filename)
                )

        return self.once(f"image:{key}", upload)

    def grant(self, group_name: str, model: type[models.Model], *actions: str) -> None:
        """Give a group the named rights (add, change, delete, view, …) on a model, once."""

        def give():
            group, _created = Group.objects.get_or_create(name=group_name)
            codenames = [f"{action}_{model._meta.model_name}" for action in actions]
            content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
            found = Permission.objects.filter(content_type=content_type, codename__in=codenames)
            if len(found) != len(codenames):
                raise ValueError(f"{model._meta.label} has no such permissions: {', '.join(codenames)}")
            group.permissions.add(*found)
            return group

        self.once(f"grant:{group_name}:{model._meta.label_lower}:{','.join(actions)}", give)


def run(step: str, log: Callable[[str], None]) -> None:
    """Run ``load``, ``finish`` or ``demo`` of every app that has one, in the order they ask for."""
    modules = [
        import_module(f"{app.name}.first_content")
        for app in apps.get_app_configs()
        # This module is the loader itself, not content.
        if app.name != "core" and module_has_submodule(app.module, "first_content")
    ]
    loader = Loader(log)
    for module in sorted(modules, key=lambda module: getattr(module, "ORDER", 50)):
        if hasattr(module, step):
            getattr(module, step)(loader)
