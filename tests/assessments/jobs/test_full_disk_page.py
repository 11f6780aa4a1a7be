"""A request that meets a full disk gets a page that says so, in both languages."""

from __future__ import annotations

import errno

import pytest
from django.db import OperationalError
from django.test import Client

from aigc_copyright import health


@pytest.mark.parametrize(
    ("error", "status"),
    [(OSError(errno.ENOSPC, "No space left on device"), 507), (ValueError("anything else"), 500)],
    ids=["full disk", "any other error"],
)
def test_a_full_disk_is_told_from_other_errors(
    db, monkeypatch, error: Exception, status: int
) -> None:
    monkeypatch.setattr(health, "JsonResponse", refuse_with(error))
    answer = Client(raise_request_exception=False).get("/readyz")
    assert answer.status_code == status


def refuse_with(error: Exception):
    def refuse(*args: object, **kwargs: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The server is full"), ("zh-hans", "服务器空间")]
)
def test_the_page_is_written_in_both_languages(db, monkeypatch, language: str, words: str) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(health, "JsonResponse", refuse_with(full))
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    assert words in client.get("/readyz").content.decode()


def test_a_program_gets_the_sentence_as_json(db, monkeypatch) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(health, "JsonResponse", refuse_with(full))
    client = Client(raise_request_exception=False, headers={"accept": "application/json"})
    answer = client.get("/readyz")
    assert answer.status_code == 507
    assert answer.json()["error"] == "There is no room left on the server"
    assert len(answer.json()["reference"]) == 8


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        (None, 503),
        ("08006", 503),
        ("57P01", 503),
        ("57014", 500),  # query_canceled: it took too long
        ("SQLITE_BUSY", 503),
        ("SQLITE_ERROR", 500),  # such as a missing table
    ],
)
def test_a_database_that_is_away_is_told_from_one_that_refuses(
    db, monkeypatch, cause: str | None, status: int
) -> None:
    error = OperationalError("the database says no")
    driver = Exception()
    name = "sqlite_errorname" if (cause or "").startswith("SQLITE") else "pgcode"
    setattr(driver, name, cause)
    error.__cause__ = driver
    monkeypatch.setattr(health, "JsonResponse", refuse_with(error))
    client = Client(raise_request_exception=False)
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) is (status == 503)
    # What changes nothing is asked for again by the page itself.
    assert ('http-equiv="refresh"' in answer.content.decode()) is (status == 503)
