"""The evidence page tells what supports what, and hands files only to whom they belong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from assessments.audit.models import AuditEntry
from assessments.dossier.tasks import dossier_make
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.tasks import file_read
from assessments.evidence.uploads import upload_receive
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from assessments.works.shares import Share
from tests.assessments.dossier.conftest import (
    FILES,
    archive,
    assessment,
    draft,
    no_pdf,
    person,
    ready_dossier,
)

__all__ = ["archive", "assessment", "draft", "ready_dossier", "no_pdf", "person"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def reader(assessment: Assessment, person: User) -> Client:
    lawyer = User.objects.create_user("lawyer")
    Share.objects.create(
        assessment=assessment, email="l@law.cn", by=person, reader=lawyer, files=True
    )
    client = Client()
    client.force_login(lawyer)
    return client


def page(client: Client, assessment: Assessment) -> str:
    return client.get(reverse("assessments:evidence", args=[assessment.pk])).content.decode()


def upload_of(assessment: Assessment, name: str) -> Upload:
    return Upload.objects.get(draft__work=assessment.work, name=name)


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()  # closes the file
    return answer.status_code


def original(upload: Upload) -> str:
    return reverse("assessments:original", args=[upload.pk])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_names_facts_files_and_what_stands_on_statement_only(
    owner: Client, assessment: Assessment, language: str
) -> None:
    owner.cookies["django_language"] = language
    text = page(owner, assessment)
    with translation.override(language):
        for said in ("statement only", "named, file not held or not read"):
            assert translation.pgettext("standing of a fact", said) in text
    assert all(name in text for name in FILES)
    assert upload_of(assessment, "cat.png").sha256 in text


def test_what_the_record_says_of_a_file_stands_beside_what_the_clocks_say(
    owner: Client, assessment: Assessment
) -> None:
    shown = page(owner, assessment)

    assert "not known when made" in shown
    assert "<dt>As stated by the maker</dt><dd>Made at the time</dd>" in shown


def test_a_reader_sees_and_opens_only_the_files_that_the_record_names(
    reader: Client, assessment: Assessment
) -> None:
    text = page(reader, assessment)

    assert "cat.png" in text and "extra.bin" not in text
    assert status(reader, original(upload_of(assessment, "cat.png"))) == 200
    assert status(reader, original(upload_of(assessment, "extra.bin"))) == 404
    assert "Make the dossier" not in text


def test_a_revoked_reader_and_a_stranger_get_nothing(
    reader: Client, assessment: Assessment
) -> None:
    Share.objects.update(revoked_at="2026-01-01T00:00:00Z")

    assert status(reader, original(upload_of(assessment, "cat.png"))) == 404
    assert status(Client(), original(upload_of(assessment, "cat.png"))) == 404


def test_a_file_is_a_download_of_unknown_bytes_and_is_logged(
    owner: Client, assessment: Assessment, person: User
) -> None:
    answer = owner.get(original(upload_of(assessment, "草稿 说明.txt")))

    assert b"".join(answer.streaming_content) == FILES["草稿 说明.txt"]  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.get(act="file.downloaded").actor == person.pk


def test_a_changed_file_is_not_handed_out_and_the_page_says_so(
    owner: Client, assessment: Assessment
) -> None:
    upload = upload_of(assessment, "cat.png")
    Path(upload.original.file.path).write_bytes(b"x")

    assert status(owner, original(upload)) == 410
    assert "The stored bytes have changed" in page(owner, assessment)


def test_the_session_that_began_a_draft_opens_its_files(client: Client) -> None:
    draft = Draft.objects.create(owner=None)
    upload = upload_receive(draft=draft, file=io.BytesIO(b"x"), by=None, name="x")
    assert status(client, original(upload)) == 404
    session = client.session
    session.save()
    Draft.objects.update(session_key=session.session_key)

    assert status(client, original(upload)) == 200


def test_the_dossier_is_asked_for_made_and_downloaded(
    owner: Client, assessment: Assessment, no_pdf: None
) -> None:
    answer = owner.post(reverse("assessments:dossier", args=[assessment.pk]))
    dossier = assessment.dossiers.get()
    assert answer["Location"] == reverse("assessments:evidence", args=[assessment.pk])
    address = reverse("assessments:dossier-zip", args=[dossier.pk])
    assert status(owner, address) == 404
    assert "Making the dossier" in page(owner, assessment)

    dossier_make(str(dossier.pk))

    assert address in page(owner, assessment)
    assert b"".join(owner.get(address).streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert AuditEntry.objects.filter(act="dossier.downloaded").exists()


def test_a_dossier_is_taken_in_and_a_harmed_one_refused(
    owner: Client, archive: Path, tmp_path: Path
) -> None:
    address = reverse("assessments:dossier-import")
    with archive.open("rb") as file:
        answer = owner.post(address, {"dossier": file})
    draft = Draft.objects.get(work=None)
    assert answer["Location"] == reverse("assessments:draft", args=[draft.pk])

    harmed = io.BytesIO(archive.read_bytes().replace("第一稿".encode(), "第二稿".encode(), 1))
    harmed.name = "d.zip"
    answer = owner.post(address, {"dossier": harmed})
    assert answer.status_code == 422
    assert "failed verification" in answer.content.decode()


def test_a_receipt_that_is_none_is_refused_on_the_page(
    owner: Client, assessment: Assessment
) -> None:
    nonsense = io.BytesIO(b"nonsense")
    nonsense.name = "a.tsr"
    answer = owner.post(reverse("assessments:receipt", args=[assessment.pk]), {"receipt": nonsense})

    assert answer.status_code == 422
    assert "not an RFC 3161 timestamp" in answer.content.decode()


def test_a_file_is_read_in_the_background_and_its_clock_is_named(
    owner: Client, person: User, assessment: Assessment
) -> None:
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x0132] = "2020:01:02 03:04:05"
    Image.new("RGB", (8, 8)).save(picture, "JPEG", exif=exif)
    upload = upload_receive(draft=assessment.work.draft, file=picture, by=person, name="old.jpg")
    assert "made 2020-01-02" not in page(owner, assessment)

    assert file_read(upload.original_id) == "ready"

    text = page(owner, assessment)
    said = "2 January 2020, 03:04 (no time zone stated) (EXIF DateTime; clock of the device)"
    assert said in text
    assert FileReading.objects.get(pk=upload.original_id).found["sha256"] == upload.sha256


def test_the_page_asks_the_database_alike_for_any_number_of_files(
    owner: Client, person: User, assessment: Assessment, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        upload_receive(
            draft=assessment.work.draft,
            file=io.BytesIO(b"%d" % number),
            by=person,
            name=f"{number}.txt",
        )

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(owner, assessment)
