"""Each key to a person in the database has a holder, or a reason to have none."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from core import personal_data
from members.membership.models import Member

#: Who did something with what is not theirs: afterwards the row behind the key has no name.
WHO_DID_IT = {
    "decided_by",
    "finished_by",
    "locked_by",
    "owner",
    "requested_by",
    "resolved_by",
    "review_owner",
    "uploaded_by",
    "uploaded_by_user",
}
#: Rows of the admin, about what somebody with rights there did; nobody with such rights is deleted.
OF_THE_ADMIN = {
    "evidence_importing.ImportRun.user",
    "accounts.User_groups.user",
    "accounts.User_user_permissions.user",
    "wagtailcore.APIToken.user",  # of Wagtail 8
    "wagtailcore.Comment.user",
    "wagtailcore.CommentReply.user",
    "wagtailcore.ModelLogEntry.user",
    "wagtailcore.PageLogEntry.user",
    "wagtailcore.Revision.user",
}


def test_each_key_to_a_person_is_looked_after():
    people = (get_user_model(), Member)
    keys = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model in people
    }
    looked_after = set().union(*(holder.looks_after for holder in personal_data.holders())) | OF_THE_ADMIN
    forgotten = {
        key
        for key in keys - looked_after
        if key.rpartition(".")[2] not in WHO_DID_IT and not key.startswith("wagtailadmin.")
    }
    assert not forgotten, "Add them to the holder of their app (core.personal_data)."


def test_what_a_holder_claims_is_there():
    for holder in personal_data.holders():
        for key in holder.looks_after:
            label, _, field = key.rpartition(".")
            assert apps.get_model(label)._meta.get_field(field)


def test_each_period_has_a_name_of_its_own_and_a_reason():
    periods = personal_data.periods()
    assert len({period.key for period in periods}) == len(periods) >= 8
    assert all(period.label and period.why and period.least <= period.months for period in periods)
