"""Training materials at every surface: nobody sees, counts, opens or unpacks what is not for them."""

import html
import io
import zipfile
from types import SimpleNamespace

import pytest
from wagtail.models import Site

from members.training.models import TrainingMaterialPage
from tests.access.conftest import make_closed_site, person
from tests.access.test_matrix import check, open_to_everybody
from tests.factories import GradeFactory
from tests.members.training.factories import (
    MP4,
    DocumentFactory,
    TrainingIndexPageFactory,
    TrainingMaterialPageFactory,
    TrainingStageFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/members/training/"
HOME = "/members/"
#: Which words open to whom. "Xanadu" is for all members, "Zanzibar" for supervisors.
WORDS = {"members": "Xanadu", "grade": "Zanzibar"}


def make_world():
    """A handout and a video for all members, the same for supervisors, an alias of each, and a draft.

    The files lie where everybody may open them: their pages alone close them here.
    """
    index = TrainingIndexPageFactory(parent__parent=make_closed_site().home)
    stage = TrainingStageFactory(name="Stage 1")
    only_for_supervisors = TrainingStageFactory(name="Stage of supervisors")
    materials = {}
    for level, word in WORDS.items():
        grades = [GradeFactory(name="Supervisor")] if level == "grade" else []
        stages = [stage, only_for_supervisors] if grades else [stage]
        materials[level] = [
            TrainingMaterialPageFactory(
                title=f"{word} handout",
                slug=f"{word}-handout".lower(),
                document=DocumentFactory(name=f"{word}.pdf", content=b"%PDF-1.4 " + word.encode()),
                grades=grades,
                stages=stages,
            ),
            TrainingMaterialPageFactory(
                title=f"{word} film",
                slug=f"{word}-film".lower(),
                video=True,
                document=DocumentFactory(name=f"{word}.mp4", content=MP4 + word.encode()),
                captions=DocumentFactory(name=f"{word}.vtt", content=b"WEBVTT\n\n" + word.encode()),
                grades=grades,
            ),
        ]
    aliases = {
        level: pages[0].create_alias(parent=index, update_slug=f"alias-{level}")
        for level, pages in materials.items()
    }
    draft = TrainingMaterialPageFactory(
        title="Quivira draft",
        live=False,
        document=DocumentFactory(name="quivira.pdf", content=b"%PDF-1.4 Quivira"),
    )
    open_to_everybody()
    return SimpleNamespace(index=index, materials=materials, aliases=aliases, draft=draft)


@pytest.fixture
def training(world):
    return world


def opens(audience):
    """The words that this audience may see."""
    return {word for level, word in WORDS.items() if level in audience.opens}


def test_the_list_names_and_counts_what_opens_and_nothing_else(training, audience, visit):
    response = visit(LIST)
    if not audience.opens:
        assert response.status_code == (403 if audience.user else 302)
        return
    content = response.content.decode()
    assert {word for word in WORDS.values() if word in content} == opens(audience)
    assert "Quivira" not in content
    number = len(opens(audience))
    assert response.context["selection"].number == 3 * number
    counted = {c.label: c.number for c in [*response.context["kinds"], *response.context["stages"]]}
    assert counted["Handout"] == 2 * number
    assert counted["Video"] == number
    assert counted["Stage 1"] == 2 * number
    assert ("Stage of supervisors" in counted) == ("grade" in audience.opens)
    assert response.context["files"].number == 2 * number
    assert response.context["videos"].number == number


def test_a_search_finds_and_counts_what_opens_and_nothing_else(training, audience, visit):
    for level, word in WORDS.items():
        response = visit(f"{LIST}?q={word}")
        if not audience.opens:
            assert response.status_code in (302, 403)
            continue
        assert (response.context["selection"].number > 0) == (level in audience.opens)
    assert "Quivira" not in visit(f"{LIST}?q=quivira").content.decode()


def test_pages_and_their_aliases(training, audience, visit):
    for level in WORDS:
        for page in [*training.materials[level], training.aliases[level]]:
            response = visit(page.url)
            if level in audience.opens:
                assert response.status_code == 200, page.url
            else:
                assert response.status_code == (403 if audience.user else 302), page.url
                assert WORDS[level] not in response.content.decode(), page.url


def test_files_and_captions_open_as_their_pages_do(training, audience, visit):
    for level, pages in training.materials.items():
        handout, film = pages
        for document in (handout.document, film.document, film.captions):
            response = visit(document.url)
            where = f"{audience.name}: {document.filename}"
            if level in audience.opens:
                assert response.status_code == 200, where
                assert WORDS[level].encode() in response.getvalue(), where
            elif audience.user:
                assert response.status_code == 403, where
            else:
                assert response.status_code == 302, where


def test_the_file_of_a_draft_opens_to_editors_only(training, audience, visit):
    response = visit(training.draft.document.url)
    keeps_files = audience.name in {"editor", "administrator"}
    assert (response.status_code == 200) == keeps_files, audience.name


def test_the_file_of_a_new_version_opens_when_the_version_does(training, audience, visit):
    """A draft of a page that is live: the old file stays as open as the page, the new one is closed."""
    page = TrainingMaterialPage.objects.get(pk=training.materials["members"][0].pk)
    old, new = page.document, DocumentFactory(name="new.pdf", content=b"%PDF-1.4 new")
    page.document = new
    draft = page.save_revision()
    open_to_everybody()
    keeps_files = audience.name in {"editor", "administrator"}
    assert (visit(new.url).status_code == 200) == keeps_files
    assert (visit(old.url).status_code == 200) == ("members" in audience.opens)
    draft.publish()
    assert (visit(new.url).status_code == 200) == ("members" in audience.opens)


def test_a_file_that_no_page_carries_any_more_stays_closed(training, audience, visit):
    """It lay in the collection that is open to everybody, where editors put a file without a thought."""
    handout, film = (
        TrainingMaterialPageFactory(parent=training.index, document=DocumentFactory()) for _ in range(2)
    )
    replaced, deleted = handout.document, film.document
    handout.document = DocumentFactory(name="new.pdf")
    handout.save_revision().publish()
    film.delete()
    for document in (replaced, deleted):
        response = visit(document.url)
        check(response, document.url, audience.name in {"editor", "administrator"}, audience)


def test_the_zip_holds_what_opens_and_nothing_else(training, audience, visit):
    response = visit(f"{LIST}?download=zip&videos=yes")
    if not audience.opens:
        assert response.status_code == (403 if audience.user else 302)
        return
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert archive.testzip() is None
        everything = " ".join(archive.namelist()).encode() + b" ".join(map(archive.read, archive.namelist()))
    assert {word for word in WORDS.values() if word.encode() in everything} == opens(audience)
    assert b"Quivira" not in everything


def test_what_is_new_names_what_opens_and_nothing_else(training, audience, visit):
    response = visit(HOME)
    if not audience.opens:
        assert response.status_code == (403 if audience.user else 302)
        return
    content = response.content.decode()
    assert {word for word in WORDS.values() if f"{word} handout" in content} == opens(audience)
    assert "Quivira" not in content


@pytest.mark.parametrize("name", ["lapsed", "suspended"])
def test_somebody_whose_membership_is_over_is_told_why(training, client, name):
    client.force_login(person(name))
    for address in (HOME, LIST, f"{LIST}?download=zip"):
        response = client.get(address)
        assert response.status_code == 403
        assert response.context["denial"].text in html.unescape(response.content.decode())


def test_the_sitemap_and_structured_data_name_no_material(training, audience, visit):
    assert "training" not in visit("/sitemap.xml").content.decode()
    root = Site.objects.get().root_page
    assert not any(word in visit(root.url or "/").content.decode() for word in ("handout", "film"))
