"""Checks of database, activity log, stored files and disk."""

from __future__ import annotations

import secrets
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from aigc_copyright.doctor.findings import Finding, fail, ok, warn
from aigc_copyright.health import MIN_FREE_BYTES
from assessments.audit.guards import find_weaknesses
from assessments.audit.log import audit_append
from assessments.backup.archive import BackupError, read_recipient
from assessments.evidence.own_storage import refuse_other_storage
from cases.decisions.published import has_published_decisions

LOW_BYTES = 2 << 30
# A font of a memo is unpacked in seconds; what is older belongs to a process that was killed.
LEFT_OVER = ("weasyprint-*", "pymp-*")
LEFT_OVER_SECONDS = 60 * 60
MAX_CLOCK_SECONDS = 2.0


def check_database() -> Finding:
    """Check that the database answers, and name its version."""
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("SELECT sqlite_version()" if sqlite else "SHOW server_version")
        version = cursor.fetchone()[0]
    return ok("database", f"{connection.display_name} {version}")


def check_migrations() -> Finding:
    """Check that the tables are those of this version: neither older nor newer."""
    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    installed = {app for app, _ in executor.loader.disk_migrations}
    if newer := sorted(name for app, name in unknown if app in installed):
        return fail(
            "migrations",
            f"The tables are those of a newer version: {', '.join(newer)}",
            "Install that version, or restore a backup of this one.",
        )
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return fail("migrations", f"{len(missing)} are missing.", "Run `manage.py migrate`.")
    return ok("migrations", "all applied")


def check_library() -> Finding:
    """Check that decisions are published; without any, the site gives no answer."""
    if has_published_decisions():
        return ok("library", "has published decisions")
    return fail(
        "library",
        "No decision is published, so the site gives no answer.",
        "Run `manage.py load_library`, or publish decisions in the administration.",
    )


def check_log_guard() -> Finding:
    """Check by trying that the database refuses to change and to remove an entry of the log."""
    allowed = []
    with transaction.atomic():
        entry = audit_append(subject="doctor", act="doctor", actor=None)
        table = entry._meta.db_table
        for statement in (
            f"UPDATE {table} SET act = 'changed' WHERE id = %s",
            f"DELETE FROM {table} WHERE id = %s",
        ):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement, [entry.pk])
                    allowed.append(statement.split()[0])
            except DatabaseError:
                continue
        transaction.set_rollback(True)
    if allowed:
        return fail(
            "activity log",
            f"The database allows {' and '.join(allowed)} of its entries.",
            "Its triggers are missing or disabled: find out who did that, verify the log against "
            "a backup, and restore the triggers with it.",
        )
    if weaknesses := find_weaknesses():
        return warn(
            "activity log",
            f"This connection could change it all the same: {' '.join(weaknesses)}",
            "Let the application connect as a role that owns none of the tables, and run "
            "`scripts/audit-log-owner.sql` (again, where it has one), docs/operations.md.",
        )
    return ok("activity log", "the database refuses to change and to remove entries")


def check_storage() -> Finding:
    """Check that a file can be written, read back and deleted where files are stored.

    Raises `StorageUnavailable` where that is not the storage of the other hosts.
    """
    refuse_other_storage()
    data = secrets.token_bytes(32)
    name = default_storage.save(f"doctor/{secrets.token_hex(8)}", ContentFile(data))
    try:
        with default_storage.open(name) as file:
            same = file.read() == data
    finally:
        default_storage.delete(name)
    if not same:
        return fail("stored files", "A file came back changed.", "Check disk or service.")
    place = f"bucket {settings.S3_BUCKET}" if settings.S3_BUCKET else str(settings.MEDIA_ROOT)
    return ok("stored files", f"written, read and deleted in {place}")


def check_disk() -> Finding:
    """Check the free space of the data and of the temporary folder."""
    folders = {str(settings.DATA_DIR), tempfile.gettempdir()}
    free = {folder: shutil.disk_usage(folder).free for folder in sorted(folders)}
    text = ", ".join(f"{folder}: {size >> 20} MiB free" for folder, size in free.items())
    if min(free.values()) <= MIN_FREE_BYTES:
        return fail("disk", text, "Free space now: nothing can be stored and nobody can sign in.")
    if min(free.values()) <= LOW_BYTES:
        return warn("disk", text, "Free space, or set lower limits for uploads.")
    return ok("disk", text)


def check_temporary_folder() -> Finding:
    """Check that temporary files can be written and none were left by killed processes."""
    folder = Path(tempfile.gettempdir())
    with tempfile.TemporaryFile() as file:
        file.write(b"doctor")
    before = time.time() - LEFT_OVER_SECONDS
    old = [
        path
        for pattern in LEFT_OVER
        for path in folder.glob(pattern)
        if path.lstat().st_mtime < before
    ]
    if old:
        return warn(
            "temporary folder",
            f"{len(old)} folders of killed processes in {folder}, such as {old[0].name}",
            "Delete those that are older than an hour.",
        )
    return ok("temporary folder", str(folder))


def check_database_file() -> Finding:
    """Check that nobody else on the machine can read SQLite's file."""
    if connection.vendor != "sqlite":
        return ok("database file", "not used")
    path = Path(connection.settings_dict["NAME"])
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        return warn(
            "database file",
            f"{path} has mode {mode:04o}: others on this machine may read it.",
            f"Run `chmod 600 {path}`, and likewise for -wal and -shm beside it.",
        )
    return ok("database file", f"{path}, mode {mode:04o}")


def check_clock() -> Finding:
    """Check this machine's clock against the database's: leases and the log live by them."""
    if connection.vendor == "sqlite":
        return ok("clock", "database and application share it")
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
        after = timezone.now()
    apart = abs((theirs - (before + (after - before) / 2)).total_seconds())
    if apart > MAX_CLOCK_SECONDS:
        return warn(
            "clock",
            f"{apart:.1f} s apart from the database's",
            "Let both machines follow a time server (NTP).",
        )
    return ok("clock", f"{apart:.1f} s apart from the database's")


def check_backup() -> Finding:
    """Check that a backup could be made: a key, and for PostgreSQL a client that is new enough."""
    if connection.vendor == "postgresql":
        if shutil.which("pg_dump") is None:
            return fail("backup", "pg_dump is not installed.", "Install PostgreSQL's client.")
        said = subprocess.run(["pg_dump", "--version"], capture_output=True, text=True).stdout
        client = int(said.split()[2].split(".")[0])
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            server = int(cursor.fetchone()[0]) // 10000
        if client < server:
            return fail(
                "backup",
                f"pg_dump {client} cannot read a server {server}.",
                f"Install PostgreSQL's client {server} or newer.",
            )
    try:
        for key in settings.BACKUP_RECIPIENT:
            read_recipient(key)
    except BackupError as error:
        return fail("backup", str(error), "Set BACKUP_RECIPIENT to the key that backup_key prints.")
    if not settings.BACKUP_RECIPIENT:
        return warn(
            "backup",
            "No public key is set, so backups need --recipient.",
            "Run `manage.py backup_key FILE` elsewhere and set BACKUP_RECIPIENT.",
        )
    return ok("backup", "a public key is set")
