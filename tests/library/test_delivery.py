"""Documents through the site itself: headers, ranges, conditions, methods, names, the log."""

import pytest
from django.contrib.auth import get_user_model
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.documents.models import document_served

from library.models import Document, Download
from members.membership.models import Membership
from tests.library.conftest import MP4, PDF, body, make_document

pytestmark = pytest.mark.django_db


def login_for(address):
    return f"{reverse('account_login')}?next={address}"


def test_the_address_is_wagtails(private):
    assert private.url == reverse("wagtaildocs_serve", args=[private.pk, "standard.pdf"])
    assert private.url == f"/documents/{private.pk}/standard.pdf"


def test_a_member_gets_the_file_and_every_header(client, private, member):
    response = client.get(private.url)
    assert (response.status_code, body(response)) == (200, PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == 'inline; filename="standard.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{private.file_hash}"'
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    ("name", "content_type", "how"),
    [
        ("film.mp4", "video/mp4", "inline"),
        ("film.vtt", "text/vtt; charset=utf-8", "inline"),
        (
            "letter.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("notes.txt", "text/plain; charset=utf-8", "attachment"),
        ("photo.jpg", "image/jpeg", "attachment"),
        # What code or an older site let in is never shown.
        ("page.html", "application/octet-stream", "attachment"),
        ("drawing.svg", "application/octet-stream", "attachment"),
        ("page.html.pdf.exe", "application/octet-stream", "attachment"),
    ],
)
def test_how_each_kind_is_handed_out(client, member, members_files, name, content_type, how):
    response = client.get(make_document(name, b"<script>alert(1)</script>", members_files).url)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith(f"{how}; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_pdf_may_open_in_the_browsers_own_program(client, member, private):
    """Chromium refuses to start its PDF program in a sandbox."""
    assert "sandbox" not in client.get(private.url)["Content-Security-Policy"]


@pytest.mark.parametrize(
    "trick",
    [
        {},
        {"HTTP_RANGE": "bytes=0-3"},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_RANGE": "x", "HTTP_RANGE": "bytes=1-"},
    ],
)
def test_attacks_1_and_3_strangers_get_the_sign_in_page_and_no_byte(client, private, trick):
    if "HTTP_IF_NONE_MATCH" in trick:
        trick = {"HTTP_IF_NONE_MATCH": f'"{private.file_hash}"'}
    for method in (client.get, client.head):
        response = method(private.url, **trick)
        assert response.status_code == 302
        assert response["Location"] == login_for(private.url)
        assert "no-store" in response["Cache-Control"]
        assert not response.has_header("ETag")
        assert not response.has_header("Content-Disposition")
        assert response.content == b""
    assert not Download.objects.exists()


def test_attack_2_a_stranger_cannot_tell_what_exists(client, private):
    """Unknown, deleted, closed, wrong name: the same answer but for the address that was asked for."""
    gone = make_document("gone.pdf")
    gone.delete()
    for address in (
        private.url,
        f"/documents/{private.pk}/guessed.pdf",
        f"/documents/{private.pk}/",
        f"/documents/{gone.pk or 4711}/gone.pdf",
        "/documents/999999/standard.pdf",
        f"/documents/{10**30}/standard.pdf",
        "/documents/٣/standard.pdf",
    ):
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(reverse("account_login")), address
        seen = {name: value for name, value in response.headers.items() if name != "Location"}
        expected = {
            name: value for name, value in client.get(private.url).headers.items() if name != "Location"
        }
        assert seen.keys() == expected.keys(), address
        assert seen["Cache-Control"] == expected["Cache-Control"]


def test_a_member_is_told_that_there_is_no_such_document(client, member):
    assert client.get("/documents/999999/x.pdf").status_code == 404
    assert client.get(f"/documents/{10**30}/x.pdf").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/{name}",
        "/media/../private/{name}",
        "/media/..%2fprivate/{name}",
        "/media/%2e%2e/private/{name}",
        "/media/....//private/{name}",
        "/media/documents/standard.pdf",
        "/media/images/../uploaded_files/standard.pdf",
        "/media/uploaded_files/standard.pdf",
        "/private/{name}",
        "/private-files/{name}",
        "/static/../private/{name}",
        "/documents/..%2f..%2f{name}",
    ],
)
def test_attack_4_no_other_address_reaches_a_file(client, private, path, settings):
    stray = settings.MEDIA_ROOT / "uploaded_files" / "standard.pdf"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(PDF)
    try:
        response = client.get(path.format(name=private.file.name), follow=True)
        assert response.status_code == 404
        assert PDF not in body(response)
    finally:
        stray.unlink()


