""" "Everything about me": a ZIP of JSON, CSV and files, put together by a task."""

import csv
import io
import json
import logging
import shutil
import tempfile
import zipfile
from datetime import timedelta

from django.conf import settings
from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts.models import DataArchive, User
from core import mail
from core.exports import safe_cell
from core.personal_data import holders

logger = logging.getLogger(__name__)

NAME = "everything-about-me.zip"
README = """Everything that {site} holds on you
{line}

Put together on {day} for {name} ({email}).

everything.json   all of it, for programs
csv/              the same as tables, one for each kind, for a spreadsheet program
files/            pictures and files of yours

What is in the tables:
{tables}

Not in here, because nobody can tell that it is yours: what was answered to the question about cookies, and
words about you that others have published on the pages of the site. Passwords and the keys of a second step
are secrets, kept so that not even we can read them out.

Something is wrong, or missing? Write to us: {site_url}/contact/
"""


def ask(user) -> DataArchive:
    """Have an archive put together, in place of an older one; one that is under way already is left to it."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        archive = DataArchive.objects.filter(user=user).first()
        if archive and archive.is_waiting:
            return archive
        if archive:
            archive.delete()
        archive = DataArchive.objects.create(user=user)
        transaction.on_commit(lambda: put_together.enqueue(archive.pk))
    archive.refresh_from_db()
    return archive


@task()
def put_together(pk: int) -> None:
    """Make the ZIP and tell its owner. If they have asked anew or deleted themselves since, do nothing."""
    archive = (
        DataArchive.objects.select_related("user").filter(pk=pk, state=DataArchive.State.WAITING).first()
    )
    if archive is None:
        return
    try:
        with tempfile.TemporaryFile() as file:
            write(file, archive.user)
            file.seek(0)
            archive.file.save(NAME, File(file), save=False)
    except Exception:
        logger.exception("Archive %s could not be put together.", pk)
        DataArchive.objects.filter(pk=pk).update(state=DataArchive.State.FAILED)
        return
    kept = DataArchive.objects.filter(pk=pk).update(
        state=DataArchive.State.READY,
        file=archive.file.name,
        expires_at=timezone.now() + timedelta(hours=settings.OWN_DATA_HOURS),
    )
    if not kept and archive.file.name:
        archive.file.storage.delete(archive.file.name)
        return
    mail.queue(
        "own_data_ready",
        archive.user.email,
        {
            "user": archive.user,
            "hours": settings.OWN_DATA_HOURS,
            "link": settings.SITE_URL + reverse("own_data"),
        },
    )


def write(file, user) -> None:
    """The archive of ``user``, into a file that is open for writing bytes."""
    everything, lines = {}, []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for holder in holders():
            for table in holder.tables(user):
                rows = [dict(row) for row in table.rows]
                everything[table.name] = {"what": table.label, "rows": rows}
                lines.append(f"{table.name}: {table.label} ({len(rows)})")
                if rows:
                    archive.writestr(f"csv/{table.name}.csv", as_csv(rows))
            for found in holder.files(user):
                try:
                    source = found.open()
                except FileNotFoundError:
                    lines.append(f"files/{found.name}: this file is lost")
                    continue
                with source, archive.open(f"files/{found.name}", "w") as target:
                    shutil.copyfileobj(source, target)
        archive.writestr(
            "everything.json",
            json.dumps(everything, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False),
        )
        title = f"Everything that {settings.WAGTAIL_SITE_NAME} holds on you"
        archive.writestr(
            "READ ME.txt",
            README.format(
                site=settings.WAGTAIL_SITE_NAME,
                line="=" * len(title),
                day=f"{timezone.localtime():%d %B %Y, %H:%M}",
                name=user.get_full_name() or "you",
                email=user.email,
                tables="\n".join(lines),
                site_url=settings.SITE_URL,
            ),
        )


def as_csv(rows: list[dict]) -> bytes:
    """With a byte order mark, without which Excel spoils every accent; and no cell is a formula."""
    out = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.writer(out)
    writer.writerow(safe_cell(column) for column in columns)
    for row in rows:
        writer.writerow(safe_cell(_cell(row.get(column))) for column in columns)
    return out.getvalue().encode("utf-8-sig")


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def forget_expired(sender, today, **kwargs) -> str:
    """``core.due``: throw archives away that can't be fetched any more."""
    over = [one for one in DataArchive.objects.all() if not (one.is_ready or one.is_waiting)]
    for archive in over:
        archive.delete()
    return f"{len(over)} expired archives of people's own data thrown away" if over else ""
