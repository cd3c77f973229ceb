"""The public list: who vanishes from it at once, what its addresses hold, what it costs."""

import datetime
import gzip
import io
import logging
import re

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from members.directory.models import Sector
from members.membership.models import Membership
from tests.factories import StandardPageFactory
from tests.members.directory.factories import OutcodeFactory, SupervisorEntryFactory, lapsed_dates
from tests.members.directory.many import fill
from tests.support.queries import queries_for

FULL = ["EH8 9YL", "eh89yl", "EH8-9YL", " eh8  9yl ", "I live at EH8 9YL", "EH8 9 YL", "a,EH8 9 YL"]


@pytest.fixture
def entry(directory):
    health = Sector.objects.create(name="Health", slug="health")
    return SupervisorEntryFactory(first_name="Sunil", last_name="Shah", words={"sectors": [health]})


def terms_of(entry):
    return Membership.objects.filter(user=entry.member.user)


def lapse(entry):
    terms_of(entry).update(**lapsed_dates())


def suspend(entry):
    terms_of(entry).update(status=Membership.Status.SUSPENDED)


def pause(entry):
    type(entry).objects.filter(pk=entry.pk).update(paused=True)


def unpublish(entry):
    type(entry).objects.filter(pk=entry.pk).update(live=False)


def leave(entry):
    entry.delete()


def downgrade(entry):
    type(terms_of(entry).get().grade).objects.update(in_directory=False)


@pytest.mark.parametrize("ends", [lapse, suspend, pause, unpublish, leave, downgrade])
def test_whoever_leaves_is_gone_at_the_next_request(client, directory, entry, ends):
    def seen():
        listing = client.get(directory.url)
        near = client.get(f"{directory.url}?near=EH8").content.decode()
        chart = client.get(f"{directory.url}?view=map")
        far = client.get(f"{directory.url}?near=Edinburgh&within=10")
        return (
            "Shah" in listing.content.decode(),
            listing.context["total"] == 1,
            any(option.number for facet in listing.context["facets"] for option in facet.options),
            "Shah" in near,
            bool(chart.context["circles"]),
            "Edinburgh" in chart.content.decode(),
            far.context["place"].is_known,
        )

    assert seen() == (True,) * 7
    ends(entry)
    assert seen() == (False,) * 7


def test_the_grace_ends_by_itself(client, directory, entry, time_machine):
    time_machine.move_to("2026-05-01T12:00:00Z")
    terms_of(entry).update(starts_on=datetime.date(2025, 5, 1), ends_on=datetime.date(2026, 4, 30))
    assert "Shah" in client.get(directory.url).content.decode()
    time_machine.move_to("2026-07-01T12:00:00Z")
    assert "Shah" not in client.get(directory.url).content.decode()


def test_no_cache_may_answer_for_the_site(client, directory, entry):
    assert "no-cache" in client.get(directory.url)["Cache-Control"]


