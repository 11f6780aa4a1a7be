"""Copying the database whole while it is in use, and putting a copy in its place.

SQLite: the online backup API (https://www.sqlite.org/backup.html), all pages in one step and so in
one snapshot. PostgreSQL: `pg_dump` in its custom format, in a snapshot that it shares with the
transaction that lists the files (`pg_export_snapshot`; PostgreSQL 16, 9.28.5). Both replace the
database in one transaction: it is the old one or the new one, never a part.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from assessments.backup.archive import BackupError
from assessments.backup.stored_files import StoredFile, stored_files

DUMP_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
# Tables with their triggers, sequences and indexes, then functions, of our own schema.
DROP_ALL = """
DO $$ DECLARE item record; BEGIN
FOR item IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema()
LOOP EXECUTE format('DROP TABLE %I CASCADE', item.tablename); END LOOP;
FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p
  WHERE p.pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
LOOP EXECUTE format('DROP ROUTINE %s CASCADE', item.name); END LOOP;
END $$
"""


@contextmanager
def dumped(folder: Path) -> Iterator[tuple[Path, list[StoredFile]]]:
    """Give the path of a dump in `folder`, and the files that this very state of it names."""
    path = folder / DUMP_NAMES[connection.vendor]
    files = _dump_postgresql(path) if connection.vendor == "postgresql" else _dump_sqlite(path)
    try:
        yield path, files
    finally:
        path.unlink(missing_ok=True)


def check_dump(path: Path) -> None:
    """Raise `BackupError` where the dump is not of this kind of database, or cannot be read."""
    if connection.vendor == "postgresql":
        _run(["pg_restore", "--list", str(path)])
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        try:
            answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            answer = str(error)
    if answer != "ok":
        raise BackupError(f"The database in the backup is damaged: {answer}")


def replace_database(path: Path) -> None:
    """Put the dump in the place of the database, in one transaction."""
    connection.close()
    if connection.vendor == "postgresql":
        _restore_postgresql(path)
    else:
        target = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
        with closing(sqlite3.connect(path)) as copy, closing(target):
            copy.backup(target)


def _dump_sqlite(path: Path) -> list[StoredFile]:
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(path)) as copy:
        path.chmod(0o600)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a write-ahead log
        return stored_files(copy.cursor())


def _dump_postgresql(path: Path) -> list[StoredFile]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        files = stored_files(cursor)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        _run(["pg_dump", *options, f"--file={path}"])
    return files


def _restore_postgresql(path: Path) -> None:
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    script = path.with_suffix(".sql")
    try:
        _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path)])
        _run(["psql", *options, f"--command={DROP_ALL}", f"--file={script}"])
    finally:
        script.unlink(missing_ok=True)


def _run(command: list[str]) -> None:
    """Run a client of PostgreSQL against the database of the settings."""
    if shutil.which(command[0]) is None:
        raise BackupError(
            f"{command[0]} is not installed. Install PostgreSQL's client programs, of the server's "
            "version or a newer one (postgresql-client on Debian; the image has them)."
        )
    given = connection.settings_dict
    environment = {
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
        "PGDATABASE": given["NAME"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGCLIENTENCODING": "UTF8",
    }
    done = subprocess.run(
        command,
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()[-1000:]}")
