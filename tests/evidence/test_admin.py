"""Evidence in the admin, as a member of the Editors group meets it."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.first_content import Loader
from evidence import first_content
from evidence.models import EvidenceKind, EvidencePage, GlossaryTerm, LinkCheck
from tests.evidence.factories import EvidencePageFactory, KindFactory, TopicFactory, person
from tests.home.factories import HomePageFactory
from tests.support.editors import sign_in_editor

LISTING = "/admin/evidence/evidencepage/"
REPORT = "/admin/reports/evidence/"


@pytest.fixture
def editor(client, evidence):
    user = sign_in_editor(client)
    content = Loader()
    for model in (EvidenceKind, GlossaryTerm):
        content.grant("Editors", model, "add", "change", "delete", "view")
    return user


def listed(client, query=""):
    return [item.title for item in client.get(f"{LISTING}{query}").context["object_list"]]


def form_of(kind, **fields):
    blank = dict.fromkeys(
        [
            *(
                "summary",
                "vouching_note",
                "date",
                "season",
                "container_title",
                "publisher",
                "place",
                "volume ",
            ),
            *(
                "issue",
                "pages",
                "number",
                "edition",
                "genre",
                "doi",
                "isbn",
                "web_address",
                "access",
                " design",
            ),
            *("sample", "population", "country", "strength", "strength_scale", "strength_judge", "abstract"),
            *(
                "last_reviewed",
                "document",
                "document_licence",
                "accessed",
                "issn",
                "keywords",
                "language",
                " note",
            ),
        ],
        "",
    )
    data = {
        **blank,
        "title": "Less is more",
        "slug": "less-is-more",
        "kind": kind.pk,
        "year": 2003,
        "precision": "year",
        "vouching": "publication",
        "scope": "wider",
        "found": rich_text("<p>It found.</p>"),
        "limits": rich_text("<p>It can't tell.</p>"),
        "outcomes": streamfield([]),
        "related": streamfield([]),
        "people": inline_formset(
            [{"role": "author", "family": "Juffer", "given": "F.", "literal": "", "ORDER": "1"}]
        ),
        "comments": inline_formset([]),
        "action-publish": "1",
        **fields,
    }
    return nested_form_data(data)


def add(client, evidence, **fields):
    address = reverse("wagtailadmin_pages:add", args=["evidence", "evidencepage", evidence.pk])
    return client.post(address, form_of(KindFactory(slug="review", csl_type="article-journal"), **fields))


def test_an_editor_adds_an_item_by_hand(client, editor, evidence):
    topic = TopicFactory()
    response = add(client, evidence, topics=topic.pk, doi="https://doi.org/10.1037/0033-2909.129.2.195")
    assert response.status_code == 302, response.context["form"].errors
    item = EvidencePage.objects.get()
    assert item.live
    assert item.byline == "Juffer"
    assert item.doi == "10.1037/0033-2909.129.2.195"
    assert client.get("/evidence/?topic=neglect").context["total"] == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"doi": "195"}, "This is not a DOI."),
        ({"isbn": "9781849054103"}, "The last digit of this ISBN"),
        ({"year": 2999}, "2999 lies in the future"),
        ({"web_address": "ftp://example.org/"}, "starts with https"),
        ({"strength": "Moderate"}, "means nothing without it"),
        (
            {
                "people": inline_formset(
                    [{"role": "author", "family": "", "given": "F.", "literal": "", "ORDER": "1"}]
                )
            },
            "Give a family name",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(client, editor, evidence, fields, message):
    response = add(client, evidence, **fields)
    assert response.status_code == 200
    assert message in html.unescape(response.content.decode())
    assert not EvidencePage.objects.exists()


def test_the_form_says_which_details_each_kind_needs(client, editor, evidence):
    KindFactory(slug="book", details="book")
    page = client.get(
        reverse("wagtailadmin_pages:add", args=["evidence", "evidencepage", evidence.pk])
    ).content.decode()
    assert 'data-details="book"' in page
    assert 'data-evidence-details="journal"' in page
    assert "js/evidence-admin.js" in page


def test_an_editor_finds_and_filters_items(client, editor, evidence):
    EvidencePageFactory(
        parent=evidence,
        title="Fukkink's",
        people=[person("Fukkink")],
        kind=KindFactory(slug="review"),
        topics=[TopicFactory(slug="play")],
        scope="vig",
    )
    EvidencePageFactory(parent=evidence, title="Other", live=False, year=1990)
    assert listed(client) == ["Fukkink's", "Other"]
    for query in ["?q=fukk", "?kind=review", "?topic=play", "?scope__exact=vig", "?state=live"]:
        assert listed(client, query) == ["Fukkink's"], query
    assert "<img" not in client.get(LISTING).content.decode().partition("<tbody")[2].partition("</tbody")[0]


def test_an_item_can_be_looked_over_and_all_exported_safely(client, editor, evidence):
    item = EvidencePageFactory(parent=evidence, title="=1+1", people=[person("Todd")])
    assert "Todd" in client.get(f"{LISTING}inspect/{item.pk}/").content.decode()
    exported = client.get(f"{LISTING}?export=csv").getvalue().decode("utf-8-sig")
    assert "'=1+1" in exported
    assert "Todd" in exported


def test_a_new_item_goes_below_the_list_without_asking(client, editor, evidence):
    response = client.get(f"{LISTING}create/")
    assert response["Location"].startswith(f"/admin/pages/add/evidence/evidencepage/{evidence.pk}/")


def reported(client, query=""):
    return {item.title: item.cares for item in client.get(f"{REPORT}{query}").context["object_list"]}


def test_the_report_names_what_needs_care_and_why(client, editor, evidence):
    today = timezone.localdate()
    whole = {"doi": "10.1000/1", "limits": "<p>Some.</p>", "parent": evidence}
    EvidencePageFactory(title="Fine", review_date=today + datetime.timedelta(days=1), **whole)
    EvidencePageFactory(title="Due", review_date=today, **whole)
    dead = EvidencePageFactory(title="Dead", **whole)
    LinkCheck.objects.create(
        page=dead, address=dead.source_address, result="dead", status=404, checked_at=timezone.now()
    )
    EvidencePageFactory(title="Bare", parent=evidence)
    links = {item.title: item.checked for item in client.get(REPORT).context["object_list"]}
    assert links == {
        "Due": "Not asked yet",
        "Dead": f"Dead, {timezone.now():%d.%m.%Y}",
        "Bare": "None to ask",
    }
    assert reported(client) == {
        "Due": "Due for review",
        "Dead": "Its link is dead",
        "Bare": "No DOI and no address; Does not say what it can't tell us",
    }
    assert set(reported(client, "?care=link")) == {"Dead"}
    assert set(reported(client, "?care=review")) == {"Due"}
    assert set(reported(client, "?care=doi")) == {"Bare"}
    exported = client.get(f"{REPORT}?export=csv").getvalue().decode("utf-8-sig")
    assert "Its link is dead" in exported


def test_the_report_is_for_those_who_may_change_pages(client, editor, evidence):
    assert "Evidence that needs care" in client.get("/admin/").content.decode()
    editor.groups.clear()
    assert client.get(REPORT).status_code in {302, 403}


def test_the_welcome_page_counts_what_needs_care(client, editor, evidence):
    page = client.get("/admin/").content.decode()
    assert "Add evidence" in page
    EvidencePageFactory(parent=evidence)  # it lacks things, but none that presses
    EvidencePageFactory(parent=evidence, review_date=timezone.localdate())
    assert "1 item: due for review" in client.get("/admin/").content.decode()


def test_editors_keep_the_words(client, editor):
    for model in (EvidenceKind, GlossaryTerm):
        assert client.get(reverse(model.snippet_viewset.get_url_name("list"))).status_code == 200


def test_a_kind_in_use_cannot_be_deleted(client, editor, evidence):
    item = EvidencePageFactory(parent=evidence)
    client.post(reverse(EvidenceKind.snippet_viewset.get_url_name("delete"), args=[item.kind_id]))
    assert EvidenceKind.objects.filter(pk=item.kind_id).exists()


def test_the_first_content_gives_editors_these_rights(client, db):
    HomePageFactory()
    user = sign_in_editor(client)
    first_content.load(Loader())
    for right in ("add_evidencekind", "change_evidencetopic", "delete_studydesign", "add_glossaryterm"):
        assert user.has_perm(f"evidence.{right}"), right
