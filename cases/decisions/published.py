"""The texts of the published decisions, read without a model.

A command that only reads them starts without the models of any app (`manage.py assess`).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from cases.decisions import documents
from cases.decisions.stored_version import Cursor, refuse_other_version

PUBLISHED = "SELECT document FROM cases_decision WHERE status = 'published' ORDER BY slug"
SQLITE = "django.db.backends.sqlite3"
LOCK_SECONDS = 20  # waited for a lock, as in the settings

logger = logging.getLogger(__name__)


class NothingLoaded(Exception):
    """Nobody loaded a decision yet; the text says what is there instead of a library."""


def published_documents() -> list[str]:
    """Return the canonical texts of all published decisions, ordered by slug.

    Raises `OperationalError` of Django or SQLite where there is no table.
    """
    with _cursor() as cursor:
        return _published(cursor)


def published_documents_or_refuse() -> list[str]:
    """Return the same for a command, which nobody watches: never those of another version.

    Raises `NothingLoaded` where there is no library yet, `OtherVersion` where the tables are older
    or newer than this version, and the database's own errors.
    """
    name = settings.DATABASES["default"]["NAME"]
    if _is_sqlite() and not Path(str(name)).exists():  # opening makes it
        raise NothingLoaded(f"there is no database in {name} yet")
    with _cursor() as cursor:
        if _is_sqlite():
            cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1")
            if cursor.fetchone() is None:
                raise NothingLoaded(f"there is no database in {name} yet")
        refuse_other_version(cursor)
        cursor.execute("SELECT 1 FROM cases_decision LIMIT 1")
        if cursor.fetchone() is None:
            raise NothingLoaded(f"no decision was ever loaded into the database {name}")
        return _published(cursor)


def _published(cursor: Cursor) -> list[str]:
    cursor.execute(PUBLISHED)
    return _readable(cursor.fetchall())


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"] == SQLITE


@contextmanager
def _cursor() -> Iterator[Cursor]:
    """Open a cursor.

    Without the apps, a file of SQLite is read without Django, whose connection imports all that
    models need.
    """
    if not apps.ready and _is_sqlite():
        name = str(settings.DATABASES["default"]["NAME"])
        with closing(sqlite3.connect(name, timeout=LOCK_SECONDS)) as file:
            yield file.cursor()
    else:
        with connection.cursor() as cursor:
            yield cursor


def has_published_decisions() -> bool:
    """Return whether any decision is published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM cases_decision WHERE status = 'published')")
        return bool(cursor.fetchone()[0])


def _readable(rows: Iterable[tuple[str]]) -> list[str]:
    return [text for (text,) in rows if is_readable(text)]


def is_readable(document: str) -> bool:
    """Return whether a stored text is valid under the current schema.

    An invalid one is logged and left out, so that it does not break every page of the library.
    """
    try:
        documents.value_of(document)
    except ValueError as error:
        logger.error("A stored decision cannot be read and is left out: %s", error)
        return False
    return True
