"""Who sees and does what in a training: every page of it, every audience."""

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve
from django.utils import timezone

from accounts.first_content import OFFICERS
from members.membership.models import Membership
from members.progress import services
from members.progress.models import Entry, Event, Trainee
from members.progress.pages import urls
from tests.access.conftest import person
from tests.factories import UserFactory
from tests.members.progress.factories import cycle, meet, member, supervisor, trainee
from tests.members.standards.factories import MembersIndexPageFactory

pytestmark = pytest.mark.django_db

#: What is in the pages of this training and may be in nobody else's.
SECRETS = ["Tess", "ZZ7", "Xanadu"]


@pytest.fixture
def training():
    training = trainee()
    services.confirm(training.supervisor.user, [cycle(training, client="ZZ7", setting="Xanadu").seen])
    return training


@pytest.fixture
def entry(training):
    return cycle(training, client="ZZ8", setting="Xanadu")


@pytest.fixture
def pages(training, entry):
    """Addresses that name this training or one of its entries."""
    return [
        f"/members/progress/entries/{entry.pk}/",
        f"/members/trainees/{training.pk}/",
        f"/members/trainees/{training.pk}/history/",
        f"/members/trainees/{training.pk}/stage/",
        f"/members/trainees/entries/{entry.pk}/",
    ]


#: Addresses that name nobody: they show what is one's own.
NAMELESS = [
    "/members/progress/",
    "/members/progress/history/",
    "/members/progress/log/cycle/",
    "/members/trainees/",
]


def take_back(entry):
    return f"/members/progress/entries/{entry.pk}/take-back/"


def visitor(audience, training):
    """The user of one of the audiences; None for nobody."""
    match audience:
        case "another trainee":
            return trainee(
                member=member("Other", "Trainee"), supervisor=supervisor("Other", "Super")
            ).member.user
        case "another trainee of the same supervisor":
            return trainee(member=member("Other", "Trainee"), supervisor=training.supervisor).member.user
        case "wrong supervisor":
            return supervisor("Wrong", "One").user
        case "former supervisor":
            former = training.supervisor.user
            services.change_supervisor(training, UserFactory(is_superuser=True), supervisor("New", "One"))
            return former
        case "lapsed supervisor":
            long_ago = timezone.localdate().replace(year=2020)
            terms = Membership.objects.filter(user=training.supervisor.user)
            terms.update(starts_on=long_ago, ends_on=long_ago)
            return training.supervisor.user
        case "suspended supervisor":
            terms = Membership.objects.filter(user=training.supervisor.user)
            terms.update(status=Membership.Status.SUSPENDED)
            return training.supervisor.user
        case "officer with the right":  # has screens of their own, in the admin
            return UserFactory(groups=[Group.objects.get_or_create(name=OFFICERS)[0]])
    return person(audience)


STRANGERS = [
    "anonymous",
    "another trainee",
    "another trainee of the same supervisor",
    "wrong supervisor",
    "former supervisor",
    "lapsed supervisor",
    "suspended supervisor",
    "lapsed",
    "never a member",
    "editor",
    "officer with the right",
    "administrator",
]


def test_no_page_is_forgotten(pages, entry):
    """Every address of training is one of those that all audiences are tried on."""
    tried = {resolve(address).url_name for address in [*pages, *NAMELESS, take_back(entry)]}
    assert tried == {pattern.name for pattern in urls.urlpatterns}


@pytest.mark.parametrize("audience", STRANGERS)
def test_nobody_else_sees_it(client, training, pages, audience):
    if user := visitor(audience, training):
        client.force_login(user)
    for address in pages:
        response = client.get(address)
        assert response.status_code in {302, 403, 404}, address
    for address in NAMELESS:
        found = client.get(address).content.decode()
        assert not [secret for secret in SECRETS if secret in found], address


@pytest.mark.parametrize("audience", STRANGERS)
def test_nobody_else_changes_it(client, training, entry, pages, audience):
    if user := visitor(audience, training):
        client.force_login(user)
    before = (list(Entry.objects.of(training).values()), Event.objects.filter(trainee=training).count())
    form = {
        "seen": entry.seen,
        "confirm": "",
        "on": entry.on.isoformat(),
        "client": "C1",
        "words": "Mine now.",
        "token": "3f0d1b2c-7d8e-4f5a-9b6c-0123456789ab",
        "completed": "yes",
        "external": "1",
    }
    for address in [*pages, "/members/trainees/", take_back(entry)]:
        client.post(address, form)
    assert before == (
        list(Entry.objects.of(training).values()),
        Event.objects.filter(trainee=training).count(),
    )


def test_a_stranger_cannot_tell_what_exists(client, training, pages):
    client.force_login(supervisor("Wrong", "One").user)
    there, nowhere = (
        client.get(f"/members/trainees/{training.pk}/"),
        client.get("/members/trainees/99999999999999/"),
    )
    assert there.status_code == nowhere.status_code == 404
    assert client.get(f"/members/trainees/{10**40}/").status_code == 404


def test_the_trainee_sees_their_own_and_not_the_supervisors_pages(client, training, entry, pages):
    client.force_login(training.member.user)
    assert [client.get(address).status_code for address in pages] == [200, 403, 403, 403, 403]
    assert "ZZ7" in client.get("/members/progress/").content.decode()


def test_a_supervisor_in_training_confirms_nothing_of_their_own(client):
    one = supervisor("Own", "Work")
    training = trainee(member=member("Tess", "Own"), supervisor=one)
    Trainee.objects.filter(pk=training.pk).update(member=one)
    training.refresh_from_db()
    entry = cycle(training)
    client.force_login(one.user)
    response = client.post("/members/trainees/", {"seen": entry.seen, "confirm": ""})
    assert "This is your own work" in response.content.decode()
    assert client.get(f"/members/trainees/{training.pk}/").status_code == 404
    entry.refresh_from_db()
    assert entry.state == "waiting"


def test_the_supervisor_sees_all_of_it_but_no_notes(client, training, entry, pages):
    client.force_login(training.supervisor.user)
    assert [client.get(address).status_code for address in pages] == [404, 200, 200, 200, 200]


def test_the_external_supervisor_sees_it_while_the_stage_waits_for_them(client, training, pages):
    external = supervisor("Ed", "External")
    client.force_login(external.user)
    meet(training)
    theirs = pages[1:4]
    assert {client.get(address).status_code for address in theirs} == {404}
    services.propose(training, training.supervisor.user, external=external)
    assert {client.get(address).status_code for address in theirs} == {200}
    assert client.get(pages[4]).status_code == 404  # entries are the personal supervisor's to correct
    stage = training.stages.get(position=1)
    services.decide(stage, external.user, completed=True, words="Well done.")
    assert {client.get(address).status_code for address in theirs} == {404}


@pytest.mark.parametrize("audience", ["anonymous", "wrong supervisor", "another trainee"])
def test_the_members_home_names_nobody_else(client, training, entry, audience):
    MembersIndexPageFactory()
    if user := visitor(audience, training):
        client.force_login(user)
    found = client.get("/members/", follow=True).content.decode()
    assert not [secret for secret in SECRETS if secret in found]


def test_private_pages_are_kept_by_no_cache(client, training):
    client.force_login(training.member.user)
    assert "no-store" in client.get("/members/progress/")["Cache-Control"]
