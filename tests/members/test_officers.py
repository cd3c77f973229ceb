"""What officers do, one by one and in bulk, how it is logged, and how they find people."""

import io

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from accounts.models import User
from members.membership import actions
from members.membership.models import (
    Application,
    Grade,
    Member,
    Membership,
    State,
)
from tests.factories import GradeFactory, MembershipFactory, UserFactory
from tests.members.factories import ApplicationFactory, member
from tests.members.office import APPLICATIONS, DAY, MEMBERS, TERMS, bulk, history

pytestmark = pytest.mark.django_db


# --- One action after the other -----------------------------------------------------------------


def test_add_a_member(post, signed_in):
    grade = Grade.objects.first()
    text = post(
        f"{MEMBERS}add/",
        first_name="Ada",
        last_name="Lovelace",
        email="ADA@example.com",
        grade=grade.pk,
        starts_on="2026-01-01",
        ends_on="2026-12-31",
        send_link="on",
    )
    assert "Ada Lovelace" in text
    user = User.objects.get(email="ada@example.com")
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert user.memberships.get().grade == grade
    (message,) = mail.outbox
    assert message.to == ["ada@example.com"]
    assert f"Your membership number is {user.member.number}" in message.body
    assert "/accounts/password/reset/key/" in message.body
    assert [entry[0] for entry in history(user.member)] == ["enrol", "link"]


def test_somebody_who_has_a_term_is_not_added_again(post):
    there = member()
    today = timezone.localdate()
    text = post(
        f"{MEMBERS}add/",
        first_name="Other",
        last_name="Name",
        email=there.user.email,
        grade=Grade.objects.first().pk,
        starts_on=str(today),
        ends_on=str(today + 300 * DAY),
    )
    assert "already. Renew it" in text
    assert Membership.objects.filter(user=there.user).count() == 1


def test_suspend_ends_sessions_and_lift_takes_it_back(post, signed_in):
    person, browser = member(), Client()
    browser.force_login(person.user)
    account = browser.get("/members/account/")
    assert account.status_code == 200
    assert "This field is required" in post(bulk("suspend", person))
    post(bulk("suspend", person), reason="A complaint is looked into.")
    assert Member.objects.get(pk=person.pk).state == State.SUSPENDED
    assert browser.get("/members/account/").status_code == 302  # signed out
    post(bulk("lift", person), reason="Nothing in it.")
    assert Member.objects.get(pk=person.pk).state == State.ACTIVE
    assert history(person) == [
        ("suspend", "A complaint is looked into.", signed_in.user),
        ("lift", "Nothing in it.", signed_in.user),
    ]
    text = signed_in.get(f"{MEMBERS}history/{person.pk}/").content.decode()
    assert "Suspended: A complaint is looked into." in text


def test_a_suspension_holds_over_the_next_term_too(post, time_machine):
    person = member(ends=20)
    actions.renew(person, UserFactory(is_superuser=True))
    post(bulk("suspend", person), reason="x")
    time_machine.move_to(timezone.now() + 60 * DAY, tick=False)
    assert Member.objects.get(pk=person.pk).state == State.SUSPENDED


def test_end(post):
    person = member()
    post(bulk("end", person), reason="Has resigned.")
    term = Membership.objects.get(user=person.user)
    assert (term.status, term.ends_on) == ("resigned", timezone.localdate())
    assert Member.objects.get(pk=person.pk).state == State.RESIGNED


def test_change_grade_keeps_the_past(post):
    person, grade = member(), GradeFactory(name="Advanced")
    was = Membership.objects.get(user=person.user)
    post(bulk("change-grade", person), grade=grade.pk, reason="Accredited.")
    old, new = Membership.objects.filter(user=person.user).order_by("starts_on")
    today = timezone.localdate()
    assert (old.grade, old.starts_on, old.ends_on) == (was.grade, was.starts_on, today - DAY)
    assert (new.grade, new.starts_on, new.ends_on) == (grade, today, was.ends_on)
    assert Member.objects.get(pk=person.pk).state == State.ACTIVE


def test_renewals_follow_and_never_overlap(post):
    running, in_grace, lapsed = member(ends=50), member(starts=-300, ends=-5), member(starts=-400, ends=-100)
    post(bulk("renew", running, in_grace, lapsed))
    today = timezone.localdate()
    firsts = [
        Membership.objects.filter(user=person.user).latest("starts_on").starts_on
        for person in (running, in_grace, lapsed)
    ]
    assert firsts == [today + 51 * DAY, today - 4 * DAY, today]


def test_a_renewal_sent_twice_renews_once(post, signed_in):
    """Attack 38."""
    person = member(starts=-400, ends=-100)
    form = signed_in.get(bulk("renew", person)).context["form"]
    seen = form["last_seen"].value()
    assert "renewed." in post(bulk("renew", person), last_seen=seen)
    assert "renewed in the meantime" in post(bulk("renew", person), last_seen=seen)
    assert Membership.objects.filter(user=person.user).count() == 2


