"""The page of an item: what it says plainly, its reference, and what machines read of it."""

import html
import json
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from evidence.models import EvidencePage
from tests.evidence.factories import (
    DesignFactory,
    EvidencePageFactory,
    GlossaryTermFactory,
    KindFactory,
    TopicFactory,
    person,
)
from tests.home.factories import StandardPageFactory

HOSTILE = "</script><script>alert(1)</script> {a} %d & “ü” \u202eعربي"


@pytest.fixture
def item(evidence):
    return EvidencePageFactory(
        parent=evidence,
        title="Video feedback",
        slug="video-feedback",
        kind=KindFactory(slug="review", csl_type="article-journal"),
        people=[person("O’Hara", "L."), person("Smith", "E. R.")],
        year=2019,
        container_title="Cochrane Database",
        volume="12",
        issue="3",
        pages="10–22",
        doi="10.1002/14651858.CD012348.pub2",
        found="<p>It may help.</p>",
        limits="<p>Not VIG alone.</p>",
        design=DesignFactory(explanation="Chance decides."),
        strength="Moderate",
        strength_scale="GRADE",
        strength_judge="The authors",
        outcomes=[("outcome", {"outcome": "Stress", "finding": "Mixed", "certainty": "Low"})],
        topics=[TopicFactory()],
        scope="video-feedback",
    )


def seen(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())), response.content.decode()


def test_strength_scale_judge_and_limits_stand_on_the_page(client, item):
    words, _page = seen(client, item)
    for told in [
        "It may help.",
        "Not VIG alone.",
        "Moderate",
        "GRADE",
        "The authors",
        "Chance decides.",
        "Mixed",
    ]:
        assert told in words
    assert "Not yet" in words  # nobody has reviewed it


def test_what_is_not_known_is_said_and_not_passed_over(client, evidence):
    bare = EvidencePageFactory(parent=evidence, summary="")
    words, _page = seen(client, bare)
    assert "Its limits have not been written down here yet" in words
    assert "Nobody has judged it" in words
    assert "We have not summed up its findings" in words


def test_the_associations_own_word_is_marked_as_such(client, evidence):
    told = EvidencePageFactory(parent=evidence, vouching="association", vouching_note="VIG was selected.")
    words, _page = seen(client, told)
    assert "The association’s own page is the only source" in words
    assert "VIG was selected." in words
    listed = client.get("/evidence/").content.decode()
    assert "Only the association’s own page says so" in listed


def test_a_title_of_ours_says_so_and_stands_in_brackets_in_references(client, evidence):
    ours = EvidencePageFactory(parent=evidence, title="An article", is_titled_by_us=True)
    words, _page = seen(client, ours)
    assert "The heading is ours" in words
    assert ours.to_csl()["title"] == "[An article]"


def test_reference_managers_find_their_tags(client, item):
    _words, page = seen(client, item)
    tags = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page)
    assert [html.unescape(value) for name, value in tags if name == "citation_author"] == [
        "O’Hara, L.",
        "Smith, E. R.",
    ]
    assert dict(tags) | {"citation_author": ""} == {
        "citation_title": "Video feedback",
        "citation_author": "",
        "citation_publication_date": "2019",
        "citation_journal_title": "Cochrane Database",
        "citation_volume": "12",
        "citation_issue": "3",
        "citation_firstpage": "10",
        "citation_lastpage": "22",
        "citation_doi": "10.1002/14651858.CD012348.pub2",
        "citation_public_url": "https://doi.org/10.1002/14651858.CD012348.pub2",
    }


@pytest.mark.parametrize(
    ("csl_type", "schema"),
    [
        ("article-journal", "ScholarlyArticle"),
        ("book", "Book"),
        ("chapter", "Chapter"),
        ("report", "Report"),
        ("thesis", "Thesis"),
    ],
)
def test_structured_data_names_the_kind_of_work(client, evidence, csl_type, schema):
    kind = KindFactory(slug=csl_type, csl_type=csl_type)
    page = EvidencePageFactory(parent=evidence, kind=kind, publisher="UCL", people=[person()])
    _words, source = seen(client, page)
    found = [
        json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source)
    ]
    work = next(data for data in found if data["@type"] == schema)
    assert work["author"] == [
        {"@type": "Person", "name": "H. Kennedy", "familyName": "Kennedy", "givenName": "H."}
    ]
    assert work["datePublished"] == "2015"


def test_hostile_words_are_only_words(client, evidence):
    page = EvidencePageFactory(
        parent=evidence,
        title=HOSTILE,
        summary=HOSTILE,
        people=[person(HOSTILE, HOSTILE)],
        container_title=HOSTILE,
        publisher=HOSTILE,
        abstract=HOSTILE,
    )
    for address in (page.get_url(), "/evidence/", "/evidence/?q=alert&view=table"):
        source = client.get(address).content.decode()
        assert "<script>alert" not in source
        assert "alert" in source


@pytest.mark.parametrize(
    ("extension", "words"), [("bib", b"@article{"), ("ris", b"TY  - JOUR"), ("json", b'"DOI"')]
)
def test_one_reference_as_a_file(client, item, extension, words):
    response = client.get(f"/evidence/video-feedback.{extension}")
    content = b"".join(response.streaming_content)
    assert words in content
    assert "O’Hara" in content.decode() or "O'Hara" in content.decode()
    assert response["Content-Disposition"] == f'attachment; filename="video-feedback.{extension}"'
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "address", ["/evidence/nothing.bib", "/evidence/video-feedback.txt", "/nothing/export.bib"]
)
def test_no_such_file(client, item, address):
    assert client.get(address).status_code == 404


