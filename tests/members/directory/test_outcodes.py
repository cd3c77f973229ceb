"""Where outward postcodes lie: the files that are read, and those that are refused whole."""

import pytest
from django.core.management import CommandError, call_command

from members.directory.models import Outcode
from members.directory.search.grid import to_wgs84
from members.directory.search.outcodes import SHIPPED

pytestmark = pytest.mark.django_db

ONS = """pcd,pcd2,pcds,doterm,lat,long
"DD1 1AA","DD1  1AA","DD1 1AA",,56.46,-2.96
"DD1 1AB","DD1  1AB","DD1 1AB",,56.48,-2.98
"DD1 9ZZ","DD1  9ZZ","DD1 9ZZ",201401,50.00,-5.00
"JE2 3AB","JE2  3AB","JE2 3AB",,99.999999,0.000000
"""
CODE_POINT = '"NR29 5AA",10,651410,313177,"E92000001","E19000001","E18000001","","E07000145","E05005844"\n'


@pytest.fixture
def load(tmp_path):
    def load(*texts, encoding="utf-8"):
        files = []
        for number, text in enumerate(texts):
            files.append(tmp_path / f"list{number}.csv")
            files[-1].write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        call_command("load_outcodes", *files, verbosity=0)
        return {outcode.code: (outcode.latitude, outcode.longitude) for outcode in Outcode.objects.all()}

    return load


def test_the_grid_agrees_with_ordnance_surveys_worked_example():
    """Caister water tower: the guide's annex C, and its place in ETRS89."""
    latitude, longitude = to_wgs84(651409.903, 313177.270)
    assert latitude == pytest.approx(52 + 39 / 60 + 28.72 / 3600, abs=0.00006)
    assert longitude == pytest.approx(1 + 42 / 60 + 57.79 / 3600, abs=0.00006)


def test_onss_directory_the_mean_of_the_postcodes_in_use(load):
    assert load(ONS) == {"DD1": (56.47, -2.97)}


@pytest.mark.parametrize(
    "header", ["", "Postcode,Positional_quality_indicator,Eastings,Northings,A,B,C,D,E,F\n", "PC,PQ,EA,NO\n"]
)
def test_code_point_open_with_a_header_or_without(load, header):
    latitude, longitude = load(header + CODE_POINT)["NR29"]
    assert (latitude, longitude) == pytest.approx((52.658, 1.716), abs=0.001)


def test_a_plain_list_with_a_byte_order_mark(load):
    assert load("outcode,latitude,longitude\nEH8,55.946,-3.17\n", encoding="utf-8-sig") == {
        "EH8": (55.946, -3.17)
    }


def test_several_files_at_once_and_again_later(load):
    assert set(load(ONS, CODE_POINT)) == {"DD1", "NR29"}
    assert load("postcode,lat,lng\nDD1,56.5,-3\n")["DD1"] == (56.5, -3.0)
    assert Outcode.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("name,age\nPat,40\n", "row 1: the columns are not known"),
        ("postcode,lat,long\nDD1,56,-3\nhello,1,2\n", "row 3: “hello” is no postcode"),
        ("postcode,lat,long\nDD1,north,-3\n", "row 2: the place of DD1 is not two numbers"),
        ("postcode,lat,long\nDD1,nan,-3\n", "row 2: the place of DD1"),
        ("postcode,lat,long\nDD1\n", "row 2: the place of DD1 is not two numbers"),
        ("postcode,lat,long\nDD1,48.85,2.35\n", "outside the UK and Ireland"),
        (b"postcode,lat,long\n\xff\xfe\x00", "can’t be read"),
    ],
)
def test_a_bad_row_loads_nothing_and_is_named(load, text, said):
    with pytest.raises(CommandError, match=said):
        load(ONS, text)
    assert not Outcode.objects.exists()


def test_every_bad_row_is_named_however_many_there_are(load):
    good, bad = "DD1,56,-3\n", "hello,1,2\n"
    with pytest.raises(CommandError) as refused:
        load(ONS, "postcode,lat,long\n" + good + bad * 60 + good + bad * 2 + good + bad)
    said = str(refused.value)
    # The header is row 1, so the bad ones are 3 to 62, 64, 65 and 67; the first fifty say what is wrong.
    for number in range(3, 53):
        assert f"list1.csv, row {number}: “hello” is no postcode." in said
    assert said.endswith("list1.csv, more rows with faults: 53–62, 64–65, 67")
    assert not Outcode.objects.exists()


def test_a_list_without_places_is_no_success(load):
    with pytest.raises(CommandError, match="no postcode with a place"):
        load("postcode,lat,long\n")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"lost\.csv"):
        call_command("load_outcodes", tmp_path / "lost.csv")


def test_what_is_shipped_can_be_loaded(capsys):
    call_command("load_outcodes", SHIPPED)
    assert "65 outward postcodes loaded" in capsys.readouterr().out
