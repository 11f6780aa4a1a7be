"""What needs no database answers without one, also in a browser in which somebody is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def away() -> Iterator[None]:
    def refuse(*args: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def browser() -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    return client


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/healthz", 200),
        ("/readyz", 503),
        ("/metrics", 200),
        ("/style-guide/", 200),
        ("/schemas/creation-record-1.json", 200),
        ("/nothing-here/", 404),
    ],
)
def test_a_page_without_a_database(
    away: None, browser: Client, place: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessments.accounts.middleware.is_database_away", lambda error: True)
    answer = browser.get(place)

    assert answer.status_code == status
    assert "The service is starting again" not in answer.content.decode()


def test_whose_page_it_is_cannot_be_said_without_a_database(away: None, browser: Client) -> None:
    assert browser.get("/assessments/").status_code in (500, 503)
    assert browser.post("/style-guide/").status_code in (500, 503)


def test_an_answer_to_head_has_no_body_to_drop() -> None:
    from django.test import RequestFactory

    from aigc_copyright.wsgi import application

    for place in ("/nothing-here/", "/", "/healthz"):
        environ = RequestFactory().head(place).environ
        body = application(environ, lambda status, headers: None)  # type: ignore[arg-type]
        assert b"".join(body) == b""
