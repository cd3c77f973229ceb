"""At most 20 queries for a member's page, with 1, 100 and 1,000 standards and versions."""

import pytest

from library.models import Document
from members.standards.models import ReadConfirmation, StandardDocumentPage, StandardVersionPage
from tests.members.standards.factories import StandardFactory, VersionFactory, days
from tests.support.many import another, save_all
from tests.support.queries import queries_for

MOST_QUERIES = 20


@pytest.fixture
def signed_in(client, member, index):
    client.force_login(member)
    return client


def fill(index, count):
    """So many standards, each with a version in force, quickly: no revisions, files or signals."""
    if not StandardDocumentPage.objects.exists():
        first = StandardFactory(parent=index, title="Title 0", slug="t-0", number="T0", publish=False)
        VersionFactory(parent=first, document=documents(1)[0], publish=False)
    like = StandardDocumentPage.objects.get(slug="t-0")
    version = like.versions().get()
    numbers = range(StandardDocumentPage.objects.count(), count)
    standards, versions = [], []
    for number, document in zip(numbers, documents(len(numbers)), strict=True):
        names = {"title": f"Title {number}", "slug": f"t-{number}", "number": f"T{number}"}
        standards.append(another(like, index, **names, number_key=like.key_of(names["number"])))
        title = f"T{number} Title {number}, version 1"
        versions.append(another(version, standards[-1], title=title, document=document))
    if standards:
        save_all(standards, index)
        save_all(versions)


def documents(count):
    return Document.objects.bulk_create(
        Document(title="x", file=f"documents/{number}/x.pdf") for number in range(count)
    )


def fill_versions(standard, count):
    """So many versions of one standard, published by and by; from the third on like the second."""
    for number in range(standard.versions().count() + 1, min(count, 2) + 1):
        VersionFactory(
            parent=standard,
            number=number,
            document=documents(1)[0],
            in_force_from=days(number - 2000),
            publish=False,
        )
    like = standard.versions().get(number=2)
    numbers = range(standard.versions().count() + 1, count + 1)
    if not numbers:
        return
    versions = [
        another(
            like,
            standard,
            title=f"{standard!s}, version {number}",
            slug=str(number),
            number=number,
            document=document,
            in_force_from=days(number - 2000),
        )
        for number, document in zip(numbers, documents(len(numbers)), strict=True)
    ]
    save_all(versions, standard)


def cost(signed_in, address):
    return len(queries_for(signed_in, address))


@pytest.mark.parametrize("address", ["/members/standards/", "/members/standards/?q=title"])
def test_the_list(signed_in, index, address):
    fill(index, 1)
    with_one = cost(signed_in, address)
    fill(index, 100)
    assert cost(signed_in, address) <= with_one + 1  # the second page of the list
    assert with_one <= MOST_QUERIES


def test_the_members_home(signed_in, index, member):
    fill(index, 2)
    with_two = cost(signed_in, "/members/")
    assert with_two <= MOST_QUERIES
    fill(index, 100)
    ReadConfirmation.objects.create(user=member, version=StandardVersionPage.objects.first())
    assert cost(signed_in, "/members/") <= MOST_QUERIES


@pytest.mark.parametrize("rest", ["", "v/1/", "v/2/"])
def test_a_standard_and_its_versions(signed_in, index, rest):
    standard = StandardFactory(parent=index, slug="many", review_owner=None)
    fill_versions(standard, 2)
    address = f"/members/standards/many/{rest}"
    few = cost(signed_in, address)
    assert few <= MOST_QUERIES
    fill_versions(standard, 100)
    assert cost(signed_in, address) <= few + 1


@pytest.mark.slow
def test_a_thousand(signed_in, index):
    fill(index, 1000)
    standard = StandardDocumentPage.objects.get(slug="t-0")
    fill_versions(standard, 1000)
    for address in (
        "/members/",
        "/members/standards/",
        "/members/standards/t-0/",
        "/members/standards/t-0/v/1/",
    ):
        assert cost(signed_in, address) <= MOST_QUERIES, address
