"""What editors keep: categories, their cookies, and when visitors are asked again."""

import pytest
from cookie_consent.cache import all_cookie_groups
from cookie_consent.conf import settings
from cookie_consent.util import get_cookie_value_from_request
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from consent import first_content, notice
from consent.models import BannerWords, ConsentAnswer, ConsentCategory, ConsentRecord
from core.first_content import Loader
from tests.support.editors import sign_in_editor

pytestmark = pytest.mark.django_db
LISTING = "wagtailsnippets_consent_consentcategory"


@pytest.fixture
def editor(client, two):
    user = sign_in_editor(client)
    first_content.rights(Loader())
    BannerWords.objects.create()
    return user


def cookie_data(cookie, **changes):
    fields = ("name", "description", "provider", "storage_type", "duration", "domain", "path")
    data = {field: getattr(cookie, field) for field in fields} if cookie else {"path": "/", "domain": ""}
    return {"cookie_ptr": str(cookie.pk) if cookie else "", **data, **changes}


def form_data(category, cookies=None, **changes):
    own = list(category.cookies.all()) if category else []
    rows = [cookie_data(cookie) for cookie in own] if cookies is None else cookies
    data = {"name": category.name, "description": category.description} if category else {}
    return nested_form_data({**data, **changes, "cookies": inline_formset(rows, initial=len(own))})


def edit(client, category, **changes):
    return client.post(reverse(f"{LISTING}:edit", args=[category.pk]), form_data(category, **changes))


def asked_since(category):
    return ConsentCategory.objects.get(pk=category.pk).asked_since


class TestAskingAgain:
    def test_a_mended_typo_asks_nobody(self, client, say, two, editor):
        say("accept")
        before = asked_since(two[1])
        assert edit(client, two[1], description="Counts visits to our pages.").status_code == 302
        two[1].refresh_from_db()
        assert two[1].description == "Counts visits to our pages."
        assert asked_since(two[1]) == before
        assert client.get("/consent/status/").json()["state"] == "done"

    def test_a_changed_purpose_asks_those_who_had_accepted_and_nobody_else(self, client, say, two, editor):
        say("chosen", category="video")
        edit(client, two[0], ask_again="on")
        edit(client, two[1], ask_again="on")
        notice.forget()
        status = client.get("/consent/status/").json()
        assert status["accepted"] == []
        assert status["state"] == "ask"
        say("reject")
        edit(client, two[0], ask_again="on")
        notice.forget()
        assert client.get("/consent/status/").json()["state"] == "done"

    def test_a_cookie_more_of_the_same_provider_and_kind_asks_nobody(self, client, two, editor):
        before = asked_since(two[1])
        more = cookie_data(
            None,
            name="_pq_*",
            description="The same.",
            provider="this site",
            storage_type="cookie",
            duration="a day",
        )
        rows = [*(cookie_data(cookie) for cookie in two[1].cookies.all()), more]
        assert edit(client, two[1], cookies=rows).status_code == 302
        assert two[1].cookies.model.objects.filter(category=two[1]).count() == 3
        assert asked_since(two[1]) == before

    @pytest.mark.parametrize("new", [{"provider": "Elsewhere Ltd"}, {"storage_type": "session_storage"}])
    def test_a_new_provider_or_a_new_technology_asks_again_by_itself(self, client, two, editor, new):
        before = asked_since(two[1])
        more = {
            "name": "new",
            "description": "New.",
            "provider": "this site",
            "storage_type": "cookie",
            "duration": "a day",
        }
        rows = [
            *(cookie_data(cookie) for cookie in two[1].cookies.all()),
            cookie_data(None, **{**more, **new}),
        ]
        assert edit(client, two[1], cookies=rows).status_code == 302
        assert asked_since(two[1]) > before
        assert ConsentCategory.objects.get(pk=two[1].pk).policy_version == 2

    def test_an_earlier_revision_brings_back_words_and_no_earlier_consent(self, client, two, editor):
        edit(client, two[1], description="First words.")
        first = ConsentCategory.objects.get(pk=two[1].pk).latest_revision
        edit(client, two[1], description="Other words.", ask_again="on")
        newest = asked_since(two[1])
        again = first.as_object()
        assert again.description == "First words."
        assert again.asked_since == newest
        address = reverse(f"{LISTING}:revisions_revert", args=[two[1].pk, first.pk])
        assert "First words." in client.get(address).content.decode()
        data = {**form_data(two[1], description="First words."), "revision": str(first.pk)}
        assert client.post(reverse(f"{LISTING}:edit", args=[two[1].pk]), data).status_code == 302
        assert ConsentCategory.objects.get(pk=two[1].pk).description == "First words."
        assert asked_since(two[1]) == newest

    def test_the_packages_own_functions_agree(self, rf, say, two):
        """django-cookie-consent takes a group's version from its newest cookie: D8."""
        from consent.models import DeclaredCookie

        request = rf.get("/")
        request.COOKIES[settings.COOKIE_CONSENT_NAME] = (
            say("accept").cookies[settings.COOKIE_CONSENT_NAME].value
        )
        assert get_cookie_value_from_request(request, "statistics") is True
        DeclaredCookie.objects.create(
            category=two[1], name="more", description="x", provider="this site", duration="x"
        )
        notice.forget()
        assert get_cookie_value_from_request(request, "statistics") is True
        two[1].ask_again()
        two[1].save()
        notice.forget()
        assert get_cookie_value_from_request(request, "statistics") is None
        version = all_cookie_groups()["statistics"].get_version()
        assert version == two[1].version
        assert len(version) <= 32


