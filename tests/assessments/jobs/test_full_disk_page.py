"""A request that meets a full disk gets a page that says so, in both languages."""

from __future__ import annotations

import errno

import pytest
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
    ("language", "words"), [("en", "The disk of the server is full"), ("zh-hans", "服务器磁盘")]
)
def test_the_page_is_written_in_both_languages(db, monkeypatch, language: str, words: str) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(health, "JsonResponse", refuse_with(full))
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    assert words in client.get("/readyz").content.decode()