def test_in_bulk_one_that_is_not_possible_does_not_stop_the_others(post):
    people = [member(), member(status=Membership.Status.SUSPENDED), member()]
    text = post(bulk("renew", *people))
    assert "2 members: renewed." in text
    assert "is suspended. Lift that first." in text
    assert Membership.objects.count() == 5


def test_all_in_the_listing_means_all_that_the_filters_show(post, signed_in):
    lapsed, active = member(starts=-400, ends=-100), member()
    text = signed_in.get("/admin/bulk/membership/member/renew/?state=lapsed&id=all").content.decode()
    assert str(lapsed) in text
    assert str(active) not in text
    post("/admin/bulk/membership/member/renew/?state=lapsed&id=all")
    assert Membership.objects.filter(user=active.user).count() == 1
    assert Membership.objects.filter(user=lapsed.user).count() == 2


def test_all_in_the_listing_of_applications_means_so_too(post, signed_in):
    trainee, supervisor = GradeFactory(name="Trainee guider"), GradeFactory(name="Supervisor")
    ada = ApplicationFactory(first_name="Ada", last_name="Lovelace", grade=trainee)
    decided = ApplicationFactory(grade=trainee, status=Application.Status.DECLINED)
    others = [ApplicationFactory(grade=supervisor), ApplicationFactory(grade=trainee)]
    address = f"/admin/bulk/membership/application/decline/?grade={trainee.pk}&q=ada+lovelace&id=all"
    text = signed_in.get(address).content.decode()
    assert str(ada) in text
    assert not [other for other in (*others, decided) if str(other) in text]
    post(address, reason="x")
    assert not Application.objects.get(pk=ada.pk).is_open
    assert all(Application.objects.get(pk=other.pk).is_open for other in others)


def test_too_many_at_once_change_nothing(post, monkeypatch):
    monkeypatch.setattr("members.membership.officers.bulk.MOST_AT_ONCE", 1)
    text = post(bulk("renew", member(), member()))
    assert "Nothing was changed" in text
    assert Membership.objects.count() == 2


def test_resend_the_link(post):
    person = member()
    post(bulk("send-link", person))
    assert mail.outbox[0].to == [person.user.email]


def test_correct_a_name_and_an_address_until_they_have_signed_in(post, signed_in):
    person = member()
    post(f"{MEMBERS}edit/{person.pk}/", first_name="New", last_name="Name", email="new@example.com")
    person.user.refresh_from_db()
    assert (person.user.get_full_name(), person.user.email) == ("New Name", "new@example.com")
    person.user.last_login = timezone.now()
    person.user.save()
    post(f"{MEMBERS}edit/{person.pk}/", first_name="New", last_name="Name", email="thief@example.com")
    person.user.refresh_from_db()
    assert person.user.email == "new@example.com"


def test_an_address_that_somebody_has_is_refused(post):
    person, other = member(), UserFactory()
    text = post(f"{MEMBERS}edit/{person.pk}/", first_name="A", last_name="B", email=other.email.upper())
    assert "already an account with this e-mail address" in text


def test_a_term_is_corrected_and_the_history_says_so(post):
    person = member()
    term = Membership.objects.get(user=person.user)
    post(
        f"{TERMS}edit/{term.pk}/",
        grade=term.grade.pk,
        starts_on=str(term.starts_on),
        ends_on=str(term.ends_on + DAY),
        note="",
    )
    assert Membership.objects.get(pk=term.pk).ends_on == term.ends_on + DAY
    assert [entry[0] for entry in history(person)] == ["correct"]


# --- Applications -------------------------------------------------------------------------------


def test_approve_makes_a_member_and_sends_one_link(post):
    application = ApplicationFactory()
    today = timezone.localdate()
    values = {"starts_on": str(today), "ends_on": str(today + 364 * DAY), "reason": "Fine."}
    post(bulk("approve", application, model="application"), **values)
    text = post(bulk("approve", application, model="application"), **values)
    assert "was decided already" in text
    application.refresh_from_db()
    assert application.status == Application.Status.APPROVED
    assert application.user.member.state == State.ACTIVE
    assert application.user.memberships.get().grade == application.grade
    assert [message.to for message in mail.outbox] == [[application.email]]
    assert [entry[:2] for entry in history(application)] == [("approved", "Fine.")]


def test_decline_tells_the_applicant_only_what_is_meant_for_them(post):
    application = ApplicationFactory()
    post(
        bulk("decline", application, model="application"),
        reason="Secret.",
        words="You need a supervisor first.",
    )
    application.refresh_from_db()
    assert (application.status, application.note) == ("declined", "Secret.")
    (message,) = mail.outbox
    assert "You need a supervisor first." in message.body
    assert "Secret" not in message.body
    assert not User.objects.filter(email=application.email).exists()


