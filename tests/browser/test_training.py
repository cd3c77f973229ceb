"""A trainee with a phone: narrows the materials, watches a video, takes the ZIP along."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
FILM = "/members/training/two-rings-meet-example/"


@pytest.fixture
def trainee(page, sign_in):
    sign_in("trainee")
    page.set_viewport_size(PHONE)
    return page


def take_zip(page, tmp_path):
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a ZIP").click()
    assert download.value.suggested_filename == "training-materials.zip"
    file = tmp_path / "materials.zip"
    download.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return archive.namelist(), archive.read("contents.txt").decode()


def narrow(page):
    """From the home page to the forms of stage 1, by what stands on the pages alone."""
    page.goto("/")
    page.get_by_role("navigation", name="For members").get_by_role("link", name="Members’ area").click()
    expect(page.locator("main")).to_contain_text("Hello, Tess")
    page.get_by_role("link", name="Training materials", exact=True).first.click()
    expect(page.locator(".found")).to_contain_text("5 materials")
    page.get_by_role("navigation", name="Stage").get_by_role("link", name="Stage 1").click()
    expect(page.locator(".found")).to_contain_text("3 materials")
    page.get_by_role("navigation", name="Kind").get_by_role("link", name="Form").click()
    expect(page.locator(".found")).to_contain_text("1 material")
    expect(page).to_have_url(re.compile(r"\?stage=stage-1&kind=form$"))
    page.get_by_role("link", name="Record of cycles (example)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Record of cycles (example)")
    page.go_back()
    expect(page.locator(".found")).to_contain_text("1 material")


def test_a_trainee_narrows_the_list_and_takes_it_along(trainee, tmp_path, check_accessible):
    narrow(trainee)
    check_accessible(trainee)
    names, contents = take_zip(trainee, tmp_path)
    assert names == ["Stage 1/Record of cycles (example).docx", "contents.txt"]
    assert "Record of cycles (example) (Form, Stage 1)" in contents


def test_all_of_it_works_without_scripts(new_context, context, sign_in, tmp_path):
    sign_in("trainee")
    plain = new_context(java_script_enabled=False, viewport=PHONE)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    narrow(page)
    page.get_by_label("Search these materials").fill("nowhere")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("main")).to_contain_text("Nothing fits")
    page.get_by_role("link", name="look at all materials").click()
    page.get_by_label("With the video").check()
    names, contents = take_zip(page, tmp_path)
    assert "Stage 1/Two rings meet (example).mp4" in names
    assert "Stage 1/Two rings meet (example).vtt" in names
    assert "https://doi.org/10.1002/14651858.CD012348.pub2" in contents
    assert not any("supervisors" in name for name in names)


def test_a_video_plays_with_captions_from_any_point(trainee):
    answers = []
    trainee.on("response", lambda response: answers.append(response))
    trainee.goto(FILM)
    film = trainee.locator("video")
    # What happens is written down at the film, where it is waited for: its end may never come.
    film.evaluate(
        """film => {
            const track = film.textTracks[0];
            const write = () => {
                film.dataset.length = film.duration;
                film.dataset.words = track.activeCues?.[0]?.text ?? "";
            };
            film.addEventListener("loadedmetadata", write);
            film.addEventListener("seeked", () => { film.dataset.at = film.currentTime; write(); });
            track.addEventListener("cuechange", write);
            write();
        }"""
    )
    expect(film).to_have_attribute("data-length", re.compile(r"^1[12]\b"))
    film.evaluate("film => { film.currentTime = 8; }")
    expect(film).to_have_attribute("data-at", re.compile(r"^(7\.[5-9]|8)"))
    expect(film).to_have_attribute("data-words", re.compile("^They meet"))
    parts = [answer for answer in answers if answer.url.endswith(".mp4")]
    assert parts
    assert all(answer.status == 206 for answer in parts)
    assert all(answer.headers["content-type"] == "video/mp4" for answer in parts)
    expect(trainee.get_by_role("heading", name="Transcript")).to_be_visible()


def test_a_trainee_never_meets_what_is_for_supervisors(trainee, watch):
    watch.allow("403")
    trainee.goto("/members/training/?q=supervisors")
    expect(trainee.locator("main")).to_contain_text("Nothing fits")
    trainee.goto("/members/training/the-end-of-a-stage-for-supervisors-example/")
    expect(trainee.get_by_role("heading", level=1)).to_have_text("This part is not open to your grade")
