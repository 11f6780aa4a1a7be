"""Files are taken in whole, once, under a harmless name, and handed out only as received.

On a disk and in a bucket alike.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from assessments.audit.models import AuditEntry
from assessments.evidence import store as evidence_store
from assessments.evidence.models import Original, Upload, original_key
from assessments.evidence.queries import draft_bytes
from assessments.evidence.reports import report_columns
from assessments.evidence.sweep import (
    leftovers_adopt,
    originals_check,
    originals_forget,
    originals_round,
)
from assessments.evidence.uploads import FileRejected, original_open, upload_receive, upload_remove
from assessments.works.drafts import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 40


@pytest.fixture(autouse=True, params=["disk", "bucket"])
def place(request: pytest.FixtureRequest) -> None:
    """Where stored files are."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of this process alone for temporary files, as each web process and worker has one."""
    (tmp_path / "own").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "own"))


@pytest.fixture
def person() -> User:
    return User.objects.create_user("maker")


@pytest.fixture
def draft(person: User) -> Draft:
    return Draft.objects.create(owner=person)


def receive(draft: Draft, data: bytes = PNG, name: str = "a.png", by: Any = None) -> Upload:
    return upload_receive(draft=draft, file=io.BytesIO(data), by=by, name=name)


def stored_bytes(upload: Upload) -> bytes:
    with default_storage.open(str(upload.original.file.name)) as file:
        return bytes(file.read())


def harm(upload: Upload, data: bytes | None) -> None:
    """Other bytes in the place of a file, or none."""
    name = str(upload.original.file.name)
    default_storage.delete(name)
    if data is not None:
        default_storage.save(name, ContentFile(data))


def test_the_bytes_are_kept_under_their_key_and_the_name_beside_them(
    draft: Draft, person: User
) -> None:
    upload = receive(draft, by=person)

    assert upload.sha256 == hashlib.sha256(PNG).hexdigest()
    assert str(upload.original.file.name).endswith(f"/{upload.original_id}")
    assert stored_bytes(upload) == PNG
    assert (upload.name, upload.media_type, upload.by) == ("a.png", "image/png", person)
    assert upload.original.size == len(PNG)


def test_the_same_bytes_are_stored_once(draft: Draft) -> None:
    first, second = receive(draft), receive(draft, name="copy.png")
    receive(draft, b"another", "notes.txt")

    assert Original.objects.count() == 2
    assert first.original_id == second.original_id
    assert draft_bytes(draft) == len(PNG) + len(b"another")


def test_a_file_is_received_in_the_log_by_digest(draft: Draft, person: User) -> None:
    receive(draft, by=person)
    entry = AuditEntry.objects.get(subject=str(draft.pk))

    assert (entry.act, entry.actor) == ("file.received", person.pk)
    assert entry.facts["sha256"] == hashlib.sha256(PNG).hexdigest()


def test_someone_without_an_account_may_hand_in(draft: Draft) -> None:
    assert receive(draft, by=AnonymousUser()).by is None


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("UPLOAD_FILE_MIB", 1, "too_large"),
        ("UPLOAD_DRAFT_MIB", 1, "draft_full"),
        ("UPLOAD_DRAFT_FILES", 1, "too_many"),
    ],
)
def test_what_goes_beyond_a_bound_is_refused_and_leaves_nothing(
    draft: Draft, settings: Settings, limit: str, value: int, code: str
) -> None:
    receive(draft, b"first")
    setattr(settings, limit, value)

    with pytest.raises(FileRejected) as refusal:
        receive(draft, b"x" * (1024 * 1024 + 1))

    assert refusal.value.code == code
    assert "1" in refusal.value.message
    assert (draft.uploads.count(), Original.objects.count()) == (1, 1)
    assert list(evidence_store.incoming_folder().iterdir()) == []


def test_an_empty_file_is_refused(draft: Draft) -> None:
    with pytest.raises(FileRejected, match="empty"):
        receive(draft, b"")


def test_what_an_attempt_left_half_is_replaced(draft: Draft) -> None:
    key = original_key(draft, hashlib.sha256(PNG).hexdigest())
    left = default_storage.save(f"originals/{key[:2]}/{key}", ContentFile(PNG[:10]))

    upload = receive(draft)
    assert (upload.original.file.name, stored_bytes(upload)) == (left, PNG)


def test_who_comes_second_at_the_same_moment_uses_the_bytes_of_the_first(
    draft: Draft,
) -> None:
    first = receive(draft)
    with evidence_store.received(io.BytesIO(PNG), max_bytes=1000) as received:
        second = default_storage.save("originals/second", ContentFile(PNG))
        kept = evidence_store.store_original(received, draft, second)

    assert kept == first.original
    assert stored_bytes(first) == PNG
    assert not default_storage.exists(second)


def test_an_original_opens_as_it_was_received(draft: Draft) -> None:
    original = receive(draft).original
    checked = original.checked_at

    with original_open(original) as file:
        assert file.read() == PNG
    original.refresh_from_db()
    assert original.checked_at == checked, "a download changes no row"


@pytest.mark.parametrize("data", [PNG[:-1] + b"?", None], ids=["change", "loss"])
def test_a_changed_or_lost_original_is_refused_marked_and_told_once(
    draft: Draft, data: bytes | None
) -> None:
    harm(receive(draft), data)

    for _ in range(2):
        original = Original.objects.get()
        with pytest.raises(FileRejected) as refusal:
            original_open(original)
        assert refusal.value.code == "changed"

    assert not Original.objects.get().intact
    assert AuditEntry.objects.filter(act="file.changed").count() == 1


