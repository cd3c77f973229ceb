"""A page with a form: what visitors write is kept, and mailed to the office."""

import json
import logging
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from modelcluster.fields import ParentalKey
from wagtail.admin.mail import send_mail
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField, EmailFormMixin, FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import RICH_TEXT_FEATURES
from core.models import BasePage
from core.robots import ask_to_wait
from core.throttle import client_key, wait_before
from home.contact_form import ContactFormBuilder, ContactPageForm

logger = logging.getLogger(__name__)

HOUR = 60 * 60
#: The same message within this time is one message, sent twice by a double click or a reload.
SAME_MESSAGE = timedelta(minutes=10)


class FormField(AbstractFormField):
    """One question of the form."""

    page = ParentalKey("home.ContactPage", on_delete=models.CASCADE, related_name="form_fields")

    panels = [
        FieldPanel(
            "label", heading="Question", help_text="What stands above the field, for example “Your name”."
        ),
        FieldPanel(
            "help_text", heading="Explanation", help_text="A sentence under the question, if it needs one."
        ),
        FieldPanel(
            "required", heading="Must be answered", help_text="Without an answer the message can't be sent."
        ),
        FieldPanel("field_type", heading="Kind of answer", help_text="What visitors write, choose or tick."),
        FieldPanel(
            "choices",
            heading="Answers to choose from",
            help_text="Each on a line of its own. Only where visitors choose or tick.",
        ),
        FieldPanel(
            "default_value",
            heading="Answer that is there already",
            help_text="Visitors can change it. Mostly left blank.",
        ),
    ]


class ContactPage(EmailFormMixin, FormMixin, BasePage):
    """A form whose questions editors choose. Every message is stored, then mailed."""

    introduction = RichTextField(
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Shown above the form: what to write about, when to expect an answer.",
    )
    thank_you_text = RichTextField(
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text="Shown instead of the form once a message was sent.",
    )

    form_builder = ContactFormBuilder
    base_form_class = ContactPageForm

    content_panels = [
        *BasePage.content_panels,
        FormSubmissionsPanel(heading="Messages"),
        FieldPanel("introduction"),
        InlinePanel(
            "form_fields",
            label="Question",
            heading="Questions of the form",
            min_num=1,
            help_text="What the form asks, in this order. Ask only what you need to answer.",
        ),
        FieldPanel("thank_you_text"),
        MultiFieldPanel(
            [
                HelpPanel(
                    "Every message is kept: see “Forms” in the menu. It can be mailed as well. Answering "
                    "the mail answers the sender, if the form asks for their e-mail address."
                ),
                FieldPanel(
                    "to_address",
                    heading="Mail messages to",
                    help_text="E-mail addresses with commas between them. Leave blank to mail nobody.",
                ),
                FieldPanel(
                    "subject",
                    heading="Subject of the mail",
                    help_text="So that the office knows these mails at a glance.",
                ),
            ],
            heading="Mail",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    page_description = "A form for messages to the office, with your own questions."
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "contact page"

    def get_submissions_list_view_class(self):
        # Not at the top: from Wagtail 8 on, its views can't be imported before all models are there.
        from home.submissions import SubmissionsView

        return SubmissionsView

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            response = self.receive(request)
        else:
            response = self.show(request, self.get_form(page=self))
        # It carries a visitor's CSRF token and perhaps their words: no shared cache may keep it.
        patch_cache_control(response, private=True, max_age=0)
        return response

    def show(self, request, form, status=200):
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.get_template(request), context, status=status)

    def receive(self, request):
        form = self.get_form(request.POST, page=self)
        if not form.is_valid():
            return self.show(request, form)
        submission, wait = self.store(request, form)
        if wait:
            return self.refuse_for_now(request, form, wait)
        if submission:
            self.mail(form)
        return self.render_landing_page(request, submission)

    def store(self, request, form):
        """Keep the message, unless it came twice or too many came; return (submission or None, wait)."""
        with transaction.atomic():
            # One at a time for each page, so that a double click can't slip through as two messages.
            Page.objects.select_for_update().get(pk=self.pk)
            if self.was_just_sent(form.cleaned_data):
                return None, 0
            if wait := self.wait_before_next(request):
                return None, wait
            return self.get_submission_class().objects.create(form_data=form.cleaned_data, page=self), 0

    def was_just_sent(self, data):
        stored_as = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
        recent = self.get_submissions().filter(submit_time__gte=timezone.now() - SAME_MESSAGE)
        return stored_as in recent.values_list("form_data", flat=True)

    def wait_before_next(self, request):
        """Seconds until the next message is taken, from this visitor and from everybody; 0 if it is now."""
        own = wait_before(
            "contact", client_key(request), limit=settings.CONTACT_MESSAGES_PER_VISITOR_AND_HOUR, seconds=HOUR
        )
        return own or wait_before(
            "contact", "everybody", limit=settings.CONTACT_MESSAGES_PER_HOUR, seconds=HOUR
        )

    def refuse_for_now(self, request, form, wait):
        ask_to_wait(form, wait)
        response = self.show(request, form, status=429)
        response["Retry-After"] = str(wait)
        return response

    def mail(self, form):
        """Mail the message to the office. It is stored already, so a mail that fails loses nothing."""
        if not self.to_address:
            return
        reply_to = form.reply_address()
        try:
            send_mail(
                self.subject or f"Message from {self.title}",
                self.render_email(form),
                [address.strip() for address in self.to_address.split(",")],
                reply_to=[reply_to] if reply_to else None,
            )
        except Exception:
            logger.exception("The message to contact page %s is stored, but could not be mailed.", self.pk)
