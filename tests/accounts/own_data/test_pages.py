"""The two pages: everything about me, and delete me."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from accounts import links
from accounts.models import DataArchive, User
from accounts.own_data import archive as archives
from library.models import Download
from members.membership import actions
from members.membership.models import Membership
from tests.accounts.conftest import is_signed_in, sign_in
from tests.accounts.own_data.conftest import EMAIL, FIRST, LAST
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.support.worker import work_off_the_queue

pytestmark = pytest.mark.django_db

DATA, FETCH, DELETE = "/accounts/own-data/", "/accounts/own-data/archive/", "/accounts/own-data/delete/"

ALL_TABLES = """
    account addresses admin applications directory-entry directory-messages directory-versions
    downloads mail membership membership-history membership-reminders messages practice
    re-accreditation second-step sessions standards-followed standards-notices standards-read
    training-stages training-entries training-history visits
"""


@pytest.fixture
def user(home):
    return MembershipFactory(
        user__email=EMAIL, user__first_name=FIRST, user__last_name=LAST, grade=GradeFactory(name="Trainee")
    ).user


@pytest.fixture
def owner(client, user):
    """The browser of somebody who has just signed in with their password."""
    sign_in(client, user)
    return client


def zipped(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def link_in_mail():
    return re.search(r"http://testserver(\S*/own-data/delete/\S+)", mail.outbox[-1].body)[1]


class TestDoors:
    @pytest.mark.parametrize("address", [DATA, FETCH, DELETE])
    def test_a_stranger_is_led_to_the_sign_in(self, client, home, address):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"] == f"/accounts/login/?next={address}"

    @pytest.mark.parametrize("address", [DATA, FETCH, DELETE])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_session_left_open_is_asked_for_the_password_again(
        self, owner, user, address, method, time_machine
    ):
        archives.ask(user)
        mail.outbox.clear()
        time_machine.move_to(timezone.now() + timedelta(minutes=11))
        response = getattr(owner, method)(address)
        if (address, method) == (FETCH, "post"):
            assert response.status_code == 405
        else:
            assert response.status_code == 302
            assert response["Location"].startswith("/accounts/reauthenticate/")
        assert mail.outbox == []

    def test_the_account_page_leads_to_both(self, owner):
        page = owner.get("/members/account/").content.decode()
        assert f'href="{DATA}"' in page
        assert f'href="{DELETE}"' in page


class TestArchive:
    def test_it_is_put_together_announced_and_fetched(self, owner, user):
        Download.objects.create(user=user, title="=cmd|' /C calc'!A0", file_hash="0" * 40)
        assert "Make my file" in owner.get(DATA).content.decode()
        response = owner.post(DATA, follow=True)
        assert "It is ready" in response.content.decode()
        assert mail.outbox[-1].subject == "Your data are ready"
        assert mail.outbox[-1].to == [EMAIL]
        response = owner.get(FETCH)
        assert response["Content-Disposition"] == 'attachment; filename="everything-about-me.zip"'
        assert "no-store" in response["Cache-Control"]
        found = zipped(response)
        assert found.testzip() is None
        everything = json.loads(found.read("everything.json"))
        assert everything["account"]["rows"][0]["e-mail address"] == EMAIL
        assert everything["membership"]["rows"][0]["grade"] == "Trainee"
        rows = list(csv.DictReader(io.StringIO(found.read("csv/downloads.csv").decode("utf-8-sig"))))
        assert rows[0]["title"] == "'=cmd|' /C calc'!A0"
        assert EMAIL in found.read("READ ME.txt").decode()
        assert user.password not in found.read("everything.json").decode()

    def test_it_holds_what_every_part_of_the_site_has_and_the_photograph(self, everywhere):
        file = io.BytesIO()
        archives.write(file, everywhere)
        found = zipfile.ZipFile(file)
        everything = {name: part["rows"] for name, part in json.loads(found.read("everything.json")).items()}
        for name in ALL_TABLES.split():
            assert everything[name], name
            assert f"csv/{name}.csv" in found.namelist()
        (picture,) = [name for name in found.namelist() if name.startswith("files/")]
        assert found.read(picture).startswith(b"\xff\xd8")
        assert "GEZDGNBV" not in found.read("everything.json").decode()  # the key of the second step

    def test_nobody_can_fetch_anybody_elses(self, owner, user, other_browser):
        owner.post(DATA)
        other = UserFactory()
        sign_in(other_browser, other)
        assert other_browser.get(FETCH)["Location"] == DATA
        name = DataArchive.objects.get().file.name
        assert other_browser.get(f"/media/{name}").status_code == 404

    def test_it_expires_and_its_file_goes(self, owner, user, time_machine):
        owner.post(DATA)
        name = DataArchive.objects.get().file.name
        assert storages["private"].exists(name)
        DataArchive.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert owner.get(FETCH)["Location"] == DATA
        assert "The last one has expired" in owner.get(DATA).content.decode()
        call_command("do_what_is_due")
        assert not storages["private"].exists(name)
        assert not DataArchive.objects.exists()

    def test_asked_for_twice_it_is_made_once(self, owner, user, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        owner.post(DATA)
        response = owner.post(DATA, follow=True)
        assert "It is being put together" in response.content.decode()
        assert owner.get(FETCH)["Location"] == DATA
        work_off_the_queue()
        assert [message.subject for message in mail.outbox] == ["Your data are ready"]
        assert owner.get(FETCH).status_code == 200

    def test_a_new_one_takes_the_place_of_the_old(self, owner, user):
        owner.post(DATA)
        first = DataArchive.objects.get().file.name
        owner.post(DATA)
        second = DataArchive.objects.get().file.name
        assert first != second
        assert not storages["private"].exists(first)

    def test_what_fails_is_said_and_can_be_tried_again(self, owner, user, monkeypatch):
        def fails(file, user):
            raise OSError("disk full")

        with monkeypatch.context() as broken:
            broken.setattr(archives, "write", fails)
            page = owner.post(DATA, follow=True).content.decode()
        assert "could not be put together" in page
        assert "It is ready" in owner.post(DATA, follow=True).content.decode()


class TestDeleting:
    def test_it_says_what_goes_and_what_stays_and_why(self, owner, user):
        page = owner.get(DELETE).content.decode()
        assert "What goes" in page
        assert f"Your membership number ({user.member.number})" in page
        assert "register of who was accredited" not in page
        Membership.objects.update(grade=GradeFactory(name="Guider"))
        user.memberships.first().grade.__class__.objects.update(is_accredited=True)
        page = owner.get(DELETE).content.decode()
        assert "register of who was accredited" in page
        assert "Limitation Act 1980" in page

    def test_the_mailed_link_has_a_button_and_the_button_does_it(self, owner, user, other_browser):
        page = owner.post(DELETE, follow=True).content.decode()
        assert f"We have sent a link to {EMAIL}" in page
        link = link_in_mail()
        for _again in range(2):  # a program that looks at links changes nothing
            assert "Delete it now" in other_browser.get(link).content.decode()
        assert User.objects.get(pk=user.pk).email == EMAIL
        page = other_browser.post(link).content.decode()
        assert "Your account is deleted" in page
        assert User.objects.get(pk=user.pk).erased_at
        assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("Your account is deleted", [EMAIL])
        assert not is_signed_in(owner)
        sign_in(other_browser, user)
        assert not is_signed_in(other_browser)

    def test_the_browser_that_does_it_is_signed_out(self, owner, user):
        owner.post(DELETE)
        owner.post(link_in_mail())
        assert not is_signed_in(owner)

    def test_the_link_works_once(self, owner, user, other_browser):
        owner.post(DELETE)
        link = link_in_mail()
        assert other_browser.post(link).status_code == 200
        assert other_browser.post(link).status_code == 410
        assert len([one for one in mail.outbox if one.subject == "Your account is deleted"]) == 1

    @pytest.mark.parametrize("change", ["too old", "made up", "password", "of a password link", "no key"])
    def test_a_link_that_is_no_longer_good_deletes_nothing(self, owner, user, change, time_machine):
        owner.post(DELETE)
        link = link_in_mail()
        match change:
            case "too old":
                time_machine.move_to(timezone.now() + timedelta(days=1, minutes=5))
            case "made up":
                link = f"{link[:-3]}zz/"
            case "password":
                user.set_password("another-good-password")
                user.save()
            case "of a password link":
                links.send_password_link(user, "password_new_link")
                key = re.search(r"/key/(\S+)/", mail.outbox[-1].body)
                link = DELETE + (key[1] if key else mail.outbox[-1].body.split("/")[-2]) + "/"
            case "no key":
                link = f"{DELETE}%F0%9F%92%A9/"
        assert owner.post(link).status_code == 410
        assert not User.objects.get(pk=user.pk).erased_at

    def test_a_deletion_link_opens_no_password(self, owner, user, other_browser):
        owner.post(DELETE)
        key = link_in_mail().rstrip("/").rpartition("/")[2]
        page = other_browser.get(f"/accounts/password/reset/key/{key}/", follow=True).content.decode()
        assert "This link no longer works" in page

    def test_mails_are_sent_a_few_times_an_hour_only(self, owner, user):
        for _again in range(5):
            page = owner.post(DELETE, follow=True).content.decode()
        assert len(mail.outbox) == 3
        assert "asked several times" in page

    @pytest.mark.parametrize("why", ["suspended", "keeper"])
    def test_who_can_not_be_deleted_now_is_told_why(self, owner, user, why):
        owner.post(DELETE)
        link = link_in_mail()
        if why == "suspended":
            Membership.objects.update(status=Membership.Status.SUSPENDED)
        else:
            User.objects.filter(pk=user.pk).update(is_superuser=True)
        words = {"suspended": "Your membership is suspended", "keeper": "help to keep this site"}[why]
        mail.outbox.clear()
        assert words in owner.get(DELETE).content.decode()
        owner.post(DELETE)
        assert mail.outbox == []
        assert words in owner.post(link).content.decode()
        assert not User.objects.get(pk=user.pk).erased_at

    def test_a_mail_server_that_is_away_undoes_nothing(self, owner, user, settings, caplog):
        owner.post(DELETE)
        link = link_in_mail()
        settings.EMAIL_BACKEND = "nowhere.Backend"
        assert "Your account is deleted" in owner.post(link).content.decode()
        assert User.objects.get(pk=user.pk).erased_at
        assert EMAIL not in caplog.text


def test_an_officer_is_told_that_the_person_is_gone(owner, user, officer):
    owner.post(DELETE)
    owner.post(link_in_mail())
    member = User.objects.get(pk=user.pk).member
    with pytest.raises(actions.NotPossibleError, match="were deleted"):
        actions.renew(member, officer)
