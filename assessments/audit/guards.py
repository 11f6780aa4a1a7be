"""Finds what lets the application's own connection change the audit log.

On SQLite whoever can open the file can remove the triggers; here it is only asked whether they
stand. On PostgreSQL the tables can belong to another role (`scripts/audit-log-owner.sql`), so that
a stolen connection of the application cannot remove them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

TABLES = {
    "assessments_auditentry": "audit_entry",
    "assessments_logroot": "log_root",
    "assessments_logleaf": "log_leaf",
}
SQLITE_GUARDS = ("never_update", "never_delete", "in_order")
POSTGRESQL_GUARDS = ("only_added", "never_truncated", "in_order")
PRIVILEGES = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
GRANTS_TO_ANY_ROLE = 160000  # before PostgreSQL 16, CREATEROLE may join every role but superusers


def find_weaknesses() -> list[str]:
    """Return one sentence for each way in which this connection could change the log."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _missing_on_sqlite(cursor)
        return [*_missing_on_postgresql(cursor), *_powers_of_role(cursor)]


def revoke_from_others() -> list[str]:
    """Take from all roles but the owner what changes rows of the log; return these roles.

    Tables that are made anew have what `ALTER DEFAULT PRIVILEGES` grants on every table. Only
    their owner may do this; SQLite has no roles.
    """
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT CASE WHEN grantee = 0 THEN 'PUBLIC'"
            " ELSE quote_ident(pg_get_userbyid(grantee)) END"
            " FROM pg_class CROSS JOIN LATERAL aclexplode(relacl)"
            " WHERE oid = ANY (%s::regclass[]) AND grantee <> relowner"
            " AND privilege_type = ANY (%s) ORDER BY 1",
            [list(TABLES), list(PRIVILEGES)],
        )
        roles = [role for (role,) in cursor.fetchall()]
        for role in roles:
            cursor.execute(f"REVOKE {', '.join(PRIVILEGES)} ON {', '.join(TABLES)} FROM {role}")
    return roles


def _missing_on_sqlite(cursor: Any) -> list[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    present = {name for (name,) in cursor.fetchall()}
    weaknesses = _missing_triggers(present, SQLITE_GUARDS)
    cursor.execute("PRAGMA recursive_triggers")
    if not cursor.fetchone()[0]:
        weaknesses.append("recursive_triggers is off for this connection.")
    return weaknesses


def _missing_on_postgresql(cursor: Any) -> list[str]:
    # pg_trigger.tgenabled: O and A fire for ordinary sessions, D and R do not.
    cursor.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = ANY (%s::regclass[]) "
        "AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
        [list(TABLES)],
    )
    return _missing_triggers({name for (name,) in cursor.fetchall()}, POSTGRESQL_GUARDS)


def _missing_triggers(present: set[str], guards: tuple[str, ...]) -> list[str]:
    expected = [f"{name}_{guard}" for name in TABLES.values() for guard in guards]
    return [
        f"The trigger {name} is missing or disabled." for name in expected if name not in present
    ]


def _powers_of_role(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT rolname, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    role, is_superuser, creates_roles = cursor.fetchone()
    if is_superuser:
        return [f"The role {role} is a superuser."]
    weaknesses = []
    if creates_roles and connection.pg_version < GRANTS_TO_ANY_ROLE:  # type: ignore[attr-defined]
        weaknesses.append(f"The role {role} may create roles, and so join any other.")
    cursor.execute(
        "SELECT DISTINCT what FROM ("
        " SELECT 'the table ' || relname AS what, relowner AS owner FROM pg_class"
        " WHERE oid = ANY (%s::regclass[])"
        " UNION SELECT 'the function ' || proname, proowner FROM pg_trigger"
        " JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgrelid = ANY (%s::regclass[]) AND NOT tgisinternal"
        " UNION SELECT 'the schema ' || nspname, nspowner FROM pg_class"
        " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        " WHERE pg_class.oid = ANY (%s::regclass[])"
        ") AS owned WHERE pg_has_role(owner, 'MEMBER') ORDER BY what",
        [list(TABLES)] * 3,
    )
    owned = [what for (what,) in cursor.fetchall()]
    weaknesses += [f"The role {role} owns {what}, or may act as its owner." for what in owned]
    if owned:
        return weaknesses
    for table in TABLES:
        cursor.execute(
            "SELECT privilege FROM unnest(%s::text[]) AS privilege "
            "WHERE has_table_privilege(%s, privilege)",
            [list(PRIVILEGES), table],
        )
        held = ", ".join(privilege for (privilege,) in cursor.fetchall())
        if held:
            weaknesses.append(f"The role {role} has {held} on {table}.")
    return weaknesses