def test_all_that_a_list_shows_as_one_file_in_its_order(client, evidence):
    for year in (2001, 2003, 2002):
        EvidencePageFactory(parent=evidence, title=f"From {year}", year=year, people=[person()])
    EvidencePageFactory(parent=evidence, title="Left out", year=1990)
    response = client.get("/evidence/export.json?from=2000&sort=oldest")
    items = json.loads(b"".join(response.streaming_content))
    assert [item["title"] for item in items] == ["From 2001", "From 2002", "From 2003"]
    assert items[0]["author"] == [{"family": "Kennedy", "given": "H."}]


def test_related_pages_keep_their_order_and_pass_the_gate(client, item):
    pages = [StandardPageFactory(title=title) for title in ("B", "Closed", "A")]
    PageViewRestriction.objects.create(page=pages[1], restriction_type=PageViewRestriction.LOGIN)
    item.related = [("page", page) for page in pages]
    item.save_revision().publish()
    response = client.get(item.get_url())
    assert [page.title for page in response.context["related_pages"]] == ["B", "A"]
    assert "Closed" not in response.content.decode()


def test_only_the_words_that_stand_on_the_page_are_explained(client, item):
    GlossaryTermFactory(term="Grade")
    GlossaryTermFactory(term="cohort")
    assert [term.term for term in client.get(item.get_url()).context["glossary"]] == ["Grade"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"doi": "nonsense"}, "doi"),
        ({"isbn": "9781849054103"}, "isbn"),
        ({"web_address": "ftp://example.org/x"}, "web_address"),
        ({"year": 9999}, "year"),
        ({"year": 2015, "date": "2014-01-01", "precision": "day"}, "date"),
        ({"year": 2015, "date": "2015-01-01"}, "precision"),
        ({"precision": "month"}, "date"),
        ({"year": 2015, "date": "2015-01-01", "precision": "day", "season": 1}, "season"),
        ({"strength": "High"}, "strength_scale"),
        ({"vouching": "association"}, "vouching_note"),
        ({"slug": "export"}, "slug"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(evidence, fields, field):
    with pytest.raises(ValidationError) as refused:
        EvidencePageFactory(parent=evidence, **fields)
    assert field in refused.value.message_dict


def test_a_date_gives_its_year_and_a_doi_is_mended(evidence):
    page = EvidencePageFactory(
        parent=evidence, year=None, date="2012-10-24", precision="day", doi="https://doi.org/10.1000/abc"
    )
    page = EvidencePage.objects.get(pk=page.pk)
    assert (page.year, page.date_text, page.doi) == (2012, "24 October 2012", "10.1000/abc")


def test_an_item_that_was_never_saved_can_be_previewed(evidence, rf):
    page = EvidencePage(title="Not yet", slug="not-yet", kind=KindFactory(), year=2020)
    page.topics = [TopicFactory(name="Neglect")]
    page.people = [person("Todd")]
    page.keep_for_lists()
    evidence.add_child(instance=page)
    page.title = "Changed"
    response = page.make_preview_request(rf.get("/admin/"), page.default_preview_mode)
    assert "Changed" in response.content.decode()
    assert "Neglect" in response.content.decode()


def test_a_title_of_ours_stands_in_brackets_for_machines_too(client, evidence):
    ours = EvidencePageFactory(parent=evidence, title="An article", is_titled_by_us=True)
    _words, page = seen(client, ours)
    assert '<meta name="citation_title" content="[An article]">' in page
    assert '"name": "[An article]"' in page


def test_an_old_doi_with_signs_leads_to_its_publication(client, evidence):
    page = EvidencePageFactory(parent=evidence, doi="10.1002/(SICI)1:2<53::AID-IMHJ5>3.0.CO;2-P")
    _words, source = seen(client, page)
    assert 'href="https://doi.org/10.1002/(SICI)1:2%3C53::AID-IMHJ5%3E3.0.CO;2-P"' in source
    assert "<53::AID" not in source


#: How the type of a work can be told from its tags: https://scholar.google.com/intl/en/scholar/inclusion.html
TAGS_OF_A_KIND = {
    "book": {"citation_isbn": "9781849054102", "citation_publisher": "UCL"},
    "chapter": {"citation_inbook_title": "The whole", "citation_publisher": "UCL"},
    "report": {"citation_technical_report_institution": "UCL", "citation_technical_report_number": "12"},
    "thesis": {
        "citation_dissertation_institution": "UCL",
        "citation_dissertation_name": "Doctoral thesis",
    },
    "paper-conference": {"citation_conference_title": "The whole", "citation_publisher": "UCL"},
}


@pytest.mark.parametrize("csl_type", TAGS_OF_A_KIND)
def test_the_tags_tell_which_kind_of_work_it_is(client, evidence, csl_type):
    page = EvidencePageFactory(
        parent=evidence,
        kind=KindFactory(slug=csl_type, csl_type=csl_type),
        publisher="UCL",
        number="12" if csl_type == "report" else "",
        genre="Doctoral thesis" if csl_type == "thesis" else "",
        isbn="9781849054102" if csl_type == "book" else "",
        container_title="The whole" if csl_type in {"chapter", "paper-conference"} else "",
    )
    _words, source = seen(client, page)
    tags = dict(re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', source))
    common = {"citation_title": page.title, "citation_publication_date": "2015"}
    assert tags == common | TAGS_OF_A_KIND[csl_type]
