"""Messages of the contact form."""

from wagtail.contrib.forms.models import FormSubmission

from core.personal_data import Holder, Period, Table, json_holds


class MessagesHolder(Holder):
    goes = ("Messages that you have sent by the contact form with your present e-mail address.",)

    def tables(self, user):
        rows = [{"sent": one.submit_time, **one.form_data} for one in messages_of(user.email)]
        yield Table("messages", "Messages that you have sent by the contact form", rows)

    def erase(self, user, person):
        messages_of(person.email).delete()

    def periods(self):
        yield Period(
            key="messages",
            label="messages of the contact form",
            why="Long enough to answer, and to look up what was answered.",
            months=12,
            find=older_than,
            purge=forget_before,
        )


def messages_of(email: str):
    """Messages in which one answer is this address."""
    # The database finds those that hold it somewhere; it must be the whole of an answer.
    suspects = FormSubmission.objects.filter(json_holds("form_data", email))
    mine = [
        one.pk
        for one in suspects
        if any(
            isinstance(answer, str) and answer.lower() == email.lower() for answer in one.form_data.values()
        )
    ]
    return FormSubmission.objects.filter(pk__in=mine)


def older_than(moment):
    return FormSubmission.objects.filter(submit_time__lt=moment)


def forget_before(moment) -> int:
    return older_than(moment).delete()[0]


holder = MessagesHolder()
