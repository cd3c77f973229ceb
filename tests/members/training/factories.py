"""Stages, materials and files for tests."""

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from wagtail.models import Collection, Site

from library.models import Document
from members.membership.models import MembersIndexPage
from members.training.models import TrainingIndexPage, TrainingMaterialPage, TrainingStage

PDF = b"%PDF-1.4 example"
VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n"
#: As much of an MP4 file as its kind is recognised by.
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)


class DocumentFactory(factory.django.DjangoModelFactory):
    """A file in the collection that is open to everybody: only the pages that carry it close it."""

    class Meta:
        model = Document

    class Params:
        name = "handout.pdf"
        content = PDF

    title = factory.Sequence(lambda n: f"File {n}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.LazyAttribute(lambda o: ContentFile(o.content, name=o.name))


class TrainingStageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrainingStage
        django_get_or_create = ["slug"]

    name = factory.Sequence(lambda n: f"Stage {n}")
    slug = factory.LazyAttribute(lambda o: o.name.lower().replace(" ", "-"))
    order = factory.Sequence(lambda n: n)


class MembersIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = MembersIndexPage

    title = "Members’ area"
    slug = "members"
    parent = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True).root_page)


class TrainingIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = TrainingIndexPage

    title = "Training materials"
    slug = "training"
    parent = factory.SubFactory(MembersIndexPageFactory)


class TrainingMaterialPageFactory(wagtail_factories.PageFactory):
    """A handout with a file, for all members, published as the admin does it."""

    class Meta:
        model = TrainingMaterialPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Material {n}")
    slug = factory.Sequence(lambda n: f"material-{n}")
    document = factory.SubFactory(DocumentFactory)
    parent = factory.LazyFunction(TrainingIndexPage.objects.get)

    class Params:
        video = factory.Trait(
            kind="video",
            document=factory.SubFactory(DocumentFactory, name="film.mp4", content=MP4),
            captions=factory.SubFactory(DocumentFactory, name="film.vtt", content=VTT),
            transcript="<p>Somebody says hello.</p>",
        )
        link = factory.Trait(kind="link", document=None, address="https://example.org/there")

    @factory.post_generation
    def stages(self, create, extracted, **kwargs):
        if extracted:
            self.stages.set(extracted)
            self.save()

    @factory.post_generation
    def grades(self, create, extracted, **kwargs):
        """For these grades only."""
        if extracted:
            self.audience = self.Audience.GRADES
            self.grades.set(extracted)
            self.save()

    @factory.post_generation
    def publish(self, create, extracted, **kwargs):
        if create and self.live and extracted is not False:
            self.save_revision().publish()
            self.refresh_from_db()
