"""Emptying the database of tests between two of them, though the audit log refuses it.

The triggers of the log step aside for the length of the flush; every other statement of a test
meets them as in real life. What a migration fills by itself (content types, permissions) stays:
no test changes it, and to make it anew takes ten times as long as all else.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth import get_permission_codename
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

    if has_all():
        curator_group_ensure()
    else:
        sql.emit_post_migrate_signal(*arguments, **options)


def has_all() -> bool:
    """Whether every content type and every permission of the models is in the database."""
    return wanted() <= present()


@cache
def wanted() -> frozenset[tuple[str, str]]:
    """Return app and name of each content type and of each permission that Django fills in."""
    names: set[tuple[str, str]] = set()
    for model in apps.get_models():
        meta = model._meta
        codes = [get_permission_codename(action, meta) for action in meta.default_permissions]
        codes += [code for code, _ in meta.permissions]
        names |= {(meta.app_label, name) for name in (str(meta.model_name), *codes)}
    return frozenset(names)


def present() -> set[tuple[str, str]]:
    """Return the same of what is in the database now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_label, model FROM django_content_type")
        found = set(cursor.fetchall())
        cursor.execute(
            "SELECT app_label, codename FROM auth_permission JOIN django_content_type "
            "ON django_content_type.id = content_type_id"
        )
        return found | set(cursor.fetchall())


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
