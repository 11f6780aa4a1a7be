"""A file whose name is in another encoding, or none, is kept under a clean one, at every door."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.evidence.models import Upload
from assessments.quotas.models import QuotaCount
from cases.record import dump_json
from tests.support.interviews import InterviewClient
from tests.support.records import record

pytestmark = pytest.mark.django_db
TWO: Any = [{"id": f"p{n}", "name": f"Li {n}", "kind": "person", "role": "author"} for n in (1, 2)]
NAMED = b'filename="%s"'


def send(
    client: Client,
    place: str,
    named: bytes,
    *,
    field: bytes = b"files",
    data: bytes = b"hello",
    accept: str = "application/json",
    **fields: str,
) -> Any:
    typed = "".join(
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    body = (
        typed.encode()
        + b'--B\r\nContent-Disposition: form-data; name="%s"; %s\r\n' % (field, named)
        + b"Content-Type: text/plain\r\n\r\n%s\r\n--B--\r\n" % data
    )
    kind = "multipart/form-data; boundary=B"
    return client.generic("POST", place, body, content_type=kind, HTTP_ACCEPT=accept)


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (NAMED % "船.txt".encode(), "船.txt"),
        (NAMED % "船.txt".encode("gbk"), "船.txt"),
        (NAMED % "\u5b57\u8a5e功.txt".encode("gb18030"), "\u5b57\u8a5e功.txt"),
        (NAMED % "café.txt".encode("latin-1"), "café.txt"),
        (NAMED % b"\xff\xfe.txt", "ÿþ.txt"),
        (NAMED % "\u200b".encode(), "file"),
        (NAMED % b"..", "file"),
        (NAMED % b"C:\\pictures\\", "file"),
        (b"filename*=klingon''b%41oat.txt", "klingon''b%41oat.txt"),
        (b"filename*=unicode_escape''%5Cud800", "unicode_escape''%5Cud800"),
    ],
)
def test_a_file_is_kept_whatever_the_encoding_of_its_name(
    client: Client, named: bytes, name: str
) -> None:
    page = InterviewClient(client)

    assert send(client, f"{page.url}files/", named).status_code == 200
    upload = Upload.objects.get()
    assert (upload.name, upload.original.size) == (name, 5)


def test_every_door_takes_a_file_with_a_name_in_gbk(client: Client, files_as_library: None) -> None:
    gbk, plain = NAMED % "船.txt".encode("gbk"), dump_json(record(parties=TWO)).encode()
    sent = send(client, "/assessments/start/", NAMED % "船.json".encode("gbk"),
                field=b"file", data=plain, accept="text/html", open="1")  # fmt: skip
    draft = sent["Location"]
    for place, field, fields in (
        ("files/", b"files", {}),
        ("files/steps/", b"files", {"what": "drafts", "made": "later"}),
        ("owner/contract/", b"upload", {}),
    ):
        before = Upload.objects.count()
        send(
            client,
            draft + place,
            gbk,
            field=field,
            data=b"hello, a boat " + place.encode(),
            accept="",
            **fields,
        )
        assert Upload.objects.count() == before + 1, place
    before = Upload.objects.count()
    send(client, "/begin/", gbk, data=b"begun", accept="")
    assert Upload.objects.count() == before + 1
    assert set(Upload.objects.values_list("name", flat=True)) == {"船.txt"}


def test_the_bytes_of_a_file_stay_as_they_are(client: Client) -> None:
    page = InterviewClient(client)
    data = "船".encode("gbk") * 200_000 + b"\r\n--\r\n\r\n" + b"--A" * 1000

    send(client, f"{page.url}files/", NAMED % b"a.txt", data=data)
    upload = Upload.objects.get()
    with upload.original.file.open() as stored:
        assert stored.read() == data


def test_a_name_that_is_endless_is_refused_with_a_sentence_and_not_counted(client: Client) -> None:
    page = InterviewClient(client)
    endless = NAMED % (b"a" * 64_000 + b".txt")

    answer = send(client, f"{page.url}files/", endless)
    assert answer.status_code == 400
    assert "shorter name" in answer.json()["files"][0]["why"]
    shown = send(client, f"{page.url}files/", endless, accept="text/html")
    assert "shorter name" in shown.content.decode()
    assert not Upload.objects.exists()
    assert not QuotaCount.objects.filter(kind__in=("upload_files", "upload_mib")).exists()


@pytest.mark.parametrize("name", [b"a" * 900 + b".txt", b"a." + "船".encode() * 260])
@pytest.mark.parametrize("size", [5, 3_000_000])
def test_a_long_name_is_kept_shortened(client: Client, name: bytes, size: int) -> None:
    page = InterviewClient(client)

    answer = send(client, f"{page.url}files/", NAMED % name, data=b"h" * size)
    assert answer.status_code == 200
    assert "…" in Upload.objects.get().name
