"""The database itself refuses to change or remove an entry of the audit log.

Written by hand: each database has its own words for it. Where a later migration rebuilds the table
on SQLite, its triggers go with the old table and must be made again. PostgreSQL's TRUNCATE empties a
table without asking a row's trigger; `manage.py flush` uses it, the application never does.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "assessments_auditentry"

SQLITE = [
    f"""
    CREATE TRIGGER audit_entry_never_{event} BEFORE {event} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'Entries of the audit log are only ever added.'); END
    """
    for event in ("update", "delete")
]
SQLITE_BACK = [f"DROP TRIGGER audit_entry_never_{event}" for event in ("update", "delete")]

POSTGRESQL = [
    """
    CREATE FUNCTION audit_entry_only_added() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Entries of the audit log are only ever added.'
    USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_entry_only_added()
    """,
]
POSTGRESQL_BACK = [
    f"DROP TRIGGER audit_entry_only_added ON {TABLE}",
    "DROP FUNCTION audit_entry_only_added()",
]


def guard(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def unguard(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, sqlite=SQLITE_BACK, postgresql=POSTGRESQL_BACK)


def _run(schema_editor: Any, **statements: list[str]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_interviews_people_sharing_audit")]

    operations = [migrations.RunPython(guard, unguard)]