def test_handing_a_changed_file_in_again_heals_it(draft: Draft) -> None:
    upload = receive(draft)
    harm(upload, b"other")
    originals_check(days=0)

    receive(draft, name="again.png")

    assert Original.objects.get().intact
    with original_open(Original.objects.get()) as file:
        assert file.read() == PNG


def test_the_sweep_reads_what_is_due_and_names_what_is_not_the_same(draft: Draft) -> None:
    whole, harmed = receive(draft), receive(draft, b"harmed")
    harm(harmed, b"HARMED")

    assert originals_check(days=1) == (0, [])
    assert originals_check(days=0) == (2, [harmed.original])
    whole.original.refresh_from_db()
    assert whole.original.intact


def test_bytes_that_no_draft_has_any_more_are_removed(draft: Draft) -> None:
    kept, gone = receive(draft), receive(draft, b"gone")
    name = str(gone.original.file.name)
    upload_remove(upload=gone, by=None)

    assert originals_forget(days=1) == 0
    assert originals_forget(days=0) == 1
    assert not default_storage.exists(name)
    assert stored_bytes(kept) == PNG
    assert AuditEntry.objects.filter(act="file.removed").count() == 1


def left_behind(draft: Draft, data: bytes, whole: bytes = PNG) -> str:
    """What a web process leaves that is killed between the bytes and their row."""
    key = original_key(draft, hashlib.sha256(whole).hexdigest())
    return str(default_storage.save(f"originals/{key[:2]}/{key}", ContentFile(data)))


def test_bytes_without_a_row_are_removed_after_a_day_of_grace(draft: Draft) -> None:
    kept, name = receive(draft, b"kept"), left_behind(draft, PNG[:20])
    folder = name.rpartition("/")[0]

    assert leftovers_adopt(folder, days=1) == 0  # its row may still come
    assert leftovers_adopt(folder, days=-1) == 1
    assert leftovers_adopt(folder, days=-1) == 0
    assert originals_forget(days=1) == 0
    assert originals_forget(days=-1) == 1
    assert not default_storage.exists(name)
    assert stored_bytes(kept) == b"kept"


def test_an_upload_of_bytes_that_were_left_behind_in_part_stores_them_whole(draft: Draft) -> None:
    name = left_behind(draft, PNG[:20])
    assert leftovers_adopt(name.rpartition("/")[0], days=-1) == 1
    upload = receive(draft)

    assert stored_bytes(upload) == PNG
    assert (upload.original.sha256, upload.original.size) == (
        hashlib.sha256(PNG).hexdigest(),
        len(PNG),
    )
    assert originals_forget(days=-1) == 0


def test_every_round_looks_at_one_folder(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    kept, name = receive(draft, b"kept"), left_behind(draft, PNG)
    monkeypatch.setattr("secrets.token_hex", lambda count: name.split("/")[1][: 2 * count])
    settings.ORIGINAL_FORGET_DAYS = -1
    originals_round()

    assert not default_storage.exists(name)
    assert stored_bytes(kept) == b"kept"


def test_bytes_that_were_deleted_without_their_row_are_stored_again(draft: Draft) -> None:
    original = receive(draft).original
    Upload.objects.all().delete()
    # `discard` was cut off from the database before it could commit.
    default_storage.delete(str(original.file.name))

    assert stored_bytes(receive(draft)) == PNG
    assert Original.objects.get().intact


def test_a_report_that_two_hosts_store_at_once_is_there_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = {"messages": ["word " * 20_000], "problems": [], "raw": [], "edits": []}
    original = Original(key="ab" * 32, sha256="ab" * 32, size=1 << 20)
    name = report_columns(report, original)["report_file"]
    exists = default_storage.exists
    looks: list[str] = []

    def look(looked_at: str) -> bool:
        looks.append(looked_at)  # the other host stores it after the first look
        return exists(looked_at) and looks.count(name) != 1

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "exists", look)
        report_columns(report, original)
    assert len(default_storage.listdir(name.rpartition("/")[0])[1]) == 1


def test_a_stream_that_fails_leaves_nothing(settings: Settings) -> None:
    with tempfile.TemporaryFile("w+b") as file:
        file.write(b"x" * 2000)
        with (
            pytest.raises(evidence_store.FileTooLarge),
            evidence_store.received(file, max_bytes=1000),
        ):
            pass
    assert list(evidence_store.incoming_folder().iterdir()) == []


def test_a_round_reads_a_few_of_those_that_are_due(draft: Draft, settings: Settings) -> None:
    for number in range(5):
        receive(draft, b"%d" % number)
    assert originals_round() == 0

    Original.objects.update(checked_at=timezone.now() - timedelta(days=31))
    assert [originals_round() for _ in range(3)] == [3, 2, 0]


@pytest.mark.parametrize(("harmed", "code"), [(False, 0), (True, 1)])
def test_the_command_names_every_original_that_changed(
    draft: Draft, harmed: bool, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    upload = receive(draft)
    if harmed:
        harm(upload, b"other")
    with pytest.raises(SystemExit) as end:
        call_command("check_originals")

    assert end.value.code == code
    assert (upload.sha256 in capsys.readouterr().err) is harmed


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="has no second disk")
def test_on_another_disk_than_the_temporary_files_a_file_arrives_beside_the_stored_ones(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/shm")
    with evidence_store.received(io.BytesIO(PNG), max_bytes=1000) as arrived:
        assert arrived.path.parent == Path(settings.MEDIA_ROOT) / "incoming"