def test_attack_8_somebody_without_rights_gets_one_403_and_no_loop(client, private):
    client.force_login(get_user_model().objects.create_user(email="nobody@example.org"))
    response = client.get(private.url)
    assert response.status_code == 403
    assert b"%PDF" not in response.content
    assert "no-store" in response["Cache-Control"]


def test_attacks_9_and_10_the_end_of_a_membership_ends_a_download(client, private, member):
    """The next request is refused, also the next stretch of a file that is half fetched."""
    assert client.get(private.url, HTTP_RANGE="bytes=0-9").status_code == 206
    Membership.objects.update(status=Membership.Status.SUSPENDED)
    assert client.get(private.url, HTTP_RANGE="bytes=10-").status_code == 403


def test_attack_9_expiry_with_a_session_open(client, private, member, time_machine):
    assert client.get(private.url).status_code == 200
    time_machine.move_to(timezone.now() + timezone.timedelta(days=100 + 15))
    assert client.get(private.url).status_code in {302, 403}


def test_attack_11_what_a_member_had_is_not_kept_for_the_next(client, private, member):
    assert body(client.get(private.url)) == PDF
    client.logout()
    assert client.get(private.url).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_only_get_and_head(client, private, member, method):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(private.url)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_head_has_the_headers_and_no_body(client, private, member):
    get, head = client.get(private.url), client.head(private.url)
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


# --- Ranges and conditions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=5-", 5, None), ("bytes=-7", -7, None), ("bytes=0-999999", 0, None)],
)
def test_a_range(client, member, members_files, header, first, last):
    film = make_document("film.mp4", MP4, members_files)
    response = client.get(film.url, HTTP_RANGE=header)
    expected = MP4[first : None if last is None else last + 1]
    start = first % len(MP4)
    assert response.status_code == 206
    assert body(response) == expected
    assert response["Content-Length"] == str(len(expected))
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(MP4)}"
    assert response["Cache-Control"] == "private, no-store"


def test_attack_40_odd_ranges(client, member, private):
    response = client.get(private.url, HTTP_RANGE="bytes=5000-")
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(PDF)}"
    assert response["Cache-Control"] == "private, no-store"
    for header in ("bytes=0-1,4-5", "bytes=9-2", "bytes=", "lines=1-2", "bytes=-", "nonsense"):
        response = client.get(private.url, HTTP_RANGE=header)
        assert (response.status_code, body(response)) == (200, PDF)
    assert client.head(private.url, HTTP_RANGE="bytes=0-3").status_code == 200


def test_a_range_of_the_file_as_it_was(client, member, private):
    """If-Range: the part if the file is still the same, else all of the new one."""
    tag = f'"{private.file_hash}"'
    assert client.get(private.url, HTTP_RANGE="bytes=0-3", HTTP_IF_RANGE=tag).status_code == 206
    for other in ('"something else"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        response = client.get(private.url, HTTP_RANGE="bytes=0-3", HTTP_IF_RANGE=other)
        assert (response.status_code, body(response)) == (200, PDF)


def test_not_changed_since(client, member, private):
    response = client.get(private.url, HTTP_IF_NONE_MATCH=f'"{private.file_hash}"')
    assert (response.status_code, response.content) == (304, b"")
    assert response["Cache-Control"] == "private, no-store"
    assert client.get(private.url, HTTP_IF_NONE_MATCH='"another"').status_code == 200


def test_an_empty_file_is_an_empty_answer(client, member, members_files):
    empty = make_document("empty.txt", b"", members_files)
    response = client.get(empty.url)
    assert (response.status_code, body(response), response["Content-Length"]) == (200, b"", "0")


# --- Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Häuser & Höfe.pdf", "Häuser__Höfe.pdf"),
        ('a"b\\c.pdf', "c.pdf"),
        ("line\r\nSet-Cookie: x=1.pdf", "lineSet-Cookie_x1.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("🎉🎉.pdf", "document.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("стандарт.pdf", "стандарт.pdf"),
        ("UPPER.PDF", "UPPER.pdf"),
        (".pdf", "document.pdf"),
    ],
)
def test_attack_29_names(client, member, members_files, name, right):
    document = make_document(name, PDF, members_files)
    assert document.filename == right
    response = client.get(document.url)
    assert (response.status_code, body(response)) == (200, PDF)
    header = response["Content-Disposition"]
    assert header.isascii()
    assert not set(header) & set("\r\n\u202e")
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("letter", ["a", "ü", "字", "😀x"])
def test_attack_29_a_name_of_300_characters(client, member, members_files, letter):
    document = make_document(letter * 300 + ".pdf", PDF, members_files)
    assert len(document.filename.encode()) <= 200
    assert document.filename.endswith(".pdf")
    assert client.get(document.url).status_code == 200


