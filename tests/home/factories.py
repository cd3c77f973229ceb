"""A home page that is the site's root, pages, a contact page, and pictures for tests."""

import factory
import wagtail_factories
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from home.models import ContactPage, FormField, HomePage, StandardPage


def site_root():
    return Site.objects.get(is_default_site=True).root_page


class PictureFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = get_image_model()

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "A child and a parent, laughing"


class HomePageFactory(wagtail_factories.PageFactory):
    """The home page, in the place of the one that Wagtail's own migrations make."""

    class Meta:
        model = HomePage
        skip_postgeneration_save = True

    title = "AVIGuk"
    slug = "aviguk"
    hero_title = "Better than usual"
    hero_text = "We look for the moments that go well."
    parent = factory.LazyFunction(Page.get_first_root_node)

    @factory.post_generation
    def at_root(self, create, extracted, **kwargs):
        site = Site.objects.get(is_default_site=True)
        site.root_page = self
        site.save()


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    summary = "What it is about."
    parent = factory.LazyFunction(site_root)


class ContactPageFactory(wagtail_factories.PageFactory):
    """Asks for name, e-mail address and message, and mails the office."""

    class Meta:
        model = ContactPage
        skip_postgeneration_save = True

    title = "Contact"
    slug = "contact"
    introduction = "<p>Write to us.</p>"
    thank_you_text = "<p>Thank you. We will answer soon.</p>"
    to_address = "office@example.org"
    subject = "From the website"
    parent = factory.LazyFunction(site_root)

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for order, (label, kind) in enumerate(
            extracted or [("Your name", "singleline"), ("Your e-mail", "email"), ("Message", "multiline")]
        ):
            FormField.objects.create(page=self, sort_order=order, label=label, field_type=kind)
