"""Files in a bucket: what is other than on a disk. What is the same stands in `test_receive`."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from storages.backends.s3 import S3Storage

from aigc_copyright.checks import check_file_storage
from aigc_copyright.object_storage import SILENT_SECONDS, WriteOnceS3Storage
from assessments.evidence import store as evidence_store
from assessments.evidence.models import FileReading, Original, original_key
from assessments.evidence.sweep import originals_check
from assessments.evidence.tasks import file_read
from assessments.evidence.uploads import FileRejected, original_open
from assessments.jobs import StorageUnavailable
from assessments.works.drafts import Draft
from tests.assessments.evidence.test_receive import PNG, receive
from tests.support.object_server import Bucket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bucket")]
LARGE = 9 << 20  # goes in two parts


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.create(owner=User.objects.create_user("maker"))


def name_of(draft: Draft, data: bytes) -> str:
    key = original_key(draft, hashlib.sha256(data).hexdigest())
    return f"originals/{key[:2]}/{key}"


@pytest.mark.parametrize("data", [PNG, bytes(LARGE)], ids=["small", "in parts"])
def test_bytes_of_a_draft_are_stored_once_and_come_back(
    draft: Draft, bucket: Bucket, data: bytes
) -> None:
    receive(draft, data)
    original = receive(draft, data, "copy").original

    assert bucket.names() == [name_of(draft, data)]
    with original_open(original) as file:
        assert file.read() == data


@pytest.mark.parametrize("size", [10, LARGE])
def test_what_comes_between_looking_and_writing_is_not_written_over(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    bucket.write("name", b"first")
    monkeypatch.setattr(WriteOnceS3Storage, "exists", lambda *_: False)
    monkeypatch.setattr(WriteOnceS3Storage, "get_available_name", lambda *_: "name-other")

    kept = default_storage._save("name", ContentFile(bytes(size)))  # type: ignore[attr-defined]

    assert kept == "name-other"
    assert sorted(bucket.names()) == ["name", "name-other"]


def test_a_service_without_conditional_writes_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save = S3Storage._save

    def refuse_conditions(storage: Any, name: str, content: Any) -> Any:
        if storage._add_condition({}):
            error = {"Error": {"Code": "NotImplemented", "Message": "A header is unknown."}}
            raise ClientError(error, "PutObject")
        return save(storage, name, content)

    monkeypatch.setattr(S3Storage, "_save", refuse_conditions)
    assert default_storage.save("name", ContentFile(b"bytes")) == "name"


def test_an_answer_that_was_lost_leaves_no_second_copy(
    draft: Draft, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.write(name_of(draft, PNG), PNG)  # by our own first attempt, which nobody confirmed
    answers = iter([False])
    look = WriteOnceS3Storage.exists
    monkeypatch.setattr(
        WriteOnceS3Storage, "exists", lambda *a: next(answers, None) is None and look(*a)
    )

    assert receive(draft).original.file.name == name_of(draft, PNG)
    assert bucket.names() == [name_of(draft, PNG)]


@pytest.mark.parametrize("away", ["key", "bucket"])
def test_a_place_that_does_not_answer_is_no_lost_file(
    draft: Draft, bucket: Bucket, away: str
) -> None:
    original = receive(draft).original
    bucket.lock() if away == "key" else bucket.delete_bucket()

    with pytest.raises(StorageUnavailable):
        evidence_store.open_checked(original)
    with pytest.raises(StorageUnavailable):
        originals_check(days=0)
    assert Original.objects.get().intact
    assert [error.id for error in check_file_storage()] == ["files.E001"]


def test_a_file_that_cannot_be_kept_is_refused_in_words_and_may_come_again(
    draft: Draft, bucket: Bucket
) -> None:
    receive(draft, b"before")
    bucket.lock()
    with pytest.raises(FileRejected) as refusal:
        receive(draft)
    assert "Try again later" in refusal.value.message
    assert draft.uploads.count() == 1

    bucket.unlock()
    receive(draft)
    assert len(bucket.names()) == draft.uploads.count() == 2


def test_a_page_that_needs_a_file_out_of_reach_says_so(
    draft: Draft, bucket: Bucket, client: Client
) -> None:
    upload = receive(draft)
    client.force_login(draft.owner)
    client.raise_request_exception = False
    bucket.lock()
    answer = client.get(reverse("assessments:original", args=[upload.pk]))

    assert answer.status_code == 503
    assert "The file storage did not answer" in answer.content.decode()


def test_a_service_that_is_silent_is_asked_by_one_thread_at_a_time(
    draft: Draft, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, asked = [1000.0], []
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    storage = other_storage()
    storage.connection.meta.client.meta.events.register("before-call.s3", lambda **_: fail(asked))
    for seconds, num_asked in ((0, 1), (0, 1), (SILENT_SECONDS - 1, 1), (1, 2), (0, 2)):
        now[0] += seconds
        with pytest.raises(StorageUnavailable):
            storage.exists("name")
        assert len(asked) == num_asked, f"after {seconds} seconds"

    storage = other_storage()
    bucket.write("name", b"bytes")
    assert storage.exists("name")
    assert not storage.exists("other")
    with pytest.raises(FileNotFoundError):
        storage.open("other")
    assert storage.exists("name"), "a file that is missing is an answer"


def other_storage() -> WriteOnceS3Storage:
    """The storage of another process."""
    options: Any = settings.STORAGES["default"]["OPTIONS"]
    return WriteOnceS3Storage(**options)


def fail(asked: list[int]) -> None:
    asked.append(1)
    raise EndpointConnectionError(endpoint_url="http://store")


def test_a_reading_waits_for_the_place_of_the_files(draft: Draft, bucket: Bucket) -> None:
    key = receive(draft, b"A plain text.", "notes.txt").original_id
    bucket.lock()
    for _ in range(settings.JOB_ATTEMPTS + 1):  # an outage takes as long as it takes
        assert file_read(key) == "deferred"

    bucket.unlock()
    FileReading.objects.update(lease_until=None)
    assert file_read(key) == "ready"
    assert FileReading.objects.get().found["media_type"] == "text/plain"


def test_after_a_day_a_reading_fails_with_the_reason(draft: Draft, bucket: Bucket) -> None:
    sha256 = receive(draft).original_id
    FileReading.objects.update(queued_at=timezone.now() - timedelta(days=1))
    bucket.lock()
    assert file_read(sha256) == "failed"
    assert FileReading.objects.get().reason == "storage_away"