@pytest.mark.parametrize("typed", FULL)
@pytest.mark.parametrize("field", ["near", "name"])
def test_a_full_postcode_goes_no_further(client, directory, entry, caplog, typed, field):
    """Not into the address, the page or a log, whichever way it comes."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        posted = client.post(reverse("directory_search"), {field: typed, "how": "online"})
        assert posted.status_code == 303
        assert posted["Location"] == f"{directory.url}?{field}=EH8&how=online"
        shown = client.get(posted["Location"])
        asked = client.get(directory.url, {field: typed})
        if asked.status_code != 200:
            assert asked["Location"] == f"{directory.url}?{field}=EH8"
            asked = client.get(asked["Location"])
    finally:
        logging.getLogger().removeHandler(handler)
    for kept in (log.getvalue(), caplog.text, shown.content.decode(), asked.content.decode()):
        assert "9yl" not in re.sub(r"[\s-]", "", kept).lower()


def test_a_full_postcode_anywhere_in_an_address_is_taken_out(client, directory, entry):
    response = client.get(directory.url, {"postcode": "EH8 9YL"})
    assert response.status_code == 302
    assert response["Location"] == directory.url


def test_the_form_needs_no_cookie_and_changes_only_the_address(directory, entry):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("directory_search"), {"near": "Leeds", "within": "60", "next": "//evil"})
    assert response["Location"] == f"{directory.url}?near=Leeds&within=60"
    assert not strict.cookies


def test_the_form_leads_nowhere_without_a_public_directory(client, directory, entry):
    directory.unpublish()
    assert client.post(reverse("directory_search"), {"near": "EH8"}).status_code == 404


def test_a_narrowed_list_is_not_indexed_and_names_the_whole_as_its_address(client, directory, entry):
    whole, narrowed = (client.get(directory.url + query).content.decode() for query in ("", "?how=online"))
    assert "noindex" not in whole
    assert '<meta name="robots" content="noindex">' in narrowed
    assert re.search(rf'<link rel="canonical" href="[^"?]+{directory.url}">', narrowed)


def test_a_name_is_found_by_its_beginnings_and_without_accents(client, directory):
    for first, last in (("Siân", "O’Hara"), ("Mary-Jane", "Müller"), ("Ann", "Bohm")):
        SupervisorEntryFactory(first_name=first, last_name=last)

    def found(name):
        results = client.get(directory.url, {"name": name}).context["results"]
        return [result.entry.member.user.last_name for result in results]

    assert found("sian") == found("OHARA") == found("o'hara s") == ["O’Hara"]
    assert found("jane mull") == ["Müller"]
    assert found("ohm") == []
    assert found("") == ["Bohm", "Müller", "O’Hara"]


def test_parents_are_told_before_all_names_and_only_of_pages_they_may_see(client, directory, entry, home):
    directory.parents_page = StandardPageFactory(parent=home, title="For families")
    directory.save()
    page = client.get(directory.url).content.decode()
    assert page.index("How do I get VIG?") < page.index("For families") < page.index("Shah")
    assert f"{directory.url}check/" in page
    PageViewRestriction.objects.create(
        page=directory.parents_page, restriction_type=PageViewRestriction.LOGIN
    )
    assert "For families" not in client.get(directory.url).content.decode()


def test_each_circle_leads_to_the_people_in_it(client, directory, entry):
    SupervisorEntryFactory(
        town="Truro", online=False, outcode=OutcodeFactory(code="TR1", latitude=50.26, longitude=-5.05)
    )
    SupervisorEntryFactory(in_person=False, town="", outcode=None)
    response = client.get(f"{directory.url}?view=map&how=in-person")
    circles = response.context["circles"]
    assert [(circle.label, circle.number) for circle in circles] == [("Edinburgh", 1), ("Truro", 1)]
    assert "<title>Truro: 1 supervisor</title>" in response.content.decode()
    assert "style=" not in response.content.decode().split('<svg class="map__picture"')[1].split("</svg>")[0]
    for circle in circles:
        listing = client.get(f"{directory.url}?{circle.query}")
        assert "how=in-person" in circle.query
        assert listing.context["total"] == circle.number
    assert client.get(f"{directory.url}?view=map").context["not_shown"] == 1


@override_settings(DEBUG=False)
def test_the_map_is_small_and_no_circle_covers_another(client, directory):
    fill(1500, outcodes=1500)
    response = client.get(f"{directory.url}?view=map")
    assert len(gzip.compress(response.content)) < 40 * 1024
    circles = response.context["circles"]
    assert sum(circle.number for circle in circles) == response.context["shown"]
    for circle in circles:
        assert all(
            other is circle or (circle.x - other.x) ** 2 + (circle.y - other.y) ** 2 >= 35.5**2
            for other in circles
        )


@pytest.mark.parametrize("query", ["", "?near=LS6&within=any&how=online", "?view=map", "?near=Town+7"])
def test_the_number_of_queries_does_not_grow(client, directory, query):
    fill(1, outcodes=3)
    few = len(queries_for(client, directory.url + query))
    fill(99, outcodes=20)
    many = queries_for(client, directory.url + query)
    # With one entry there may be nobody to fetch.
    assert few <= len(many) <= min(few + 1, 15), "\n".join(many)


def test_today_decides_who_has_room(client, directory):
    SupervisorEntryFactory(room="from", room_from=timezone.localdate(), last_name="Today")
    SupervisorEntryFactory(
        room="from", room_from=timezone.localdate() + datetime.timedelta(days=1), last_name="Later"
    )
    SupervisorEntryFactory(room="no", last_name="Full")
    results = client.get(f"{directory.url}?room=now").context["results"]
    assert [result.entry.member.user.last_name for result in results] == ["Today"]
