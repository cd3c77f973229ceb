"""The status letter: what it says, that everybody can read it, and that its code leads to the register."""

import datetime

import pytest

from core.models import SiteSettings
from members.letter import letters, pdf
from members.membership.models import Membership
from tests.factories import MembershipFactory, UserFactory
from tests.members.directory.conftest import directory, home  # noqa: F401  (fixtures)
from tests.members.directory.factories import grade, lapsed_dates, member
from tests.members.letter import qr
from tests.members.letter.reading import code, figures, reader, tags
from tests.support.queries import queries_for

ADDRESS = "/members/account/letter/"
DAY = datetime.timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


@pytest.fixture
def person(time_machine):
    time_machine.move_to("2026-03-02 09:30", tick=False)
    days = {"starts_on": datetime.date(2024, 5, 1), "ends_on": datetime.date(2026, 4, 30)}
    return member("Sunil", "Shah", **days)


@pytest.fixture
def owner(client, person):
    client.force_login(person.user)
    return client


@pytest.fixture
def letter(owner):
    return reader(owner.get(ADDRESS).content)


def text_of(pdf):
    return " ".join(pdf.pages[0].extract_text().split())


def test_it_says_what_the_register_says(letter, person):
    text = text_of(letter)
    for words in (
        "AVIGuk Association for Video Interaction Guidance UK",
        "On 2 March 2026, 09:30, the register of AVIGuk said this about Sunil Shah:",
        "Name Sunil Shah",
        f"Membership number {person.number}",
        "Grade Supervisor",
        "Accredited since 1 May 2024",
        "Accredited until 30 April 2026",
        "Issued on 2 March 2026, 09:30",
        "This letter proves nothing by itself",
    ):
        assert words in text
    assert len(letter.pages) == 1


def test_who_is_in_the_days_of_grace_has_a_letter_that_says_so(client, time_machine):
    time_machine.move_to("2026-03-02 09:30", tick=False)
    late = member(starts_on=datetime.date(2025, 3, 1), ends_on=datetime.date(2026, 2, 28))
    client.force_login(late.user)
    text = text_of(reader(client.get(ADDRESS).content))
    assert "Accredited until 28 February 2026. Renewal is due; it must be done by 14 March 2026." in text


def test_it_is_tagged_and_has_its_language_and_title(letter):
    root = letter.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert letter.metadata.title == "Status letter of Sunil Shah"
    assert letter.metadata.author == "AVIGuk"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    found = tags(root["/StructTreeRoot"])
    assert [tag for tag in found if tag in {"H1", "H2", "Table", "Figure", "Link"}] == [
        "H1",
        "Table",
        "H2",
        "Link",
        "Figure",
    ]
    assert (found.count("TH"), found.count("TD")) == (2, 12)


def test_its_fonts_travel_with_it(letter):
    fonts = letter.pages[0]["/Resources"]["/Font"].get_object().values()
    kept = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert any("Bricolage" in font["/BaseFont"] for font in kept)
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].get_object()) for font in kept)


def test_its_code_and_its_link_lead_to_the_live_register(letter, person, client, settings):
    address = f"{settings.SITE_URL}/supervisors/check/?q={person.number}"
    assert qr.text_of(code(letter)) == address
    assert figures(letter.trailer["/Root"]["/StructTreeRoot"]) == [f"QR code that leads to {address}"]
    (link,) = [note.get_object() for note in letter.pages[0]["/Annots"]]
    assert link["/A"]["/URI"] == address

    client.logout()
    answer = client.get(address.removeprefix(settings.SITE_URL)).content.decode()
    assert "Accredited today" in answer
    assert "Sunil Shah" in answer
    Membership.objects.update(status=Membership.Status.SUSPENDED)
    assert "Not currently accredited" in client.get(address.removeprefix(settings.SITE_URL)).content.decode()


def test_it_is_a_download_that_nobody_keeps(owner):
    response = owner.get(ADDRESS)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="status-letter-2026-03-02.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert owner.post(ADDRESS).status_code == 405
    assert owner.head(ADDRESS).status_code == 200


def test_it_is_made_anew_each_time(owner, person):
    person.user.last_name = "O’Hara-Żuk"
    person.user.save()
    assert "Name Sunil O’Hara-Żuk" in text_of(reader(owner.get(ADDRESS).content))


@pytest.mark.parametrize("name", ['#image("/etc/passwd")', "$x$ *b* <a> \\ `c`", "a" * 150])
def test_a_name_is_text_and_never_a_command(owner, person, name):
    person.user.last_name = name
    person.user.save()
    text = reader(owner.get(ADDRESS).content).pages[0].extract_text()
    assert name.replace(" ", "")[:20] in "".join(text.split())


def test_a_name_that_cannot_be_printed_is_explained(owner, person):
    person.user.last_name = "王小明"
    person.user.save()
    response = owner.get(ADDRESS, follow=True)
    assert response.redirect_chain == [("/members/account/", 302)]
    assert "a character that it can’t print" in response.content.decode()


def test_any_other_fault_is_not_taken_for_that(person):
    told = letters.letter(person, SiteSettings(), datetime.datetime.now(datetime.UTC))
    del told["sentence"]
    with pytest.raises(Exception, match="sentence"):
        pdf.make(told, at=datetime.datetime.now(datetime.UTC))


def test_the_account_page_leads_to_it(owner):
    assert f'href="{ADDRESS}"' in owner.get("/members/account/").content.decode()


@pytest.mark.parametrize("who", ["trainee", "lapsed", "suspended", "never a member"])
def test_who_is_not_in_the_register_has_none_and_reads_why(client, who):
    user = {
        "trainee": lambda: member(grade=grade("Trainee", accredited=False, in_directory=False)).user,
        "lapsed": lambda: member(**lapsed_dates()).user,
        "suspended": lambda: member(status=Membership.Status.SUSPENDED).user,
        "never a member": UserFactory,
    }[who]()
    client.force_login(user)
    response = client.get(ADDRESS)
    assert response.status_code == 403
    assert "There is no status letter for you" in response.content.decode()
    assert ADDRESS not in client.get("/members/account/").content.decode()


def test_a_stranger_is_led_to_the_sign_in_and_back(client):
    assert client.get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"


def test_without_a_public_register_there_is_no_letter(owner, directory):  # noqa: F811
    directory.unpublish()
    assert owner.get(ADDRESS).status_code == 403
    assert ADDRESS not in owner.get("/members/account/").content.decode()


def test_a_long_membership_costs_no_more(owner, person):
    one = queries_for(owner, ADDRESS)
    for years in range(1, 20):
        MembershipFactory(
            user=person.user,
            grade=grade(),
            starts_on=datetime.date(2024 - years, 5, 1),
            ends_on=datetime.date(2025 - years, 4, 30),
        )
    many = queries_for(owner, ADDRESS)
    assert len(many) == len(one) <= 12