def test_an_application_in_the_name_of_an_administrator_changes_nothing_of_theirs(post):
    """Attack 26: an officer applies, and approves, with an administrator's address."""
    chief = UserFactory(is_superuser=True, email="chief@example.org")
    application = ApplicationFactory(email="chief@example.org")
    today = timezone.localdate()
    text = post(
        bulk("approve", application, model="application"),
        starts_on=str(today),
        ends_on=str(today + DAY),
    )
    assert "only an administrator changes" in text
    application.refresh_from_db()
    assert application.is_open
    assert not chief.memberships.exists()
    assert not mail.outbox


# --- Find, filter, export -----------------------------------------------------------------------


def shown(client, query, listing=MEMBERS):
    return {str(row) for row in client.get(f"{listing}?{query}").context["object_list"]}


def test_find_and_filter(signed_in):
    ada = member(user__first_name="Ada", user__last_name="Lovelace")
    lapsed, soon = member(starts=-400, ends=-100), member(ends=20)
    suspended = member(status=Membership.Status.SUSPENDED, ends=20)
    assert shown(signed_in, "q=ada+lovel") == {"Ada Lovelace"}
    assert shown(signed_in, f"q={ada.user.email}") == {"Ada Lovelace"}
    assert str(ada) in shown(signed_in, f"q={ada.number}")
    assert shown(signed_in, "state=lapsed") == {str(lapsed)}
    assert shown(signed_in, "state=suspended") == {str(suspended)}
    assert shown(signed_in, "ends=30") == {str(soon)}
    assert len(shown(signed_in, f"grade={ada.current_term.grade_id}")) == 4
    for nonsense in ("q=" + "9" * 40, "q=%F0%9F%98%80", "state=x", "grade=x", "ends=x", "p=0", "ordering=x"):
        assert signed_in.get(f"{MEMBERS}?{nonsense}").status_code in {200, 302, 404}


def test_applications_and_terms_are_found_by_the_whole_name(signed_in):
    ada = ApplicationFactory(first_name="Ada", last_name="Lovelace")
    ApplicationFactory()
    assert shown(signed_in, "q=Ada+Lovelace", APPLICATIONS) == {str(ada)}
    assert shown(signed_in, "q=lovelace+ada&status=declined", APPLICATIONS) == set()
    term = MembershipFactory(user__first_name="Ada", user__last_name="Lovelace")
    MembershipFactory()
    assert shown(signed_in, "q=Ada+Lovelace", TERMS) == {str(term)}
    for nonsense in ("q=" + "9" * 40, "status=x", "grade=x", "p=0"):
        assert signed_in.get(f"{APPLICATIONS}?{nonsense}").status_code in {200, 302, 404}


def test_exports_are_harmless_and_logged(signed_in):
    """Attack 39."""
    member(user__first_name="=HYPERLINK(1)", user__last_name="+1", user__email="minus@example.org")
    text = b"".join(signed_in.get(f"{MEMBERS}?export=csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",'+1" in text
    assert "Active" in text
    content = b"".join(signed_in.get(f"{MEMBERS}?export=xlsx").streaming_content)
    cells = [cell for row in load_workbook(io.BytesIO(content)).active for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    entries = ModelLogEntry.objects.filter(action="membership.export", user=signed_in.user)
    assert [entry.data["text"] for entry in entries.order_by("pk")] == [
        "Exported 1 members as CSV",
        "Exported 1 members as XLSX",
    ]


@pytest.mark.parametrize("count", [1, 100])
def test_the_listing_takes_the_same_queries_for_any_number(signed_in, count, django_assert_max_num_queries):
    grade = GradeFactory()
    for _ in range(count):
        MembershipFactory(grade=grade)
    signed_in.get(MEMBERS)
    with django_assert_max_num_queries(20):
        assert signed_in.get(MEMBERS).status_code == 200


def test_the_members_page_shows_terms_and_reminders(signed_in):
    person = member()
    Membership.objects.get(user=person.user).reminders.create(kind="month")
    text = signed_in.get(f"{MEMBERS}edit/{person.pk}/").content.decode()
    assert "A month before the end" in text
    assert str(person.number) in text
    assert "Renew" in text


def test_a_grade_in_use_is_kept_with_a_sentence(signed_in):
    person = member()
    grade = person.current_term.grade
    response = signed_in.post(f"/admin/snippets/membership/grade/delete/{grade.pk}/", follow=True)
    assert "can’t be deleted" in response.content.decode()
    assert Grade.objects.filter(pk=grade.pk).exists()
