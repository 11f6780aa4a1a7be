"""A backup and its return: the same to the byte, or refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models
from pyrage import x25519

from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.backup import archive, database, services
from assessments.backup.manifest import FORMAT
from assessments.backup.stored_files import FILE_COLUMNS, StoredFile
from assessments.evidence.models import Original, Upload
from assessments.evidence.models_storage import StorageMark
from assessments.evidence.own_storage import MARK_BYTES
from assessments.evidence.sweep import originals_forget
from assessments.evidence.uploads import upload_receive
from assessments.management.commands import restore
from assessments.memo.models import Memo
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from tests.support.object_server import Bucket

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
MANIFEST = "manifest.json"
BYTES = os.urandom(3 << 20)
Restore = Callable[..., str]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A secret key; BACKUP_RECIPIENT is not needed, since each test names the public one."""
    path = tmp_path / "backup.key"
    call_command("backup_key", str(path), stdout=io.StringIO(), stderr=io.StringIO())
    return path


def public(key: Path) -> str:
    return key.read_text().split()[3]


@pytest.fixture
def site(django_user_model: Any) -> Draft:
    """An account with a draft, an original, a memo and chains of the log."""
    owner = django_user_model.objects.create_user("owner", password="secret")
    draft = Draft.objects.create(owner=owner, answers={"title": "灯笼", "n": 1.5})
    upload_receive(draft=draft, file=io.BytesIO(BYTES), by=owner, name="灯笼.bin")
    work = Work.objects.create(owner=owner, title="w", record={})
    assessment = Assessment.objects.create(
        work=work, record={}, result={}, library={}, as_of="2026-01-01", rubric="1"
    )
    name = default_storage.save("memos/m/one.pdf", ContentFile(b"%PDF-1.7"))
    digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
    Memo.objects.create(
        assessment=assessment, language="en", state="ready", pdf=name, sha256=digest
    )
    audit_append(subject="account:1", act="account.created", actor=1, facts={"n": 1})
    return draft


def run(command: str, *arguments: object) -> str:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return f"{out.getvalue()}{err.getvalue()}exit {end.code}"
    return out.getvalue() + err.getvalue()


def backup(target: Path, key: Path) -> str:
    return run("backup", target, "--recipient", public(key))


def snapshot() -> dict[str, Any]:
    """Every row of every table, and every stored file."""
    tables = sorted(set(connection.introspection.table_names()) - {"cases_search_data"})
    rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
    names = [str(original.file) for original in Original.objects.all()]
    names += [str(memo.pdf) for memo in Memo.objects.all()]
    return {"rows": rows, "files": {name: stored(name) for name in names}}


def stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def wreck() -> None:
    """What a lost disk leaves: other rows, no file."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_upload")
        cursor.execute("UPDATE assessments_draft SET answers = '{}'")
        cursor.execute("INSERT INTO auth_group (name) VALUES ('intruders')")
    for original in Original.objects.all():
        default_storage.delete(str(original.file))


def test_everything_comes_back_to_the_byte(site: Draft, key: Path, tmp_path: Path) -> None:
    before = snapshot()
    said = backup(tmp_path / "b", key)
    wreck()
    assert "Verified: " in (
        answer := run("restore", tmp_path / "b", "--identity", key, "--replace")
    )

    assert snapshot() == before
    assert before["files"].keys() == {str(Original.objects.get().file), "memos/m/one.pdf"}
    # The third marks the storage as the one of this database.
    assert f"3 files, {len(BYTES) + 8 + MARK_BYTES} bytes" in said
    assert "2 chains of the activity log, 3 files" in answer
    assert default_storage.exists(str(StorageMark.objects.get().file))


def test_the_log_refuses_changes_after_a_restore_as_before(
    site: Draft, key: Path, tmp_path: Path
) -> None:
    backup(tmp_path / "b", key)
    run("restore", tmp_path / "b", "--identity", key, "--replace")
    with connection.cursor() as cursor, pytest.raises(Exception, match="only ever added"):
        cursor.execute("DELETE FROM assessments_auditentry")
    assert AuditEntry.objects.exists()


def test_a_restore_says_who_could_rewrite_the_log(
    site: Draft, key: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    backup(tmp_path / "b", key)
    monkeypatch.setattr(restore, "find_weaknesses", lambda: ["The role app has DELETE."])
    said = run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert "audit.W001" in said and "The role app has DELETE." in said


@pytest.mark.services
def test_a_restore_gives_the_log_to_no_other_role(site: Draft, key: Path, tmp_path: Path) -> None:
    role = f"{connection.settings_dict['NAME']}_app"
    tables = "assessments_auditentry, assessments_logroot, assessments_logleaf"
    every = "SELECT, INSERT, UPDATE, DELETE ON TABLES"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{role}"')
        cursor.execute(f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {every} TO "{role}"')
        cursor.execute(f'GRANT SELECT, INSERT ON {tables} TO "{role}"')
    try:
        backup(tmp_path / "b", key)
        said = run("restore", tmp_path / "b", "--identity", key, "--replace")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, array_agg(privilege_type::text ORDER BY privilege_type)"
                " FROM pg_class, aclexplode(relacl) WHERE grantee = %s::regrole"
                " AND relname = ANY (%s) GROUP BY relname",
                [f'"{role}"', [*tables.split(", "), "assessments_draft"]],
            )
            held = dict(cursor.fetchall())
        assert held.pop("assessments_draft") == ["DELETE", "INSERT", "SELECT", "UPDATE"]
        assert held == dict.fromkeys(tables.split(", "), ["INSERT", "SELECT"])
        assert "is a superuser" in said  # the connection of this test
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP OWNED BY "{role}"')
            cursor.execute(f'DROP ROLE "{role}"')


def test_an_empty_server_takes_a_backup_without_being_told_to_replace(
    site: Draft, key: Path, tmp_path: Path, settings: Any
) -> None:
    before = snapshot()
    backup(tmp_path / "b", key)
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "another"
    run("restore", tmp_path / "b", "--identity", key)
    assert snapshot() == before


def test_a_server_with_data_is_not_replaced_unless_told(
    site: Draft, key: Path, tmp_path: Path
) -> None:
    backup(tmp_path / "b", key)
    wreck()
    wrecked = snapshot_of_rows()
    with pytest.raises(CommandError, match="--replace"):
        run("restore", tmp_path / "b", "--identity", key)
    assert snapshot_of_rows() == wrecked


def snapshot_of_rows() -> list[Any]:
    return [list(model._default_manager.values()) for model in (Draft, Upload, Original)]


@pytest.fixture
def refused(site: Draft, key: Path, tmp_path: Path) -> Restore:
    """Restoring a backup that was harmed, after which nothing has changed."""
    backup(tmp_path / "b", key)
    before = snapshot()

    def restore(harmed: bytes, with_key: Path = key) -> str:
        (tmp_path / "harmed").write_bytes(harmed)
        with pytest.raises(CommandError) as error:
            run("restore", tmp_path / "harmed", "--identity", with_key, "--replace")
        assert snapshot() == before
        assert not list(tmp_path.glob("backup-*/*"))
        return str(error.value)

    return restore


def test_a_damaged_backup_is_refused(refused: Restore, tmp_path: Path) -> None:
    data = (tmp_path / "b").read_bytes()
    for place in (len(data) // 2, len(data) - 10):
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert "is damaged or cut off" in refused(flipped)


def test_a_truncated_backup_is_refused(refused: Restore, tmp_path: Path) -> None:
    data = (tmp_path / "b").read_bytes()
    # In the middle of a chunk, between two, and right after the head.
    for size in (len(data) - 1, len(data) - 70_000, 300):
        assert "is damaged or cut off" in refused(data[:size])


def test_a_wrong_key_is_refused(refused: Restore, tmp_path: Path) -> None:
    call_command("backup_key", str(tmp_path / "other"), stdout=io.StringIO(), stderr=io.StringIO())
    said = refused((tmp_path / "b").read_bytes(), tmp_path / "other")
    assert "was encrypted for another key" in said
    with pytest.raises(CommandError, match="Name the file of its key with --identity"):
        run("restore", tmp_path / "b", "--replace")
    with pytest.raises(CommandError, match="must hold secret keys of age"):
        run("restore", tmp_path / "b", "--identity", tmp_path / "b", "--replace")


def rewritten(path: Path, key: Path, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The backup with members changed or left out by somebody who has the key."""
    plain = pyrage.decrypt(path.read_bytes(), archive.read_identities(key))
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(plain)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for info in old:
            data = change(info.name, old.extractfile(info).read())
            if data is not None:
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_a_newer_backup_is_refused(refused: Restore, tmp_path: Path, key: Path) -> None:
    def of_later(name: str, data: bytes) -> bytes:
        return data.replace(b'"0001_initial"', b'"0001_initial","0999_later"')

    def in_new_form(name: str, data: bytes) -> bytes:
        return data.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1))

    path = tmp_path / "b"
    assert "newer than this one: it has the migrations" in refused(rewritten(path, key, of_later))
    assert "reads up to 1. Install" in refused(rewritten(path, key, in_new_form))


