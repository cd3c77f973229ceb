"""The proof in the admin: looked at, filtered, taken away; never changed."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse

from consent import first_content
from consent.models import ConsentAnswer, ConsentRecord, CookieScan, Wording
from consent.rates import acceptance_rates
from core.first_content import Loader
from tests.factories import UserFactory
from tests.support.editors import sign_in_editor

pytestmark = pytest.mark.django_db
RECORDS = "/admin/consent/consentrecord/"
SCANS = "/admin/consent/cookiescan/"


@pytest.fixture
def editor(client, two):
    user = sign_in_editor(client)
    first_content.rights(Loader())
    return user


def record(number="a", day=4, *, month=5, way="banner", **answers):
    made = ConsentRecord.objects.create(
        consent_id=number,
        made_at=datetime.datetime(2026, month, day, 12, tzinfo=datetime.UTC),
        way=way,
        wording="0" * 64,
    )
    for category, accepted in answers.items():
        ConsentAnswer.objects.create(
            record=made, category=category, name=category.title(), policy_version=1, accepted=accepted
        )
    return made


class TestTheListing:
    def test_an_officer_finds_a_choice_by_the_visitors_number(self, client, say, editor):
        say("chosen", category="video")
        say("reject")
        found = ConsentRecord.objects.first()
        record("another-number")
        client.force_login(UserFactory(groups=[Group.objects.get(name="Membership officers")]))
        page = client.get(RECORDS, {"q": found.consent_id[:13]}).content.decode()
        assert found.consent_id in page
        assert "another-number" not in page
        inspected = client.get(f"{RECORDS}inspect/{found.pk}/").content.decode()
        assert "Plays videos of YouTube and Vimeo." in inspected

    def test_others_do_not_see_it(self, client, two):
        client.force_login(UserFactory())
        assert client.get(RECORDS).status_code == 302

    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ({"answer": "video:yes"}, {"yes-may"}),
            ({"answer": "video:no"}, {"no-june"}),
            ({"month": "2026-06"}, {"no-june"}),
            ({"way__exact": "page"}, {"no-june"}),
            ({"answer": "nonsense"}, {"yes-may", "no-june"}),
            ({"month": "2026-13"}, {"yes-may", "no-june"}),
        ],
    )
    def test_the_filters(self, client, editor, query, numbers):
        record("yes-may", video=True)
        record("no-june", month=6, way="page", video=False)
        page = client.get(RECORDS, query, follow=True).content.decode()
        assert {number for number in ("yes-may", "no-june") if number in page} == numbers

    @pytest.mark.parametrize("action", ["create/", "edit/{}/", "delete/{}/"])
    def test_not_even_an_administrator_changes_anything(self, admin_client, two, action):
        made = record(video=True)
        for address in (RECORDS + action.format(made.pk), SCANS + action.format(1)):
            for answer in (admin_client.get(address), admin_client.post(address)):
                assert answer.status_code in {302, 403, 404}
        assert ConsentRecord.objects.get().consent_id == "a"

    @pytest.mark.parametrize("export", ["csv", "xlsx"])
    def test_the_export(self, client, editor, export):
        record("=1+1", video=True, statistics=False)
        response = client.get(RECORDS, {"export": export})
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert "records-of-consent" in response.headers["Content-Disposition"]
        if export == "csv":
            assert b"'=1+1" in content
            assert "Video (version 1): yes; Statistics (version 1): no" in content.decode()

    def test_it_costs_the_same_with_one_record_and_with_fifty(
        self, client, editor, django_assert_max_num_queries
    ):
        for number in range(50):
            record(f"n{number}", video=True, statistics=False)
        client.get(RECORDS)
        with django_assert_max_num_queries(30):
            client.get(RECORDS)


class TestAcceptanceRates:
    def test_by_category_and_month_oldest_first(self, two):
        record(video=True, statistics=False)
        record(video=False)
        record(month=4, video=True)
        rates = acceptance_rates()
        assert [(m.first_day.month, m.choices, m.accepted, m.percent) for m in rates["video"]] == [
            (4, 1, 1, 100),
            (5, 2, 1, 50),
        ]
        assert [month.percent for month in rates["statistics"]] == [0]

    def test_they_stand_above_the_listing(self, client, editor):
        record(video=True)
        assert '<meter min="0" max="100" value="100">' in client.get(RECORDS).content.decode()


class TestOnlyAdded:
    def test_records_are_not_changed(self):
        made = record(video=True)
        made.consent_id = "b"
        for change in (
            made.save,
            made.delete,
            made.answers.get().delete,
            ConsentRecord.objects.all().delete,
            lambda: ConsentRecord.objects.update(way="page"),
            lambda: ConsentAnswer.objects.update(accepted=False),
            lambda: Wording.objects.all().delete(),
        ):
            with pytest.raises(TypeError):
                change()
        assert ConsentRecord.objects.get().consent_id == "a"


class TestForgetting:
    def test_what_is_older_than_three_years_goes_with_its_answers(self, time_machine, capsys):
        time_machine.move_to("2029-05-20 12:00", tick=False)
        record("old", day=4, video=True)
        kept = record("young", day=25, video=True)
        call_command("forget_consent_records", "--dry-run")
        assert ConsentRecord.objects.count() == 2
        call_command("forget_consent_records")
        assert ConsentRecord.objects.get() == kept
        assert ConsentAnswer.objects.get().record == kept
        assert "1 records removed." in capsys.readouterr().out

    def test_a_choice_that_is_still_valid_keeps_its_proof(self):
        with pytest.raises(CommandError):
            call_command("forget_consent_records", "--days", "30")


class TestScans:
    def test_an_editor_sees_the_result_faults_first(self, client, editor):
        finding = {"kind": "cookie", "page": "/", "state": "after Reject", "domain": "", "category": ""}
        scan = CookieScan.objects.create(
            address="https://www.example.org/",
            pages=3,
            findings=[
                {**finding, "name": "fine", "fault": ""},
                {**finding, "name": "<rogue>", "fault": "Not declared:"},
            ],
        )
        assert "1 to look into" in client.get(SCANS).content.decode()
        page = client.get(f"{SCANS}inspect/{scan.pk}/").content.decode()
        assert "&lt;rogue&gt;" in page
        assert page.index("Not declared:") < page.index("As declared:")


def test_all_of_it_stands_in_one_menu(client, editor):
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    for label in ("Categories", "Banner words", "Records of consent", "Cookie scans"):
        assert label in page
