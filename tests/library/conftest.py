"""Files to upload, and documents that are closed."""

import io
import threading
import zipfile
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from library.kinds import OPEN, WORD
from library.models import Document
from tests.factories import MembershipFactory
from tests.support.editors import sign_in_editor
from tests.support.live import QuietHandler

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 40


def package(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def office(main_type: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/main.xml" ContentType="{main_type}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types.encode(), "main.xml": b"<x/>", **more})


DOCX = office(f"{WORD}.wordprocessingml.document")
ODT = package({"mimetype": f"{OPEN}.text".encode(), "content.xml": b"<x/>"})


def make_document(name="standard.pdf", content=PDF, collection=None, **fields) -> Document:
    document = Document(title=fields.pop("title", "A standard"), **fields)
    if collection:
        document.collection = collection
    document.file.save(name, ContentFile(content))
    return document


@pytest.fixture
def members_files(db):
    collection = Collection.get_first_root_node().add_child(name="For members")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return collection


@pytest.fixture
def private(members_files) -> Document:
    return make_document(collection=members_files)


@pytest.fixture
def public(db) -> Document:
    return make_document("leaflet.pdf", title="A leaflet")


@pytest.fixture
def member(client, db) -> User:
    user = MembershipFactory().user
    client.force_login(user)
    return user


@pytest.fixture
def editor(client, db) -> User:
    return sign_in_editor(client)


@pytest.fixture
def document(db):
    return make_document("standard.pdf")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


class SharingServer(ThreadedWSGIServer):
    def _close_connections(self):
        """The connection is the test's own, which goes on with it."""


@contextmanager
def serving(application):
    """The address of a server for a WSGI application, in threads of this process."""
    server = SharingServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def running_site(db):
    """The site on a port, within the test's own transaction: its threads use the test's connection."""
    shared, site = connections["default"], WSGIHandler()

    def application(environ, start_response):
        connections["default"] = shared
        return site(environ, start_response)

    shared.inc_thread_sharing()
    # As Django's test client does: the connection outlives the request.
    signals = [
        signal for signal in (request_started, request_finished) if signal.disconnect(close_old_connections)
    ]
    try:
        with serving(application) as address:
            yield address
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
        shared.dec_thread_sharing()