def test_the_backup_of_another_database_is_refused(
    refused: Restore, tmp_path: Path, key: Path
) -> None:
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"

    def of_other(name: str, data: bytes) -> bytes:
        return data.replace(
            f'"database":"{connection.vendor}"'.encode(), f'"database":"{other}"'.encode()
        )

    assert f"of a {other} database" in refused(rewritten(tmp_path / "b", key, of_other))


@pytest.mark.parametrize("harmed", ["files/", "manifest.json", "header.json", "database."])
def test_every_member_is_held_against_the_manifest(
    refused: Restore, tmp_path: Path, key: Path, harmed: str
) -> None:
    def changed(name: str, data: bytes) -> bytes:
        return data + b" \n" if name.startswith(harmed) and harmed != MANIFEST else data

    def without(name: str, data: bytes) -> bytes | None:
        return None if name.startswith(harmed) else data

    if harmed != MANIFEST:
        assert "is damaged: " in refused(rewritten(tmp_path / "b", key, changed))
    assert "is no backup" in (said := refused(rewritten(tmp_path / "b", key, without))) or (
        "is damaged: " in said
    )


def test_what_is_no_backup_is_refused(refused: Restore) -> None:
    for data in (b"", b"not a backup" * 200, b"age-encryption.org/v1\nrest"):
        assert "no backup" in (said := refused(data)) or "damaged" in said


def test_a_full_disk_leaves_no_backup(site: Draft, key: Path, tmp_path: Path, monkeypatch) -> None:
    """The library of age ignores an error of its last write."""

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        recipients = [archive.read_recipient(public(key))]
        archive.write_archive(Full(), [archive.Member(name="a", size=1, blocks=[b"a"])], recipients)
    monkeypatch.setattr(services, "write_archive", fill_up)
    with pytest.raises(CommandError, match="No backup was made. .*No space left"):
        backup(tmp_path / "b", key)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".b", "b"))] == [
        "backup.key"
    ]


def fill_up(*_: Any) -> None:
    raise OSError(28, "No space left on device")