def test_a_bad_name_in_an_old_row_does_no_harm(client, member, private, settings):
    """Rows of an older site may have names that this one would not give."""
    bad = 'old"name\u202e.pdf'
    (settings.PRIVATE_ROOT / bad).write_bytes(PDF)
    Document._base_manager.filter(pk=private.pk).update(file=bad)
    private.refresh_from_db()
    header = client.get(private.url)["Content-Disposition"]
    assert header == 'inline; filename="old\\"name.pdf"'


def test_a_wrong_name_leads_to_the_right_one(client, private, public, member):
    response = client.get(f"/documents/{private.pk}/former-name.pdf")
    assert (response.status_code, response["Location"]) == (302, private.url)
    assert response["Cache-Control"] == "private, no-store"


# --- Public documents, hooks, signal --------------------------------------------------------------


def test_a_public_document_may_be_kept_but_is_asked_for_each_time(client, public):
    response = client.get(public.url)
    assert body(response) == PDF
    assert response["Cache-Control"] == "no-cache"
    assert not response.has_header("X-Robots-Tag")
    assert client.get(public.url, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert not Download.objects.exists()


def test_a_hook_may_answer_with_a_stream(client, private, member):
    """Wagtail's own view takes no notice of such an answer and hands the file out."""
    with hooks.register_temporarily(
        "before_serve_document", lambda document, request: StreamingHttpResponse([b"no"])
    ):
        assert body(client.get(private.url)) == b"no"
    assert not Download.objects.exists()


def test_wagtails_signal_is_sent(client, private, member):
    served = []

    def note(sender, instance, request, **kwargs):
        served.append((sender, instance, request.user))

    document_served.connect(note)
    try:
        client.get(private.url)
    finally:
        document_served.disconnect(note)
    assert served == [(Document, private, member)]


def test_a_missing_file_is_not_found_and_said_in_the_log(client, private, member, caplog):
    private.file.storage.delete(private.file.name)
    assert client.get(private.url).status_code == 404
    assert f"Document {private.pk} has no file" in caplog.text
    assert not Download.objects.exists()


# --- The log --------------------------------------------------------------------------------------


def test_who_what_which_version_when(client, private, member, time_machine):
    now = timezone.now().replace(microsecond=0)
    time_machine.move_to(now, tick=False)
    client.get(private.url)
    download = Download.objects.get()
    assert (download.user, download.document, download.title) == (member, private, "A standard")
    assert (download.file_hash, download.label, download.at) == (private.file_hash, "", now)


def test_one_row_for_a_film_however_often_it_is_wound_on(client, member, members_files):
    film = make_document("film.mp4", MP4, members_files)
    for header in ("bytes=0-1", "bytes=0-", "bytes=5000-", "bytes=-100", "bytes=99999-"):
        client.get(film.url, HTTP_RANGE=header)
    client.head(film.url)
    client.get(film.url, HTTP_IF_NONE_MATCH=f'"{film.file_hash}"')
    assert Download.objects.count() == 1


def test_the_log_is_only_added_to(client, private, member):
    client.get(private.url)
    download = Download.objects.get()
    for forbidden in (
        download.save,
        download.delete,
        Download.objects.all().delete,
        lambda: Download.objects.update(title="x"),
        lambda: Download.objects.bulk_update([download], ["title"]),
    ):
        with pytest.raises(TypeError):
            forbidden()


def test_the_log_outlives_the_person_and_the_document(client, private, member):
    client.get(private.url)
    private.delete()
    member.delete()
    download = Download.objects.get()
    assert (download.user, download.document, download.title) == (None, None, "A standard")
    assert download.person_name == "(account deleted)"
