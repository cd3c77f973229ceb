"""Officers' screens: the list, one training, enrolling, what is done, the numbers, the exports."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.first_content import EDITORS, OFFICERS
from core.first_content import Loader
from members.membership.models import Member
from members.pathway.models import PathwayPage
from members.progress import first_content, services
from members.progress.models import Event, Trainee
from tests.factories import UserFactory
from tests.members.factories import officer as membership_officer
from tests.members.progress.factories import (
    confirm,
    cycle,
    days_ago,
    meet,
    member,
    officer,
    pathway,
    session,
    supervisor,
    trainee,
)
from tests.members.progress.many import fill

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/progress/trainee/"
NUMBERS = "/admin/reports/training/"


@pytest.fixture
def office(client):
    """Signed in as an officer with the rights of the first content."""
    client.user = membership_officer()
    first_content.load(Loader())
    client.force_login(client.user)
    return client


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def bulk(action, *trainees):
    ids = "&".join(f"id={one.pk}" for one in trainees)
    return f"/admin/bulk/progress/trainee/{action}/?{ids}&next={LIST}"


def completed(external, **fields):
    """A trainee who has completed both stages."""
    made = trainee(**fields)
    for _stage in range(2):
        meet(made)
        made = Trainee.objects.get(pk=made.pk)
        stage = services.propose(made, made.supervisor.user, external=external)
        services.decide(stage, external.user, completed=True, words="Yes.")
    return Trainee.objects.get(pk=made.pk)


def test_the_list_says_where_everybody_is_and_who_is_stuck(office):
    tess = trainee()
    cycle(tess)
    quiet = trainee(member=member("Quentin", "Quiet"), supervisor=None)
    Trainee.objects.filter(pk=quiet.pk).update(last_logged_on=days_ago(120))
    page = text(office.get(LIST))
    assert "Stage 1" in page
    assert "0 of 1 cycles" in page
    assert "Nothing logged for 90 days" in page
    found = text(office.get(f"{LIST}?stuck=quiet"))
    assert "Quentin Quiet" in found
    assert "Tess Trainee" not in found
    found = text(office.get(f"{LIST}?q=tess visor"))
    assert "Tess Trainee" in found
    assert "Quentin Quiet" not in found
    assert "Tess Trainee" in text(office.get(f"{LIST}?stage=Stage+1&state=under-way"))
    assert "Tess Trainee" not in text(office.get(f"{LIST}?state=left"))
    assert "Tess Trainee" in text(office.get(f"{LIST}?q={tess.member_id}"))


@pytest.mark.parametrize("query", ["stuck=nonsense", "stage=nonsense", "state=x", "q=%00%27", "p=99999"])
def test_nonsense_in_the_address_does_no_harm(office, query):
    trainee()
    assert office.get(f"{LIST}?{query}").status_code in {200, 404}


def test_the_list_costs_the_same_with_one_and_with_many(office, django_assert_max_num_queries):
    fill(60, supervisors=5, entries=4)
    office.get(LIST)
    with django_assert_max_num_queries(25) as captured:
        text(office.get(LIST))
    Trainee.objects.exclude(pk=Trainee.objects.first().pk).delete()
    with django_assert_max_num_queries(len(captured)):
        text(office.get(LIST))


def test_enrolling(office):
    way, who, own = pathway(), member("Theo", "Newcomer"), supervisor()
    form = text(office.get(f"{LIST}add/"))
    assert "Their membership number, or the e-mail address" in form
    assert f"Sue Visor (number {own.pk})" in form
    values = {
        "member": str(who.pk),
        "pathway": way.pk,
        "started_on": str(days_ago(3)),
        "supervisor": own.pk,
        "first": 1,
    }
    for changed, words in [
        ({"member": "123456"}, "There is no member with this number"),
        ({"member": "nobody@example.org"}, "There is no member with this number"),
        ({"started_on": str(days_ago(-2))}, "This day is still to come"),
        ({"first": 9}, "has 2 stages"),
    ]:
        assert words in text(office.post(f"{LIST}add/", values | changed)), changed
    assert not Trainee.objects.exists()
    response = office.post(f"{LIST}add/", values | {"member": who.user.email.upper()})
    made = Trainee.objects.get()
    assert response.url == reverse("wagtailsnippets_progress_trainee:inspect", args=[made.pk])
    assert (made.member, made.supervisor, made.version.pathway) == (who, own, PathwayPage.objects.get())
    assert made.events.get().by == office.user
    assert "in training already" in text(office.post(f"{LIST}add/", values))


def test_one_training_with_everything_that_happened(office):
    tess = trainee()
    entry = cycle(tess, "K-1", note="Only hers")
    services.ask_back(tess.supervisor.user, [entry.seen], "Which day was it?")
    page = text(office.get(f"{LIST}inspect/{tess.pk}/"))
    for words in ["Tess Trainee", "Sue Visor", "Cycle with K-1", "Which day was it?", "status: Waits for"]:
        assert words in page
    assert "Only hers" not in page
    assert "Change supervisor" in page
    assert "Confirm accreditation" not in page
    assert office.get(f"{LIST}edit/{tess.pk}/").status_code in {302, 403, 404}
    assert office.post(f"{LIST}delete/{tess.pk}/").status_code in {302, 403, 404}
    assert Trainee.objects.filter(pk=tess.pk).exists()


def test_a_quarter_of_an_hour_is_no_more_and_no_less(office):
    tess = trainee()
    confirm(session(tess, hours="0.25"))
    session(tess, hours="1.75")
    page = re.sub(r"\s+", " ", text(office.get(f"{LIST}inspect/{tess.pk}/")))
    assert "0.25 of 1 hours of supervision" in page
    assert "Hours of supervision: 1.75" in page


def test_one_confirmation_gives_the_grade(office):
    done = completed(supervisor("Ex", "Ternal"))
    under_way = trainee(member=member("Under", "Way"))
    assert "Confirm accreditation" in text(office.get(f"{LIST}inspect/{done.pk}/"))
    page = text(office.post(bulk("accredit", done, under_way), {"reason": "At the meeting"}, follow=True))
    assert "1 trainees" in page or "accreditation confirmed" in page
    assert "Under Way has not completed all stages." in page
    assert Member.objects.get(pk=done.member_id).current_term.grade.name == "Guider / practitioner"
    assert Event.objects.get(action="accredited").by == office.user
    assert Member.objects.get(pk=under_way.member_id).current_term.grade.name == "Trainee guider"


def test_several_get_another_supervisor_end_and_are_taken_up_again(office):
    both = [trainee(), trainee(member=member("Theo", "Other"))]
    other = supervisor("Olga", "Other")
    text(office.get(bulk("change-supervisor", *both)))
    page = text(office.post(bulk("change-supervisor", *both), {"supervisor": other.pk}, follow=True))
    assert "2 trainees: supervisor changed." in page
    assert set(Trainee.objects.values_list("supervisor", flat=True)) == {other.pk}
    text(office.post(bulk("leave", *both), {"reason": "Moved away"}, follow=True))
    assert set(Trainee.objects.values_list("state", flat=True)) == {"left"}
    text(office.post(bulk("resume", both[0]), {}, follow=True))
    assert Trainee.objects.get(pk=both[0].pk).state == "under-way"


def test_an_administrators_bulk_delete_takes_nothing_away(client):
    tess = trainee()
    client.force_login(officer())
    client.post(bulk("delete", tess))
    assert Trainee.objects.filter(pk=tess.pk).exists()


@pytest.mark.parametrize("who", ["nobody", "editor", "supervisor", "officer without the right"])
def test_nobody_else_gets_in(client, who):
    membership_officer()
    done = completed(supervisor("Ex", "Ternal"))
    user = {
        "nobody": lambda: None,
        "editor": lambda: UserFactory(groups=[Group.objects.get(name=EDITORS)]),
        "supervisor": lambda: done.supervisor.user,
        "officer without the right": lambda: UserFactory(groups=[Group.objects.get(name=OFFICERS)]),
    }[who]()
    if user:
        client.force_login(user)
    addresses = [LIST, f"{LIST}add/", f"{LIST}inspect/{done.pk}/", f"{LIST}?export=csv", NUMBERS]
    for address in [*addresses, f"{NUMBERS}?export=xlsx", bulk("accredit", done)]:
        response = client.get(address)
        assert response.status_code in {302, 403}, address
    client.post(bulk("accredit", done), {"reason": ""})
    client.post(f"{LIST}add/", {"member": done.member_id})
    assert Trainee.objects.get().state == "finished"


def test_whoever_may_only_look_sees_no_buttons_and_does_nothing(client):
    tess = trainee()
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_trainee"]))
    client.force_login(user)
    assert "Tess Trainee" in text(client.get(LIST))
    assert "End training" not in text(client.get(f"{LIST}inspect/{tess.pk}/"))
    assert client.post(bulk("leave", tess), {"reason": "No"}).status_code in {302, 403}
    assert client.get(f"{LIST}add/").status_code in {302, 403}
    assert Trainee.objects.get().state == "under-way"


def test_exports_are_formula_safe_and_on_record(office):
    trainee(member=member("=1+1", "+44", user__email="tess@example.org"))
    response = office.get(f"{LIST}?export=csv")
    rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Number,First name,Last name,E-mail address,Status,Stage")
    assert "'=1+1,'+44,tess@example.org,In training,Stage 1" in rows[1]
    assert office.get(f"{LIST}?export=xlsx").status_code == 200
    assert ModelLogEntry.objects.filter(action="membership.export").count() == 2


def test_the_numbers_by_stage_and_year(office):
    external = supervisor("Ex", "Ternal")
    done = completed(external, began=400)
    services.accredit(done, officer())
    trainee(member=member("Theo", "Other"), began=10)
    this_year = timezone.localdate().year
    page = re.sub(r">\s+<", "><", text(office.get(NUMBERS)))
    began = {days_ago(400).year: 1}
    began[days_ago(10).year] = began.get(days_ago(10).year, 0) + 1
    response = office.get(f"{NUMBERS}?export=csv")
    rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "Year,Began,Stage 1,Stage 2,Accredited,Ended without"
    assert rows[1] == f"{this_year},{began.get(this_year, 0)},1,1,1,0"
    assert f'<th scope="row">{this_year}</th><td>{began.get(this_year, 0)}</td><td>1</td>' in page
    assert page.count('<svg role="img"') == 2
    assert f"{this_year}: Stage 2" in page


def test_the_numbers_of_nothing(office):
    assert "Nobody is in training now" in text(office.get(NUMBERS))


def test_what_waits_for_officers_stands_on_the_front_of_the_admin(office):
    completed(supervisor("Ex", "Ternal"))
    assert "1 waiting for your confirmation." in text(office.get("/admin/"))


def test_who_logged_last_is_kept_by_day(db):
    tess = trainee(began=200)
    Trainee.objects.update(last_logged_on=timezone.localdate() - datetime.timedelta(days=100))
    session(tess)
    assert Trainee.objects.get().last_logged_on == timezone.localdate()