def test_an_existing_file_is_not_written_over(site: Draft, key: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("precious")
    with pytest.raises(CommandError, match="exists"):
        backup(tmp_path / "b", key)
    assert (tmp_path / "b").read_text() == "precious"


def test_without_a_key_it_asks_for_one(site: Draft, tmp_path: Path, key: Path, settings) -> None:
    with pytest.raises(CommandError, match="no key to encrypt for.*BACKUP_RECIPIENT"):
        run("backup", tmp_path / "b")
    with pytest.raises(CommandError, match="age1no is no public key"):
        run("backup", tmp_path / "b", "--recipient", "age1no")
    settings.BACKUP_RECIPIENT = (public(key),)
    run("backup", tmp_path / "b")
    assert (tmp_path / "b").read_bytes().startswith(archive.AGE_MAGIC)
    assert (tmp_path / "b").stat().st_mode & 0o777 == key.stat().st_mode & 0o777 == 0o600


def test_an_unencrypted_backup_is_a_tar_archive(site: Draft, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar", "--unencrypted")
    with tarfile.open(tmp_path / "b.tar") as tar:
        names = tar.getnames()
        assert names[0] == "header.json" and names[-1] == MANIFEST
        assert tar.extractfile(f"files/{Original.objects.get().file}").read() == BYTES
    assert "Verified" in run("restore", tmp_path / "b.tar", "--replace")


def test_a_restore_that_cannot_store_files_leaves_the_database(
    site: Draft, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(tmp_path / "b", key)
    wreck()
    wrecked = snapshot_of_rows()
    monkeypatch.setattr(FileSystemStorage, "save", fill_up)
    with pytest.raises(CommandError, match="No space left"):
        run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert snapshot_of_rows() == wrecked
    monkeypatch.undo()
    assert "Verified" in run("restore", tmp_path / "b", "--identity", key, "--replace")


def test_a_dump_that_cannot_be_restored_leaves_the_database(site: Draft, tmp_path: Path) -> None:
    before = snapshot()
    bad = tmp_path / database.DUMP_NAMES[connection.vendor]
    bad.write_bytes(b"SQLite format 3\0" + bytes(5000))
    with pytest.raises((archive.BackupError, sqlite3.DatabaseError)):
        database.check_dump(bad)
    with pytest.raises((archive.BackupError, sqlite3.DatabaseError)):
        database.replace_database(bad)
    assert snapshot() == before


def test_a_check_changes_nothing(site: Draft, key: Path, tmp_path: Path) -> None:
    backup(tmp_path / "b", key)
    wreck()
    wrecked = snapshot_of_rows()
    assert "is sound" in run("restore", tmp_path / "b", "--identity", key, "--check")
    assert snapshot_of_rows() == wrecked


def test_a_missing_and_a_changed_file_are_named_then_and_afterwards(
    site: Draft, key: Path, tmp_path: Path
) -> None:
    name = str(Original.objects.get().file)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"forged"))
    default_storage.delete("memos/m/one.pdf")
    said = backup(tmp_path / "b", key)
    assert f"{name}: changed" in said and "one.pdf: missing" in said and "exit 2" in said
    said = run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert said.count("It was so when the backup was made.") == 2 and said.endswith("exit 2")


def test_a_broken_chain_is_named_after_a_restore(site: Draft, key: Path, tmp_path: Path) -> None:
    entry = AuditEntry.objects.get(subject="account:1")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_auditentry (subject, number, at, act, facts, before, hash)"
            " SELECT subject, 2, at, 'forged', facts, hash, hash FROM assessments_auditentry"
            " WHERE id = %s",
            [entry.pk],
        )
    backup(tmp_path / "b", key)
    said = run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert "entry account:1, 2: the entry was changed" in said and said.endswith("exit 2")


