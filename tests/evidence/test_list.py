"""/evidence/ as visitors meet it: its states, pages, picture and glossary; and its budget."""

import gzip
import re

import pytest
from wagtail.images.tests.utils import get_test_image_file

from library.models import Image
from tests.evidence.factories import EvidencePageFactory, GlossaryTermFactory, KindFactory, fill, person
from tests.support.queries import fill_main_menu, queries_for

MOST_QUERIES = 12


def titles(response):
    return [result.item.title for result in response.context["results"]]


def test_a_list_without_items_is_a_page(client, evidence):
    response = client.get("/evidence/")
    assert response.status_code == 200
    assert "The first items will be here soon." in response.content.decode()
    assert "Nothing fits all of this." in client.get("/evidence/?q=x").content.decode()


@pytest.mark.parametrize(
    "query", ["?kind=gone", "?topic=%00", "?from=20x", "?sort=x&view=y", "?scope=%27", "?open=no"]
)
def test_what_is_not_known_is_passed_over(client, evidence, query):
    EvidencePageFactory(parent=evidence, title="There")
    if "%00" in query:
        assert client.get(f"/evidence/{query}").status_code in {200, 400, 404}
        return
    response = client.get(f"/evidence/{query}")
    assert titles(response) == ["There"]
    assert not response.context["chips"]


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "99999999", "1.5", ""])
def test_a_page_that_is_not_there_is_not_found(client, evidence, page):
    EvidencePageFactory(parent=evidence)
    assert client.get(f"/evidence/?page={page}").status_code == 404


def test_years_the_wrong_way_round_are_turned(client, evidence):
    EvidencePageFactory(parent=evidence, title="There", year=2010)
    assert titles(client.get("/evidence/?from=2015&to=2005")) == ["There"]


def test_pages_keep_the_filters_and_lead_on(client, evidence):
    fill(evidence, 45)
    first = client.get("/evidence/?q=families&sort=oldest").content.decode()
    assert 'href="?q=families&amp;sort=oldest&amp;page=2"' in first
    last = client.get("/evidence/?q=families&sort=oldest&page=3")
    assert len(titles(last)) == 5
    assert 'rel="next"' not in last.content.decode()


def test_a_filtered_list_is_kept_out_of_search_engines_and_names_the_whole_one(client, evidence):
    EvidencePageFactory(parent=evidence)
    whole, filtered = (client.get(f"/evidence/{query}").content.decode() for query in ("", "?q=item"))
    assert "noindex" not in whole
    assert '<meta name="robots" content="noindex">' in filtered
    for page in (whole, filtered):
        assert '<link rel="canonical" href="http://testserver/evidence/">' in page


def test_what_was_searched_for_is_marked(client, evidence):
    EvidencePageFactory(
        parent=evidence, title="Eliëns & others", people=[person("Eliëns")], summary="In short."
    )
    EvidencePageFactory(parent=evidence, title="Other", abstract="A long tale. Eliens wrote it.")
    page = client.get("/evidence/?q=eliens").content.decode()
    assert "<mark>Eliëns</mark> &amp; others" in page
    assert "A long tale. <mark>Eliens</mark> wrote it." in page


def test_chosen_filters_can_be_taken_away_one_by_one(client, evidence):
    EvidencePageFactory(parent=evidence, kind=KindFactory(slug="trial"), year=2015)
    chips = client.get("/evidence/?q=item&kind=trial&from=2010&to=2020").context["chips"]
    assert [(chip.label, chip.query) for chip in chips] == [
        ("“item”", "kind=trial&from=2010&to=2020"),
        ("Trial", "q=item&from=2010&to=2020"),
        ("2010–2020", "q=item&kind=trial"),
    ]


def test_the_picture_and_its_table_say_the_same(client, evidence):
    for year, slug in [(2001, "trial"), (2001, "trial"), (2004, "book"), (None, "book")]:
        EvidencePageFactory(parent=evidence, kind=KindFactory(slug=slug), year=year)
    response = client.get("/evidence/")
    picture = response.context["picture"]
    assert picture.periods == ["2001", "2002", "2003", "2004"]
    assert {line.name: line.numbers for line in picture.lines} == {
        "Trial": [2, 0, 0, 0],
        "Book": [0, 0, 0, 1],
    }
    assert picture.undated == 1
    page = response.content.decode()
    assert len(re.findall(r'cy="14"', page)) == sum(len(line.dots) for line in picture.lines) == 2
    assert " style=" not in page


def test_a_long_time_is_shown_in_few_columns(client, evidence):
    for year in (1900, 1955, 2020):
        EvidencePageFactory(parent=evidence, year=year)
    picture = client.get("/evidence/").context["picture"]
    assert len(picture.periods) <= 24
    assert picture.periods[0] == "1900–1909" or picture.periods[0].startswith("1900")
    assert sum(sum(line.numbers) for line in picture.lines) == 3


def test_the_glossary_opens_in_place(client, evidence):
    GlossaryTermFactory(term="meta-analysis", explanation="One result <from> many.")
    page = client.get("/evidence/").content.decode()
    assert re.search(r"<details[^>]*>\s*<summary>Meta-analysis</summary>", page)
    assert "One result &lt;from&gt; many." in page


@pytest.fixture
def as_on_the_real_site(evidence):
    fill_main_menu(evidence)
    GlossaryTermFactory.create_batch(10)
    evidence.listing_image = Image.objects.create(title="Evidence", file=get_test_image_file())
    evidence.save()


@pytest.mark.parametrize(
    "query", ["", "?q=families&kind=trial&topic=neglect&from=1980&to=2030", "?view=table&sort=author"]
)
def test_a_list_costs_the_same_with_one_item_and_with_a_hundred(client, evidence, as_on_the_real_site, query):
    fill(evidence, 20)
    with_few = queries_for(client, f"/evidence/{query}")
    fill(evidence, 80)
    with_hundred = queries_for(client, f"/evidence/{query}")
    assert len(with_hundred) == len(with_few)
    assert len(with_few) <= MOST_QUERIES


def test_an_item_costs_the_same_with_many_people_and_relations(client, evidence, as_on_the_real_site):
    picture = Image.objects.create(title="Item", file=get_test_image_file())
    fill(evidence, 30)
    others = list(evidence.get_children())
    page = EvidencePageFactory(
        parent=evidence, listing_image=picture, people=[person()], related=[("page", others[0])]
    )
    with_one = queries_for(client, page.get_url())
    page.people = [person(f"Author{number}") for number in range(50)]
    page.related = [("page", other) for other in others[:12]]
    page.save_revision().publish()
    assert len(queries_for(client, page.get_url())) == len(with_one) <= MOST_QUERIES


def test_a_full_page_of_a_large_list_is_light(client, evidence):
    fill(evidence, 200)
    assert len(gzip.compress(client.get("/evidence/").content)) < 25 * 1024