class TestTheForm:
    def test_an_editor_makes_a_category_with_its_cookies(self, client, editor):
        row = cookie_data(
            None,
            name="_ga_*",
            description="Counts.",
            provider="Google",
            storage_type="cookie",
            duration="a year",
        )
        data = form_data(
            None, name="Counting", description="Counts visits.", varname="counting", cookies=[row]
        )
        response = client.post(reverse(f"{LISTING}:add"), data)
        assert response.status_code == 302
        made = ConsentCategory.objects.get(varname="counting")
        assert not made.is_required
        assert made.cookies.get().cookiegroup_id == made.pk
        assert made.latest_revision

    @pytest.mark.parametrize(
        "fault",
        [
            {"name": ""},
            {"description": ""},
            {"varname": ""},
            {"varname": "video"},
            {"varname": "_id"},
            {"varname": "With Space"},
            {"varname": "x|y=z"},
        ],
    )
    def test_a_category_without_a_name_a_purpose_or_a_sound_key_is_refused(self, client, editor, fault):
        count = ConsentCategory.objects.count()
        good = {"name": "Counting", "description": "Counts visits.", "varname": "counting"}
        response = client.post(reverse(f"{LISTING}:add"), form_data(None, cookies=[], **{**good, **fault}))
        assert response.status_code == 200
        assert ConsentCategory.objects.count() == count

    @pytest.mark.parametrize(
        "fault",
        [
            {"name": ""},
            {"description": ""},
            {"provider": ""},
            {"duration": ""},
            {"name": "*"},
            {"name": "_*"},
            {"name": "a b"},
            {"name": "a;b"},
            {"name": "_pk_*"},
        ],
    )
    def test_a_cookie_without_its_facts_or_with_a_careless_name_is_refused(self, client, two, editor, fault):
        more = {"name": "n", "description": "d", "provider": "p", "storage_type": "cookie", "duration": "x"}
        rows = [
            *(cookie_data(cookie) for cookie in two[1].cookies.all()),
            cookie_data(None, **{**more, **fault}),
        ]
        assert edit(client, two[1], cookies=rows).status_code == 200
        assert two[1].cookies.model.objects.filter(category=two[1]).count() == 2

    def test_the_key_stays_as_it_was_made(self, client, two, editor):
        edit(client, two[1], varname="other")
        assert ConsentCategory.objects.get(pk=two[1].pk).varname == "statistics"
        two[1].varname = "other"
        with pytest.raises(ValidationError):
            two[1].save()

    def test_history_and_comparison_show_what_changed(self, client, two, editor):
        edit(client, two[1], description="First words.")
        edit(client, two[1], description="Other words.")
        history = client.get(reverse(f"{LISTING}:history", args=[two[1].pk]))
        assert history.status_code == 200
        earlier, later = ConsentCategory.objects.get(pk=two[1].pk).revisions.order_by("pk")
        address = reverse(f"{LISTING}:revisions_compare", args=[two[1].pk, earlier.pk, later.pk])
        assert "Other" in client.get(address).content.decode()

    def test_categories_are_dragged_into_order(self, client, two, editor):
        listing = client.get(reverse(f"{LISTING}:list"))
        assert b"w-orderable" in listing.content
        address = reverse(f"{LISTING}:reorder", args=[two[1].pk])
        assert client.post(f"{address}?position=0").status_code == 200
        notice.forget()
        assert [category.varname for category in notice.current().optional] == ["statistics", "video"]


