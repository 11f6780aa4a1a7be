"""Emptying the database of tests between two of them, though the audit log refuses it on SQLite.

PostgreSQL's TRUNCATE asks no trigger. SQLite knows DELETE only, so its triggers step aside for the
length of the flush; every other statement of a test meets them as in real life.
"""

from __future__ import annotations

from typing import Any

from django.core.management.color import no_style
from django.db.backends.sqlite3.base import DatabaseWrapper

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
GUARDED = "assessments_auditentry"
# Reached by the wrapper: the module of the operations cannot be imported before it.
_operations = DatabaseWrapper.ops_class
_flush = _operations.sql_flush


def install() -> None:
    """From now on `flush` empties guarded tables, too."""
    _operations.sql_flush = _unguarded_flush  # type: ignore[method-assign]


def _unguarded_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
    statements: list[str] = _flush(self, style or no_style(), tables, **options)
    with self.connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [GUARDED])
        triggers = cursor.fetchall()
    return [
        *(f"DROP TRIGGER {name}" for name, _ in triggers),
        *statements,
        *(sql for _, sql in triggers),
    ]
