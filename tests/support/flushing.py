"""Emptying the database of tests between two of them, though the audit log refuses it.

The triggers of the log step aside for the length of the flush; every other statement of a test
meets them as in real life. What a migration fills by itself (content types, permissions) stays:
no test changes it, and to make it anew takes ten times as long as all else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.management import sql
from django.core.management.color import no_style
from django.core.management.commands import flush as command
from django.db import connection

GUARDED = ("assessments_auditentry", "assessments_logleaf", "assessments_logroot")
FILLED = ("auth_permission", "django_content_type")
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s, %s)"


def install() -> None:
    """From now on `flush` empties guarded tables, too, and no table that a migration fills."""
    # Reached by the connection: the module of the operations cannot be imported before it.
    operations = connection.ops.__class__
    flush = operations.sql_flush

    def unguarded_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        emptied = [table for table in tables if table not in FILLED]
        statements: list[str] = flush(self, style or no_style(), emptied, **options)
        if self.connection.vendor == "postgresql":
            statements = [f"DELETE FROM {self.quote_name(table)}" for table in emptied]
        aside, back = triggers_aside(self.connection.vendor)
        return [*aside, *statements, *back]

    operations.sql_flush = unguarded_flush  # type: ignore[method-assign]
    command.emit_post_migrate_signal = fill_again  # type: ignore[attr-defined]


def fill_again(*arguments: Any, **options: Any) -> None:
    """What follows a migration: only the group of curators, unless a test took more away."""
    from cases.decisions.curators import curator_group_ensure

    if counts() == filled():
        curator_group_ensure()
    else:
        sql.emit_post_migrate_signal(*arguments, **options)


@cache
def filled() -> tuple[int, ...]:
    """The number of rows in each of these tables when this is first asked, before any test."""
    return counts()


def counts() -> tuple[int, ...]:
    """The number of rows in each of these tables now."""
    with connection.cursor() as cursor:
        found = []
        for table in FILLED:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            found.append(cursor.fetchone()[0])
    return tuple(found)


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
        # No table is altered while a constraint waits to be asked about the rows that are gone.
        [
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in GUARDED),
        ],
    )
