"""Training on a phone: three cycles on the way home, ten confirmed in one go, a stage completed."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from members.membership.models import Grade, Member, Membership
from members.pathway.models import PathwayPage, PathwayVersionPage, Stage
from members.progress import services
from members.progress.models import Entry, Trainee
from tests.support.browsing import follow

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def training(site):
    """Tess's, whom Sunil supervises, with nothing left that waits."""
    training = Trainee.objects.get(member__user__email="trainee@example.org")
    for entry in Entry.objects.of(training).filter(state__in=Entry.OPEN):
        services.withdraw(entry, training.member.user)
    return training


def log(training, number, kind="cycle", **fields):
    values = (
        {"client": f"N{number % 3 + 1}", "setting": "At home"} if kind == "cycle" else {"hours": Decimal(1)}
    )
    return services.log(
        training,
        training.member.user,
        kind=kind,
        token=uuid.uuid4(),
        on=timezone.localdate() - datetime.timedelta(days=number),
        **values,
        **fields,
    )


def no_sideways_scrolling(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def test_a_trainee_logs_three_cycles_on_the_way_home(phone, sign_in, training, check_accessible):
    sign_in("trainee")
    phone.goto("/members/")
    follow(phone.get_by_role("link", name="Log a cycle"))
    check_accessible(phone)
    no_sideways_scrolling(phone)
    for code in ("X1", "X2"):
        phone.get_by_label("Client, as a code").fill(code)
        follow(phone.get_by_role("button", name="Save, and log another"))
        expect(phone.get_by_role("status")).to_contain_text(f"Logged: Cycle with {code}")
    phone.get_by_label("Client, as a code").fill("x3")
    follow(phone.get_by_role("button", name="Save", exact=True))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your training")
    expect(phone.locator(".stage--now")).to_contain_text("3 waiting")
    no_sideways_scrolling(phone)
    check_accessible(phone)
    waiting = Entry.objects.of(training).filter(state=Entry.State.WAITING)
    assert sorted(waiting.values_list("client", flat=True)) == ["X1", "X2", "X3"]


def test_a_supervisor_confirms_ten_in_one_go(phone, sign_in, training, check_accessible):
    for number in range(10):
        log(training, number)
    sign_in("supervisor")
    phone.goto("/members/trainees/")
    check_accessible(phone)
    no_sideways_scrolling(phone)
    phone.get_by_label("Choose all 10").check()
    follow(phone.get_by_role("button", name="Confirm the chosen ones"))
    expect(phone.get_by_role("status")).to_contain_text("10 entries confirmed.")
    expect(phone.locator("#waiting")).to_contain_text("Nothing waits for you.")
    assert not Entry.objects.of(training).filter(state=Entry.State.WAITING).exists()


def test_ten_are_confirmed_without_scripts(new_context, context, sign_in, training):
    entries = [log(training, number) for number in range(2)]
    sign_in("supervisor")
    plain = new_context(java_script_enabled=False, viewport=PHONE)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto("/members/trainees/")
    for entry in entries:
        page.locator(f"#entry-{entry.pk}").check()
    follow(page.get_by_role("button", name="Confirm the chosen ones"))
    expect(page.get_by_role("status")).to_contain_text("2 entries confirmed.")


def test_a_stage_is_completed_through_an_external_supervisor(phone, sign_in, training, check_accessible):
    stage = Trainee.objects.get(pk=training.pk).stage
    entries = [log(training, number) for number in range(stage.cycles)]
    entries += [log(training, number, "session") for number in range(stage.sessions)]
    services.confirm(training.supervisor.user, [entry.seen for entry in entries])
    external = external_supervisor()
    sign_in("supervisor")
    phone.goto("/members/trainees/")
    follow(phone.get_by_role("heading", name="Tess").get_by_role("link"))
    check_accessible(phone)
    follow(phone.get_by_role("link", name=f"Complete {stage}"))
    phone.get_by_label("External supervisor").select_option(label=str(external))
    check_accessible(phone)
    follow(phone.get_by_role("button", name="Propose it"))
    expect(phone.get_by_role("status")).to_contain_text("is with the external supervisor now")

    sign_in("external")
    phone.goto("/members/")
    follow(phone.get_by_role("link", name="Your trainees"))
    follow(phone.get_by_role("link", name=f"{training}: {stage}"))
    phone.get_by_label("Your reflections").fill("Attuned, and calm.")
    phone.get_by_label("The stage is completed").check()
    no_sideways_scrolling(phone)
    check_accessible(phone)
    follow(phone.get_by_role("button", name="Record the decision"))
    expect(phone.get_by_role("status")).to_contain_text("is recorded")

    sign_in("trainee")
    phone.goto("/members/progress/history/")
    expect(phone.locator("main")).to_contain_text("Attuned, and calm.")
    assert Trainee.objects.get(pk=training.pk).stage.position == stage.position + 1


def external_supervisor():
    today = timezone.localdate()
    user = User.objects.create_user(email="external@example.org", first_name="Ed", last_name="External")
    Membership.objects.create(
        user=user,
        grade=Grade.objects.get(name="Supervisor"),
        starts_on=today,
        ends_on=today + datetime.timedelta(days=300),
    )
    return Member.objects.get(user=user)


def test_a_pathway_changed_mid_training_leaves_those_under_way_on_theirs(phone, sign_in, training):
    pathway = PathwayPage.objects.get()
    newer = PathwayVersionPage(
        title="Longer requirements",
        slug="longer",
        starts_on=timezone.localdate() - datetime.timedelta(days=1),
        stages=[Stage(sort_order=1, name="Only stage", cycles=99, clients=9, ending="accreditation")],
    )
    pathway.add_child(instance=newer)
    newer.save_revision().publish()
    sign_in("trainee")
    phone.goto("/pathway/")
    expect(phone.locator("main")).to_contain_text("99 cycles")
    no_sideways_scrolling(phone)
    phone.goto("/members/progress/")
    expect(phone.locator(".stage--now")).to_contain_text("of 6")
    expect(phone.locator("main")).not_to_contain_text("99")
    phone.get_by_role("link", name="Initial course and three stages").click()
    expect(phone.locator("main")).to_contain_text("Earlier version")
    expect(phone.locator("main")).to_contain_text("6 cycles")


def test_the_pathway_on_a_phone(phone, check_accessible):
    phone.goto("/pathway/")
    no_sideways_scrolling(phone)
    check_accessible(phone)
    phone.get_by_label("The day your supervision started").fill("2025-03-01")
    phone.get_by_role("button", name="Show my version").click()
    expect(phone.locator(".pathway__answer")).to_contain_text(
        "Initial course and three stages applies to you"
    )
