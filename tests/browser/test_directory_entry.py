"""What a supervisor does with their own entry, and who writes to them, with and without JavaScript."""

import datetime
import re
from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from wagtail.models import Workflow, WorkflowContentType

from members.directory.models import RelayedMessage, SupervisorEntry

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
EDIT, ACCOUNT = "/members/account/directory/", "/members/account/"
PROFILE = "/supervisors/sunil-supervisor-example/"
NEW = "I begin with a moment that went well."


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_context_args(request, browser_context_args):
    on = request.getfixturevalue("scripts") if "scripts" in request.fixturenames else True
    return {**browser_context_args, "java_script_enabled": on}


@pytest.fixture
def visitor(new_context, watch):
    """Somebody else's browser."""
    watch.allow("404")  # the browser's own line about an entry that is not there
    return new_context().new_page()


def button(page, name):
    return page.locator("main").get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.locator("main").get_by_role("link", name=name, exact=True)


def picture():
    file = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_supervisor_changes_looks_publishes_pauses_and_shows_it_again(
    page, scripts, size, sign_in, visitor
):
    page.set_viewport_size(size)
    sign_in("supervisor")
    page.goto(ACCOUNT)
    link(page, "Change it").click()
    page.get_by_label("In your own words").fill(NEW)
    page.get_by_label("Postcode, its first half").fill("ls6 3aa")
    page.get_by_label("Photograph", exact=False).first.set_input_files(picture())
    button(page, "Save and look at it first").click()
    # The tick under the photograph is missing; the words are still there.
    expect(page.get_by_label("In your own words")).to_have_value(NEW)
    expect(page.locator("main")).to_contain_text("Tick this if everybody may see it")
    page.get_by_label("Photograph", exact=False).first.set_input_files(picture())
    page.get_by_label("I am the person in this photograph", exact=False).check()
    button(page, "Save and look at it first").click()
    expect(page.locator("main")).to_contain_text("This is how your entry looks")
    expect(page.locator("main")).to_contain_text(NEW)
    visitor.goto(PROFILE)
    expect(visitor.locator("main")).not_to_contain_text(NEW)
    button(page, "Publish").click()
    expect(page).to_have_url(f"{ACCOUNT}#directory")
    visitor.goto(PROFILE)
    expect(visitor.locator("main")).to_contain_text(NEW)
    expect(visitor.locator(".profile-head__photo")).to_have_js_property("naturalWidth", 480)
    assert SupervisorEntry.objects.get(slug="sunil-supervisor-example").outcode_id == "LS6"
    button(page, "Pause it").click()
    assert visitor.goto(PROFILE).status == 404
    button(page, "Show it again").click()
    assert visitor.goto(PROFILE).status == 200


def test_a_supervisor_removes_it(page, scripts, sign_in, visitor):
    sign_in("supervisor")
    page.goto(ACCOUNT)
    link(page, "Remove it").click()
    button(page, "Remove my entry").click()
    expect(page.locator("main, .messages").first).to_be_visible()
    expect(page.locator("body")).to_contain_text("Your entry is deleted")
    assert visitor.goto(PROFILE).status == 404
    # Back leads to a form for what is no longer there.
    page.go_back()
    assert not SupervisorEntry.objects.filter(slug="sunil-supervisor-example").exists()
    page.goto(ACCOUNT)
    expect(link(page, "Add your entry")).to_be_visible()


def test_what_was_changed_is_read_by_an_officer_first(page, sign_in, visitor, context, check_accessible):
    WorkflowContentType.objects.create(
        workflow=Workflow.objects.get(name="Directory entries are read first"),
        content_type=SupervisorEntry.get_content_type(),
    )
    sign_in("supervisor")
    page.goto(EDIT)
    page.get_by_label("In your own words").fill(NEW)
    button(page, "Send to the office").click()
    expect(page.locator("main")).to_contain_text("waiting for approval")
    check_accessible(page)
    visitor.goto(PROFILE)
    expect(visitor.locator("main")).not_to_contain_text(NEW)
    context.clear_cookies()
    sign_in("officer")
    page.goto("/admin/")
    page.get_by_role("link", name="Sunil Supervisor (example)").first.click()
    expect(page.locator("#id_text")).to_have_value(NEW)
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_role(
        "button", name=re.compile("^Approve$|Approve and Publish", re.I)
    ).click()
    expect(page.locator(".messages")).to_contain_text("updated")
    visitor.goto(PROFILE)
    expect(visitor.locator("main")).to_contain_text(NEW)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_writes_to_a_supervisor(page, scripts, size, time_machine):
    page.set_viewport_size(size)
    page.goto(PROFILE)
    link(page, "Write to Sunil Supervisor (example)").click()
    page.get_by_label("Your name").fill("Pat Trainee")
    page.get_by_label("Your e-mail address").fill("pat@nowhere")
    page.get_by_label("Your message").fill("Have you room for me?")
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=30))
    button(page, "Send message").click()
    expect(page.get_by_label("Your message")).to_have_value("Have you room for me?")
    expect(page.locator("main")).to_contain_text("valid email")
    assert mail.outbox == []
    page.get_by_label("Your e-mail address").fill("pat@example.net")
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=30))
    button(page, "Send message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message is on its way")
    page.reload()
    (message,) = mail.outbox
    assert message.reply_to == ["pat@example.net"]
    assert "supervisor@example.org" not in page.content()
    report = re.search(r"Tell us: (\S+)", message.body)[1]
    page.goto(report)
    page.get_by_label("What was wrong with it?").fill("It was rude.")
    button(page, "Report the message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, we look into it")
    assert RelayedMessage.objects.get().report == "It was rude."


def test_a_name_and_a_number_are_checked(page, scripts):
    page.goto("/supervisors/check/")
    page.get_by_label("First name and surname").fill("sunil supervisor")
    button(page, "Check").click()
    expect(page.get_by_label("Answer")).to_contain_text("Accredited today")
    page.get_by_label("First name and surname").fill("Nobody Atall")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Answer")).to_contain_text("Not currently accredited")
    expect(page.get_by_label("Answer")).to_be_focused()
