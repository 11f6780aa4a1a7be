"""The texts of the published decisions, read without a model.

A command that only reads them starts without the models of any app (`manage.py assess`).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from django.apps import apps
from django.conf import settings
from django.db import connection

from cases.decisions import documents

PUBLISHED = "SELECT document FROM cases_decision WHERE status = 'published' ORDER BY slug"
SQLITE = "django.db.backends.sqlite3"
LOCK_SECONDS = 20  # waited for a lock, as in the settings

logger = logging.getLogger(__name__)


def published_documents() -> list[str]:
    """Return the canonical texts of all published decisions, ordered by slug.

    Without the apps, those of a file of SQLite are read without Django, whose connection imports
    all that models need. Raises `OperationalError` of Django or SQLite where there is no table.
    """
    database = settings.DATABASES["default"]
    if not apps.ready and database["ENGINE"] == SQLITE:
        with closing(sqlite3.connect(str(database["NAME"]), timeout=LOCK_SECONDS)) as file:
            return _readable(file.execute(PUBLISHED))
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED)
        return _readable(cursor.fetchall())


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