class TestTheEssentialCategory:
    def test_it_is_not_deleted(self, client, essential, editor):
        for address in (
            reverse(f"{LISTING}:delete", args=[essential.pk]),
            reverse("wagtail_bulk_action", args=["consent", "consentcategory", "delete"])
            + f"?id={essential.pk}",
        ):
            client.get(address)
            client.post(address)
            assert ConsentCategory.objects.filter(pk=essential.pk).exists()
        with pytest.raises(ProtectedError), transaction.atomic():
            essential.delete()
        with pytest.raises(ProtectedError), transaction.atomic():
            ConsentCategory.objects.all().delete()

    def test_it_is_not_loosened(self, client, essential, editor):
        edit(client, essential, is_required="", ask_again="on")
        again = ConsentCategory.objects.get(pk=essential.pk)
        assert again.is_required
        assert again.policy_version == 1
        again.is_required = False
        with pytest.raises(ValidationError):
            again.save()

    def test_no_other_is_made_essential(self, client, two, editor):
        edit(client, two[1], is_required="on")
        assert not ConsentCategory.objects.get(pk=two[1].pk).is_required

    def test_others_can_be_deleted_and_their_records_stay(self, client, say, two, editor):
        say("accept")
        client.post(reverse(f"{LISTING}:delete", args=[two[1].pk]))
        assert not ConsentCategory.objects.filter(varname="statistics").exists()
        assert ConsentAnswer.objects.get(category="statistics").name == "Statistics"
        assert ConsentRecord.objects.exists()


class TestTheBannersWords:
    def test_an_editor_changes_them_and_sees_a_preview(self, client, two, editor):
        words = BannerWords.objects.get()
        data = {field: getattr(words, field) for field in (*notice.WORDS, *notice.MESSAGES)}
        data["heading"] = "About our cookies"
        name = "wagtailsnippets_consent_bannerwords"
        preview = reverse(f"{name}:preview_on_edit", args=[words.pk])
        assert client.post(preview, data).json()["is_valid"]
        shown = client.get(preview + "?mode=").content.decode()
        assert "About our cookies" in shown
        assert "consent-early.js" not in shown
        assert client.post(reverse(f"{name}:edit", args=[words.pk]), data).status_code == 302
        notice.forget()
        assert "About our cookies" in client.get("/").content.decode()

    @pytest.mark.parametrize("reject", ["", " ", "Later", "More options", "OK", "Accept", "Settings", "​"])
    def test_they_are_not_saved_without_a_plain_reject(self, client, two, editor, reject):
        words = BannerWords.objects.get()
        data = {field: getattr(words, field) for field in (*notice.WORDS, *notice.MESSAGES)}
        data["reject_label"] = reject
        address = reverse("wagtailsnippets_consent_bannerwords:edit", args=[words.pk])
        assert client.post(address, data).status_code == 200
        words.refresh_from_db()
        assert words.reject_label == "Reject"

    @pytest.mark.parametrize(
        "changes",
        [
            {"accept_label": "Accept everything and go on"},
            {"accept_label": "No"},
            {"accept_label": "Reject", "reject_label": "Reject"},
            {"text": "If you continue without changing your settings we will assume you are happy."},
            {"text": "By continuing you agree."},
        ],
    )
    def test_nor_with_a_louder_accept_or_an_implied_consent(self, changes):
        with pytest.raises(ValidationError):
            BannerWords(**changes).full_clean()

    @pytest.mark.parametrize(
        "labels", [("Accept", "Reject"), ("Yes, please", "No, thank you"), ("Allow all", "Essential only")]
    )
    def test_other_plain_words_are_fine(self, labels):
        BannerWords(accept_label=labels[0], reject_label=labels[1]).full_clean()

    def test_there_is_one_set_of_them(self, client, two, editor, admin_client):
        for somebody in (client, admin_client):
            assert somebody.get(reverse("wagtailsnippets_consent_bannerwords:add")).status_code == 302
            assert BannerWords.objects.count() == 1


def test_only_those_who_may_keep_categories(client, two):
    first_content_groups = Group.objects.filter(name="Membership officers")
    from tests.factories import UserFactory

    client.force_login(UserFactory(groups=list(first_content_groups)))
    assert client.get(reverse(f"{LISTING}:list")).status_code == 302
