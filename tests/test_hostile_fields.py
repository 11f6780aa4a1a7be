"""What nobody types, in every field of every form: NUL, and far more than anything looks up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from string import ascii_letters, digits
from typing import Any
from urllib import parse
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.test_url_access import _sign_in, arguments_of, make_arguments, names, rows

IN_CODE = re.compile(r'(?:POST|data|GET)(?:\.get|\.getlist)?[\[(]"([\w.]+)"')
IN_PAGES = re.compile(r'name="([\w.]+)"')
LONG = "a" * 60_000
ALWAYS_SAFE = f"{ascii_letters}{digits}_.-~".encode()
FORMS = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"
TAKES_FILES = {
    *("assessments:begin", "assessments:draft-files", "assessments:dossier-import"),
    *("assessments:files-add", "assessments:owner-ask", "assessments:receipt"),
    *("assessments:start", "assessments:step-file", "assessments:stronger"),
}
FORM_FIELDS = {
    *("login", "email", "password", "password1", "password2", "oldpassword", "role", "code", "q"),
    *("remember", "next", "text", "language", "username"),
}


def field_names() -> set[str]:
    """The name of every field that code reads or a page has."""
    found = set(FORM_FIELDS)
    for folder, ending, shape in (
        ("assessments", "*.py", IN_CODE),
        ("cases", "*.py", IN_CODE),
        ("templates", "*.html", IN_PAGES),
    ):
        for path in (Path(settings.BASE_DIR) / folder).rglob(ending):
            found |= set(shape.findall(path.read_text(encoding="utf-8")))
    return found - {"csrfmiddlewaretoken"}


def addresses(arguments: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = sorted(set(names()))
    for row in rows():
        for name in (name for name in known if row.covers(name)):
            url = reverse(
                name, args=arguments_of(name if "/" not in row.name else row.name, arguments)
            )
            yield name, url


def failures(person: str, arguments: dict[str, Any], fields: dict[str, str]) -> list[str]:
    """The addresses that answer a form with these fields by an error of the server.

    The form is posted as a browser sends it: in parts only to what takes files, since they take
    ten times as long to read.
    """
    cookies, found = _sign_in(person), []
    query = urlencode(fields)
    encoded = {"data": query, "content_type": FORMS}
    for name, url in addresses(arguments):
        client = Client(raise_request_exception=False)
        client.cookies = copy(cookies)
        posted = {"data": fields} if name in TAKES_FILES else encoded
        for method, sent in ((client.post, posted), (client.get, {"QUERY_STRING": query})):
            with transaction.atomic():
                response = method(url, **sent)
                if response.streaming:
                    response.getvalue()  # closes the file
                transaction.set_rollback(True)
            if response.status_code == 500:
                found.append(f"{name} 500")
    return found


@pytest.fixture
def quick_quoting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever must sign in is sent on with the whole address quoted. Python does so letter by
    letter, which for so long an address takes longer than all else."""

    def quote(text: bytes, safe: str | bytes = "/") -> str:
        kept = safe if isinstance(safe, bytes) else safe.encode("ascii", "ignore")
        others = set(text.translate(None, ALWAYS_SAFE + kept))
        for other in sorted(others, key=lambda code: code != ord("%")):  # it comes with the others
            text = text.replace(bytes([other]), b"%%%02X" % other)
        return text.decode("ascii")

    every_byte = bytes(range(256))
    assert quote(every_byte, "/:") == parse.quote_from_bytes(every_byte, "/:")
    monkeypatch.setattr(parse, "quote_from_bytes", quote)


def test_what_takes_files_has_an_address() -> None:
    assert set(names()) >= TAKES_FILES


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("person", ["anonymous", "creator"])
def test_nul_in_every_field_of_every_form_is_no_error_of_the_server(person: str) -> None:
    assert failures(person, make_arguments(), dict.fromkeys(field_names(), "a\x00b")) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_quoting")
@pytest.mark.parametrize("person", ["anonymous", "creator"])
def test_a_very_long_text_in_every_field_is_no_error_of_the_server(person: str) -> None:
    fields = dict.fromkeys(FORM_FIELDS, LONG) | {"email": f"{LONG}@example.org"}

    assert failures(person, make_arguments(), fields) == []


@pytest.mark.django_db
@pytest.mark.both_databases
def test_nul_in_a_cookie_or_an_address_is_no_error_of_the_server() -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a\x00b"

    assert client.get("/assessments/").status_code == 302
    assert client.get("/cases/a%00b/").status_code == 404


PART = b'--x\r\nContent-Disposition: form-data; name="human"\r\n\r\nno\r\n--x--\r\n'


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["rot13", "utf-16", "idna", "base64", "none", "utf-7", "'"])
@pytest.mark.parametrize(("kind", "body"), [(FORMS, b"human=no"), (FILES, PART)])
def test_a_form_is_read_whatever_charset_a_request_states(
    kind: str, body: bytes, charset: str
) -> None:
    client = Client(raise_request_exception=False)
    response = client.generic("POST", "/interview/", body, f"{kind}; charset={charset}")

    assert response.status_code == 422  # nobody decided anything: the page says why it is no work
