"""The hold on originals: while a backup is made, the bytes of no original are deleted.

A backup takes its snapshot of the database first and reads the files afterwards, so a file that the
snapshot names must still be there. Whoever deletes an original holds a shared lock for so long; a
backup holds the exclusive one. Both end with their process or connection. PostgreSQL has advisory
locks for it; beside SQLite, which one machine uses alone, a locked file does the same.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

LOCK_FILE = "originals.lock"
# Any number that nobody else uses: PostgreSQL 16, 9.27.10, "Advisory Lock Functions".
LOCK_NUMBER = 7_305_441_108


@contextmanager
def hold_originals() -> Iterator[None]:
    """Let no original be deleted while the block runs; waits for a deletion that has begun."""
    if connection.vendor != "postgresql":
        with _locked_file(fcntl.LOCK_EX):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


@contextmanager
def may_delete_originals() -> Iterator[bool]:
    """Give whether originals may be deleted in the block, which is a transaction."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [LOCK_NUMBER])
            yield bool(cursor.fetchone()[0])
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(_locked_file(fcntl.LOCK_SH | fcntl.LOCK_NB))
        except BlockingIOError:
            allowed = False
        else:
            allowed = True
        # Inside the lock: a backup must not begin between the deletion and its commit.
        stack.enter_context(transaction.atomic())
        yield allowed


@contextmanager
def _locked_file(operation: int) -> Iterator[None]:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_FILE).open("ab") as file:
        fcntl.flock(file, operation)
        yield
