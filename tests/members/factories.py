"""Officers, applications, and spreadsheets for the tests of membership."""

import csv
import datetime
import io

import factory
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from wagtail.models import Page, Site

from accounts.first_content import OFFICERS
from accounts.first_content import load as load_groups
from core.first_content import Loader
from home.models import HomePage
from members.membership import first_content
from members.membership.models import Application, Member
from tests.factories import GradeFactory, HomePageFactory, MembershipFactory, UserFactory

NAMES = ["Trainee guider", "Guider / practitioner", "Supervisor"]
HEADINGS = ["E-mail", "First name", "Last name", "Grade", "From", "Until"]


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Applicant{n}")
    email = factory.Sequence(lambda n: f"applicant{n}@example.org")
    grade = factory.SubFactory(GradeFactory)


def officer():
    """Somebody from the group of membership officers, with the rights that the first content gives it."""
    load_groups(Loader())
    if Site.objects.get().root_page.specific_class is not HomePage:
        Site.objects.update(root_page=HomePageFactory(parent=Page.get_first_root_node()))
    first_content.load(Loader())
    return UserFactory(groups=[Group.objects.get(name=OFFICERS)])


def member(starts=-100, ends=100, today=None, **fields) -> Member:
    """A member whose term begins and ends so many days from today."""
    today = today or datetime.date.today()
    days = [today + datetime.timedelta(days=days) for days in (starts, ends)]
    term = MembershipFactory(starts_on=days[0], ends_on=days[1], **fields)
    return Member.objects.get(user=term.user)


def grades():
    return [GradeFactory(name=name, rank=rank) for rank, name in enumerate(NAMES)]


def csv_file(rows, headings=HEADINGS, name="members.csv", delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return SimpleUploadedFile(name, text.getvalue().encode(encoding))


def xlsx_file(rows, headings=HEADINGS, name="members.xlsx"):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [headings, *rows]:
        sheet.append(row)
    output = io.BytesIO()
    book.save(output)
    return SimpleUploadedFile(name, output.getvalue())
