"""What members see of a standard: what is in force, what comes, what was superseded."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from members.standards.models import StandardVersionPage
from tests.members.standards.factories import StandardFactory, VersionFactory, days

ETHICS = "/members/standards/ethics/"


@pytest.fixture
def read(client, member):
    def read(address):
        client.force_login(member)  # each time, since a session ends when the clock is moved far
        response = client.get(address)
        assert response.status_code == 200, address
        return " ".join(response.content.decode().split())

    return read


def test_a_standard_says_what_is_in_force_what_comes_and_what_it_replaced(read, standard):
    text = read(ETHICS)
    assert "Version 2 is in force" in text
    assert "Shorter words." in text
    assert 'when it replaced <a href="/members/standards/ethics/v/1/">version 1</a>' in text
    assert "version 3" in text
    assert "Earlier versions" in text
    assert "Superseded" in text


def test_on_its_day_the_coming_version_takes_the_place_of_the_last_without_a_job(
    read, standard, time_machine
):
    time_machine.move_to(days(31))
    text = read(ETHICS)
    assert "Version 3 is in force" in text
    assert "by version 3" in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "<strong>Superseded</strong>"),
        (2, "<strong>In force</strong>"),
        (3, "<strong>Not in force yet.</strong>"),
    ],
)
def test_each_version_keeps_its_address_and_says_what_it_is(read, standard, versions, number, words):
    assert versions[number].url == f"{ETHICS}v/{number}/"
    text = read(f"{ETHICS}v/{number}/")
    assert words in text
    assert versions[number].document.url in text


def test_a_version_superseded_twice_names_the_next_and_the_one_in_force(read, standard, time_machine):
    time_machine.move_to(days(31))
    text = read(f"{ETHICS}v/1/")
    assert 'by <a href="/members/standards/ethics/v/2/">version 2</a>' in text
    assert '<a href="/members/standards/ethics/v/3/">Version 3 is in force now.</a>' in text


@pytest.mark.parametrize("rest", ["v/", "v/9/", "v/01/", "v/x/", "9/", "v/2/more/", "w/2/", "v/٢/"])
def test_no_other_address_lies_below_a_standard(client, member, standard, rest):
    client.force_login(member)
    assert client.get(f"{ETHICS}{rest}").status_code == 404


def test_a_withdrawn_version_is_no_dead_end(client, member, standard, versions):
    versions[2].unpublish()
    client.force_login(member)
    response = client.get(f"{ETHICS}v/2/")
    assert response.status_code == 410
    text = response.content.decode()
    assert "Version 2 was withdrawn." in text
    assert "Version 1 is in force" in text
    assert versions[2].document.url not in text


def test_a_draft_version_does_not_exist_for_members(client, member, standard):
    draft = VersionFactory(parent=standard, number=4, in_force_from=days(-1), live=False)
    client.force_login(member)
    assert client.get(f"{ETHICS}v/4/").status_code == 404
    assert draft.document.url not in client.get(ETHICS).content.decode()


def test_of_two_versions_of_one_day_the_higher_number_is_in_force(read, standard):
    VersionFactory(parent=standard, number=9, in_force_from=days(-10))
    assert "Version 9 is in force" in read(ETHICS)


def test_an_expired_version_is_not_in_force_even_before_the_scheduler_has_run(read, standard, versions):
    Page.objects.filter(pk=versions[2].pk).update(expire_at=days(-1).isoformat() + "T00:00Z")
    assert "Version 1 is in force" in read(ETHICS)


def test_a_standard_without_a_version_says_so(read, index):
    StandardFactory(parent=index, slug="empty", number="S9")
    assert "None has been published yet." in read("/members/standards/empty/")
    assert "No version is in force." in read("/members/standards/")


def test_renaming_a_standard_takes_its_versions_along_and_leaves_redirects(
    client, member, standard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        standard.slug, standard.title, standard.number = "conduct", "Conduct", "S4"
        standard.save_revision().publish()
    version = StandardVersionPage.objects.get(number=2)
    assert version.url == "/members/standards/conduct/v/2/"
    assert version.title == "S4 Conduct, version 2"
    client.force_login(member)
    assert client.get("/members/standards/conduct/v/2/").status_code == 200
    for old in (ETHICS, f"{ETHICS}v/1/", f"{ETHICS}v/2/"):
        response = client.get(old, follow=True)
        assert response.redirect_chain[0][0] == old.replace("ethics", "conduct")
        assert response.status_code == 200
    assert Redirect.objects.filter(old_path="/members/standards/ethics/v/2").exists()


def test_sorting_versions_in_the_admin_keeps_their_addresses(client, member, standard, versions):
    versions[3].move(versions[1], pos="left")
    assert StandardVersionPage.objects.get(number=3).url_path.endswith("/standards/ethics/v/3/")
    client.force_login(member)
    assert client.get(f"{ETHICS}v/3/").status_code == 200


def test_wagtails_command_that_writes_addresses_anew_breaks_no_link(client, member, standard):
    from django.core.management import call_command

    call_command("set_url_paths")
    client.force_login(member)
    for number in (1, 2, 3):
        assert client.get(f"{ETHICS}v/{number}/").status_code == 200
        link = StandardVersionPage.objects.get(number=number).url
        assert client.get(link, follow=True).status_code == 200


def test_the_list_is_in_the_order_of_the_numbers(read, index):
    for number in ("S10", "S2", "A1"):
        StandardFactory(parent=index, number=number, title=f"Title {number}")
    text = read("/members/standards/")
    places = [text.index(f"Title {number}") for number in ("A1", "S2", "S10")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("words", "found"),
    [("S3", True), ("ethics", True), ("s3 ETH", True), ("short", True), ("nothing", False)],
)
def test_a_standard_is_found_by_words_and_number(read, standard, words, found):
    text = read(f"/members/standards/?q={words}")
    assert (ETHICS in text) == found
    assert ("No standard has all of these words." in text) != found


@pytest.mark.parametrize(
    "query", ["q=%25", "q=" + "x" * 3000, "q=" + "y+" * 3000, "page=-1", "page=abc", "page=1e99"]
)
def test_nonsense_in_the_address_is_no_error(read, standard, query):
    read(f"/members/standards/?{query}")
    read(f"{ETHICS}?{query}")


def test_many_standards_are_shown_in_pages_with_a_search(read, index):
    for number in range(51):
        StandardFactory(parent=index, number=f"N{number}", publish=False)
    first = read("/members/standards/")
    assert "Page 1 of 2" in first
    assert "standards__search" in first
    assert first.count("standard-row__title") == 50
    assert read("/members/standards/?page=2").count("standard-row__title") == 1


def test_few_standards_need_no_search(read, standard):
    assert "standards__search" not in read("/members/standards/")