def during_dump(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Something happens after the snapshot was taken and before files are read."""
    original = database.dumped

    def dumped(folder: Path) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def then() -> Iterator[tuple[Path, list[StoredFile]]]:
            with original(folder) as result:
                act()
                yield result

        return then()

    monkeypatch.setattr(services, "dumped", dumped)


def test_an_original_that_is_removed_meanwhile_is_kept_until_the_backup_is_whole(
    site: Draft, key: Path, tmp_path: Path, monkeypatch
) -> None:
    """Its draft goes, and a sweep of another process comes by."""
    swept: list[int] = []

    def remove() -> None:
        site.delete()
        swept.append(originals_forget(days=-1))

    before = snapshot()
    during_dump(monkeypatch, in_another_connection(remove))
    assert "exit" not in backup(tmp_path / "b", key)
    assert swept == [0]
    assert originals_forget(days=-1) == 1  # and goes at the next sweep
    assert not default_storage.exists(f"originals/{hashlib.sha256(BYTES).hexdigest()}")
    run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert snapshot() == before


def in_another_connection(work: Callable[[], None]) -> Callable[[], None]:
    import threading

    def act() -> None:
        def run_and_close() -> None:
            work()
            connection.close()

        thread = threading.Thread(target=run_and_close)
        thread.start()
        thread.join()

    return act


def test_a_memo_that_is_deleted_meanwhile_is_not_there_after_a_restore(
    site: Draft, key: Path, tmp_path: Path, monkeypatch
) -> None:
    def delete() -> None:
        Memo.objects.all().delete()
        default_storage.delete("memos/m/one.pdf")

    during_dump(monkeypatch, in_another_connection(delete))
    assert "exit" not in backup(tmp_path / "b", key)
    assert "Verified" in run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert not Memo.objects.exists() and Original.objects.exists()


def test_a_row_that_is_written_meanwhile_is_in_the_backup_whole_or_not_at_all(
    site: Draft, key: Path, tmp_path: Path, monkeypatch
) -> None:
    def write() -> None:
        upload_receive(
            draft=Draft.objects.get(), file=io.BytesIO(b"later"), by=site.owner, name="later"
        )

    before = snapshot()
    during_dump(monkeypatch, in_another_connection(write))
    backup(tmp_path / "b", key)
    assert Upload.objects.count() == 2
    run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert snapshot() == before


def test_files_in_a_bucket_come_back_too(
    site: Draft, key: Path, tmp_path: Path, bucket: Bucket
) -> None:
    Memo.objects.all().delete()
    name = str(Original.objects.get().file)
    default_storage.save(name, ContentFile(BYTES))
    backup(tmp_path / "b", key)
    bucket.remove(name)
    assert "1 files" in run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert stored(name) == BYTES
    bucket.lock()
    with pytest.raises(CommandError, match="did not answer"):
        backup(tmp_path / "b2", key)
    assert not (tmp_path / "b2").exists()


def test_a_client_of_the_database_that_is_missing_is_named() -> None:
    with pytest.raises(archive.BackupError, match="pg_nothing is not installed. Install"):
        database._run(["pg_nothing"])


def test_every_model_with_a_file_is_part_of_a_backup() -> None:
    fields = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    }
    assert fields == set(FILE_COLUMNS)


def test_the_file_of_the_key_is_not_written_over(key: Path) -> None:
    with pytest.raises(CommandError, match="File exists"):
        run("backup_key", key)
    assert x25519.Identity.from_str(key.read_text().split()[-1])


def test_a_file_that_is_no_backup_is_refused_before_anything_is_asked(
    site: Draft, tmp_path: Path
) -> None:
    (tmp_path / "b").write_bytes(b"no backup")
    for source in (tmp_path / "b", tmp_path / "missing"):
        with pytest.raises(CommandError, match=r"(is|be) (no backup|read)"):
            run("restore", source)


@pytest.mark.parametrize("hostile", ["../x", "/tmp/x", "files/../../x", "files/a\\..\\b", "link"])
def test_a_backup_with_a_way_out_of_its_folder_changes_nothing(
    site: Draft, tmp_path: Path, hostile: str
) -> None:
    run("backup", tmp_path / "b.tar", "--unencrypted")
    with tarfile.open(tmp_path / "b.tar") as tar, tarfile.open(tmp_path / "c.tar", "w") as made:
        for member in tar:
            if member.name == MANIFEST:
                extra = tarfile.TarInfo("files/link" if hostile == "link" else hostile)
                if hostile == "link":
                    extra.type, extra.linkname = tarfile.SYMTYPE, "/etc/passwd"
                made.addfile(extra)
            made.addfile(member, tar.extractfile(member))
    before = snapshot_of_rows()

    with pytest.raises(CommandError, match="is not a file of one"):
        run("restore", tmp_path / "c.tar", "--replace")
    assert snapshot_of_rows() == before
