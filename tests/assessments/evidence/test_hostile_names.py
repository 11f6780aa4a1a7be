"""A file whose name cannot be read, or is endless, is refused with what to do, or kept cleaned."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.evidence.models import Upload
from assessments.quotas.models import QuotaCount
from tests.support.interviews import InterviewClient

pytestmark = pytest.mark.django_db


def send(page: InterviewClient, name: bytes, accept: str) -> Any:
    body = (
        b'--B\r\nContent-Disposition: form-data; name="files"; filename="' + name + b'"\r\n'
        b"Content-Type: text/plain\r\n\r\nhello\r\n--B--\r\n"
    )
    kind = "multipart/form-data; boundary=B"
    place = f"{page.url}files/"
    return page.client.generic("POST", place, body, content_type=kind, HTTP_ACCEPT=accept)


@pytest.mark.parametrize(
    ("name", "status", "why"),
    [
        (b"a" * 64_000 + b".txt", 400, "shorter name"),
        (b"\xff\xfe.txt", 422, "not written in UTF-8"),
        ("中文.txt".encode("gbk"), 422, "not written in UTF-8"),
    ],
)
def test_a_name_that_cannot_be_read_is_refused_with_a_sentence_and_not_counted(
    client: Client, name: bytes, status: int, why: str
) -> None:
    page = InterviewClient(client)
    answer = send(page, name, "application/json")

    assert answer.status_code == status
    assert why in answer.json()["files"][0]["why"]
    shown = send(page, name, "text/html")
    text = (client.get(shown["Location"]) if shown.status_code == 302 else shown).content.decode()
    assert why in text
    assert not Upload.objects.exists()
    assert not QuotaCount.objects.filter(kind__in=("upload_files", "upload_mib")).exists()


def test_a_long_name_is_kept_shortened(client: Client) -> None:
    page = InterviewClient(client)

    assert send(page, b"a" * 900 + b".txt", "application/json").status_code == 200
    assert Upload.objects.get().name.endswith("….txt")
