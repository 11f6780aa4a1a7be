"""Emptying the database of tests between two of them, though the audit log refuses it.

SQLite empties by DELETE and PostgreSQL by TRUNCATE; the triggers of the log step aside for the
length of the flush. Every other statement of a test meets them as in real life.
"""

from __future__ import annotations

from typing import Any

from django.core.management.color import no_style
from django.db import connection

GUARDED = ("assessments_auditentry", "assessments_logleaf", "assessments_logroot")
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s, %s)"


def install() -> None:
    """From now on `flush` empties guarded tables, too."""
    # Reached by the connection: the module of the operations cannot be imported before it.
    operations = connection.ops.__class__
    flush = operations.sql_flush

    def unguarded_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        statements: list[str] = flush(self, style or no_style(), tables, **options)
        aside, back = triggers_aside(self.connection.vendor)
        return [*aside, *statements, *back]

    operations.sql_flush = unguarded_flush  # type: ignore[method-assign]


def triggers_aside(vendor: str) -> tuple[list[str], list[str]]:
    """Return the statements that take the guards of the log away, and that bring them back."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def _sqlite() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, GUARDED)
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]


def _postgresql() -> tuple[list[str], list[str]]:
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in GUARDED],
    )
