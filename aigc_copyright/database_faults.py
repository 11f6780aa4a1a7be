"""What is wrong with a database that does not answer as it should, in one sentence.

Codes of PostgreSQL: its manual, appendix A; of SQLite: https://www.sqlite.org/rescode.html.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection

from cases.decisions.stored_version import OtherVersion, refuse_other_version

SQLITE = "django.db.backends.sqlite3"
UNDEFINED_TABLE = "42P01"
# The first two characters: connection, credentials, no such database, shut down.
UNREACHABLE = ("08", "28", "3D", "57P")
NO_TABLES = (
    "The database %s lacks tables of this application. If it is a new one, run `manage.py migrate` "
    "first; if not, DATA_DIR or POSTGRES_* name another place than that of your data."
)
NO_DATABASE = (
    "There is no database %s. If it is to be a new one, run `manage.py migrate` first; if not, "
    "DATA_DIR names another place than that of your data."
)
OTHER_VERSION = (
    "The tables of the database %s are not those of this version: %s. If it is older, run "
    "`manage.py migrate`; if it is newer, install the version that made it."
)
NO_ANSWER = (
    "The database %s at %s, port %s, does not answer: %s. Start it; check POSTGRES_HOST, "
    "POSTGRES_PORT, POSTGRES_DB, its user and password, and the firewall."
)
BROKEN = (
    "%s is no sound database of SQLite: %s. Check DATA_DIR; if this is your data, restore a backup "
    "into an empty folder (docs/operations.md)."
)
REFUSED = "The database %s cannot be used: %s. %s"
PERMISSIONS = "Check DATA_DIR, and who may write the file and its folder."
REMEDIES = {
    "SQLITE_BUSY": "Another process holds it: wait for it, or end it.",
    "SQLITE_CANTOPEN": PERMISSIONS,
    "SQLITE_FULL": "Make room on the disk.",
    "SQLITE_IOERR": "Check the disk.",
    "SQLITE_PERM": PERMISSIONS,
    "SQLITE_READONLY": PERMISSIONS,
}


def describe_missing_database() -> str | None:
    """Return the sentence where there is no file of SQLite; None where there is a database."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != SQLITE or Path(str(database["NAME"])).exists():
        return None
    return NO_DATABASE % database["NAME"]


def describe_database_fault(error: BaseException) -> str | None:
    """Return the sentence for an error; None where it says nothing of the database's state."""
    database = settings.DATABASES["default"]
    name = database["NAME"]
    causes = list(_list_causes(error))
    for cause in causes:
        if isinstance(cause, OtherVersion):
            return OTHER_VERSION % (name, cause)
    if not any(isinstance(cause, (Error, sqlite3.Error)) for cause in causes):
        return None
    if database["ENGINE"] == SQLITE:
        known = next(filter(None, map(_describe_sqlite_fault, causes)), None)
    else:
        known = _describe_server_fault(causes, database)
    if known is not None:
        return known
    if version := _find_other_version():
        return OTHER_VERSION % (name, version)
    return NO_TABLES % name if any(map(_is_table_missing, causes)) else None


def _list_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is_table_missing(error: BaseException) -> bool:
    is_undefined = getattr(error, "sqlstate", None) == UNDEFINED_TABLE
    return is_undefined or str(error).startswith("no such table")


def _describe_sqlite_fault(error: BaseException) -> str | None:
    code = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    name = settings.DATABASES["default"]["NAME"]
    if code in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return BROKEN % (name, error)
    return REFUSED % (name, error, REMEDIES[code]) if code in REMEDIES else None


def _describe_server_fault(causes: list[BaseException], database: dict[str, Any]) -> str | None:
    state = next(filter(None, (getattr(cause, "sqlstate", None) for cause in causes)), None)
    is_connected = connection.connection is not None
    if (state or "").startswith(UNREACHABLE) or (state is None and not is_connected):
        reason = str(causes[-1]).strip().splitlines()
        places = (database["NAME"], database["HOST"], database["PORT"])
        return NO_ANSWER % (*places, reason[0] if reason else type(causes[-1]).__name__)
    return None


def _find_other_version() -> OtherVersion | None:
    """Ask anew: the connection of the error may be within a transaction that failed."""
    with suppress(Error):
        connection.close()
        with connection.cursor() as cursor:
            try:
                refuse_other_version(cursor)
            except OtherVersion as found:
                return found
            finally:
                connection.close()  # the last one takes the write-ahead log of SQLite with it
    return None
