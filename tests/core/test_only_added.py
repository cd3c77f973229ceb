"""Records that are only added to: two doors past the guard, and neither opens further than it says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.models import ConsentAnswer, ConsentRecord
from library.models import Download
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def download(user=None):
    return Download.objects.create(user=user, title="A standard", label="Standards", file_hash="a" * 40)


def test_letting_go_takes_the_person_and_nothing_else():
    pat, other = UserFactory(), UserFactory()
    mine, theirs = download(pat), download(other)
    assert Download.objects.let_go(pat) == 1
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.user is None
    assert (mine.title, mine.label, mine.file_hash) == ("A standard", "Standards", "a" * 40)
    assert theirs.user == other


def test_taking_words_off_needs_a_record_that_says_which():
    download(UserFactory())
    with pytest.raises(ValueError, match="fields"):
        Download.objects.take_words_off()
    assert Download.objects.get().title == "A standard"


def test_letting_go_is_no_way_to_change_records_that_name_nobody():
    with pytest.raises(AttributeError):
        ConsentRecord.objects.let_go(UserFactory())


def test_forgetting_takes_what_is_old_enough_with_what_belongs_to_it(time_machine):
    now = timezone.now()
    for days in (10, 2):
        record = ConsentRecord.objects.create(
            consent_id=str(days), made_at=now - timedelta(days=days), way="page", wording="x"
        )
        ConsentAnswer.objects.create(
            record=record, category="video", name="Video", policy_version=1, accepted=True
        )
    moment = now - timedelta(days=5)
    assert ConsentRecord.objects.older_than(moment).count() == 1
    assert ConsentRecord.objects.forget_before(moment) == 1
    assert [answer.record.consent_id for answer in ConsentAnswer.objects.all()] == ["2"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.save(),
        lambda one: one.delete(),
        lambda one: Download.objects.all().delete(),
        lambda one: Download.objects.update(title="x"),
        lambda one: Download.objects.bulk_update([one], ["title"]),
        lambda one: Download.objects.older_than(timezone.now() + timedelta(days=1)).delete(),
        lambda one: Download.objects.older_than(timezone.now() + timedelta(days=1)).update(title="x"),
    ],
)
def test_there_is_no_third_door(change):
    one = download(UserFactory())
    with pytest.raises(TypeError, match="Downloads are never"):
        change(one)
    assert Download.objects.get().title == "A standard"
