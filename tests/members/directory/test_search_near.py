"""Near me: distances, places, and what is said where nobody is near."""

import pytest

from members.directory.models import Language, Outcode
from members.directory.search import places, rows
from tests.members.directory.factories import OutcodeFactory, SupervisorEntryFactory

#: Latitude, longitude; and the way from EH8 in miles, worked out by the haversine formula on paper.
TOWNS = {
    "EH8": ("Edinburgh", 55.95, -3.18, 0),
    "G12": ("Glasgow", 55.88, -4.30, 43),
    "DD1": ("Dundee", 56.46, -2.97, 36),
    "LS6": ("Leeds", 53.82, -1.57, 160),
    "TR1": ("Truro", 50.26, -5.05, 400),
}

DIRECTORY = "/supervisors/"


@pytest.fixture
def towns(directory):
    return {
        code: SupervisorEntryFactory(
            last_name=town,
            town=town,
            online=False,
            outcode=OutcodeFactory(code=code, latitude=north, longitude=east),
        )
        for code, (town, north, east, _miles) in reversed(TOWNS.items())
    }


@pytest.fixture
def online(towns):
    return SupervisorEntryFactory(in_person=False, online=True, town="", last_name="Anywhere")


@pytest.fixture
def see(client, directory):
    def see(query):
        response = client.get(f"{directory.url}?{query}")
        assert response.status_code == 200
        return response

    return see


def names(response):
    return [result.entry.member.user.last_name for result in response.context["results"]]


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0.0, 0.0), (0.0, 1.0), 69.094),  # a degree of the equator: 2π·3958.76 / 360
        ((0.0, 0.0), (1.0, 0.0), 69.094),
        ((60.0, 0.0), (60.0, 1.0), 34.546),  # half as long at 60° north, a little less by the great circle
        ((51.5, 0.0), (51.5, 0.0), 0.0),
        ((0.0, 0.0), (0.0, 180.0), 12436.8),  # half way round
    ],
)
def test_miles(one, other, expected):
    assert places.miles(one, other) == pytest.approx(expected, abs=0.06)


def test_the_nearest_come_first_with_their_distance(see, towns, online):
    response = see("near=EH8&within=any")
    assert names(response) == ["Edinburgh", "Dundee", "Glasgow", "Leeds", "Truro", "Anywhere"]
    shown = [result.distance for result in response.context["results"]]
    assert shown[-1] is None
    assert shown[:-1] == [
        pytest.approx(TOWNS[code][3], abs=2) for code in ("EH8", "DD1", "G12", "LS6", "TR1")
    ]
    assert f"about {shown[1]} miles away" in text(response)
    assert "less than a mile away" in text(response)


@pytest.mark.parametrize(
    ("within", "expected"),
    [("10", ["Edinburgh"]), ("60", ["Edinburgh", "Dundee", "Glasgow"]), ("7", ["Edinburgh"])],
)
def test_within(see, towns, online, within, expected):
    assert names(see(f"near=eh8&within={within}")) == expected


def test_a_town_is_the_middle_of_its_outcodes(see, towns):
    OutcodeFactory(code="EH1", latitude=55.97, longitude=-3.18)
    SupervisorEntryFactory(town="Edinburgh", outcode=Outcode.objects.get(code="EH1"), last_name="Also")
    response = see("near=edinburgh&within=10")
    assert sorted(names(response)) == ["Also", "Edinburgh"]
    place = places.find("EDINBURGH", rows.listed(_today()), rows.points())
    assert place.point == pytest.approx((55.96, -3.18))


def _today():
    from django.utils import timezone

    return timezone.localdate()


def test_an_area_is_found_in_what_they_say(see, towns):
    SupervisorEntryFactory(last_name="Travels", areas_covered="Fife and Angus", town="Cupar", outcode=None)
    assert names(see("near=fife")) == ["Travels"]


def test_nobody_near_says_who_else_there_is(see, towns, online):
    OutcodeFactory(code="ZE1", latitude=60.15, longitude=-1.14)
    said = text(see("near=ZE1&within=30"))
    assert "Nobody within 30 miles of ZE1" in said
    assert "1 supervises online, wherever you are" in said
    assert "in Dundee" in said
    assert "near=ZE1&amp;within=any" in said
    assert "how=online" in said


def test_nobody_anywhere_promises_nothing(see, directory):
    OutcodeFactory()
    said = text(see("near=EH8"))
    assert "Nobody within 30 miles of EH8" in said
    assert "online, wherever" not in said
    assert "The nearest" not in said


def test_where_somebody_is_near_but_does_not_fit_nobody_is_said_to_be_nowhere(see, towns):
    gaelic = Language.objects.create(name="Scottish Gaelic", slug="gd")
    towns["G12"].languages = [gaelic]
    towns["G12"].save()
    SupervisorEntryFactory(in_person=False, town="", words={"languages": [gaelic]})
    response = see("near=TR1&within=10&language=gd&view=map")
    said = text(response)
    assert "Nobody within 10 miles of TR1 fits all of this" in said
    assert "1 supervisor is as near as that, but does not fit the rest" in said
    assert "The nearest who fits is about 390 miles away, in Glasgow" in said
    assert "1 who fits supervises online" in said
    elsewhere = response.context["elsewhere"]
    assert names(see(elsewhere.near_query.replace("&view=map", ""))) == ["Truro"]
    assert names(see(elsewhere.nearest_query.replace("&view=map", "")))[:1] == ["Glasgow"]
    assert len(names(see(elsewhere.online_query.replace("&view=map", "")))) == 1


@pytest.mark.parametrize("query", ["near=TR1&within=any&name=nobody", "near=TR1&name=nobody", "name=nobody"])
def test_where_nobody_fits_the_number_is_nought_and_a_way_on_is_shown(see, towns, query):
    said = text(see(query))
    assert "0 supervisors </h2>" in said or "Nobody within 30 miles of TR1 fits all of this </h2>" in said
    assert f'href="{DIRECTORY}"' in said.partition('id="directory-list"')[2]


@pytest.mark.parametrize(
    "typed",
    [
        "ZZ9",
        "zz9 9zz",
        "10115",
        "75001 Paris",
        "EH",
        "EH999",
        "90210",
        "%00",
        "<script>",
        "'; DROP",
        "x" * 500,
    ],
)
def test_what_is_no_known_place_gets_a_hint(client, directory, towns, typed):
    response = client.get(directory.url, {"near": typed}, follow=True)
    assert response.status_code == 200
    if response.context["state"].near:
        assert response.context["place"].hint
        assert "<script>" not in response.context["place"].hint or "&lt;script&gt;" in text(response)
    assert len(names(response)) == len(TOWNS)


def test_a_hint_names_postcodes_of_the_same_area(see, towns):
    assert "We don’t know the postcode EH99. Try EH8," in text(see("near=EH99"))


@pytest.mark.parametrize(
    "query",
    [
        "within=-1", "within=30", "grade=x", "grade=999999999999999999999", "sector=nobody", "how=fly",
        "room=yes", "view=table", "name=%25", "near=", "near=%20", "foo=bar", "sector=a&sector=b",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_passed_over(see, towns, query):
    response = see(query)
    if not query.startswith("name=%25"):
        assert len(names(response)) == len(TOWNS)


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "", "1e3", "99999999999999999999"])
def test_a_page_that_is_not_there(client, directory, towns, page):
    assert client.get(directory.url, {"page": page}).status_code == 404
