"""The log on PostgreSQL under a role of its own: that of the application can only add to it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from assessments.audit.guards import find_weaknesses
from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.audit.queries import audit_check
from assessments.audit.services import root_make
from tests.support.confirmed_users import confirmed_user
from tests.support.log_days import day_passes

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
SCRIPT = Path(settings.BASE_DIR) / "scripts" / "audit-log-owner.sql"

ATTACKS = [
    "ALTER TABLE assessments_auditentry DISABLE TRIGGER ALL",
    "ALTER TABLE assessments_auditentry DISABLE TRIGGER audit_entry_only_added",
    "DROP TRIGGER audit_entry_in_order ON assessments_auditentry",
    "DROP TABLE assessments_logroot CASCADE",
    "TRUNCATE assessments_auditentry",
    "TRUNCATE assessments_logroot CASCADE",
    "DELETE FROM assessments_auditentry",
    "UPDATE assessments_auditentry SET at = at - interval '900 days'",
    "UPDATE assessments_auditentry SET subject = 'v' WHERE number = 2",
    "INSERT INTO assessments_auditentry (id, subject, number, at, act, facts, before, hash) "
    "SELECT id, 'v', 1, at, act, facts, '', hash FROM assessments_auditentry WHERE number = 2 "
    "ON CONFLICT (id) DO UPDATE SET subject = 'v', number = 1",
    "CREATE OR REPLACE FUNCTION audit_entry_only_added() RETURNS trigger LANGUAGE plpgsql "
    "AS 'BEGIN RETURN NULL; END'",
    "ALTER FUNCTION audit_entry_in_order() RENAME TO another",
    "ALTER TABLE assessments_auditentry RENAME TO another",
    "CREATE TABLE public.assessments_another (id int)",
    "ALTER SCHEMA public RENAME TO another",
    "SET session_replication_role = replica",
    "CREATE TRIGGER first BEFORE INSERT ON assessments_auditentry FOR EACH ROW "
    "EXECUTE FUNCTION audit_entry_only_added()",
]


@pytest.fixture
def application_role() -> Iterator[str]:
    """The connection of this test as the application's role, after the script was run."""
    owner, database = connection.settings_dict["USER"], connection.settings_dict["NAME"]
    role = f"{database}_application"
    run_sql(f'CREATE ROLE "{role}" LOGIN')
    try:
        for _ in range(2):  # it may be run again
            run_script(owner, role, database)
        connect_as(role)
        yield role
    finally:
        connect_as(owner)
        run_sql(f'DROP OWNED BY "{role}"', f'DROP ROLE "{role}"')


def connect_as(role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role


def run_sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def run_script(owner: str, role: str, database: str) -> None:
    given = connection.settings_dict
    command = ["psql", "-X", "-q", "-h", given["HOST"], "-p", str(given["PORT"]), "-U", owner]
    variables = ["-v", f"owner={owner}", "-v", f"application={role}", "-f", str(SCRIPT), database]
    done = subprocess.run([*command, *variables], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr


def test_the_application_works_and_no_weakness_is_left(application_role: str) -> None:
    entry = audit_append(subject="w", act="done", actor=1)
    with day_passes():
        assert root_make() is not None
    user = confirmed_user("owner")
    client = Client()
    client.force_login(user)
    assert client.get("/account/").status_code == 200
    user.delete()

    assert audit_check("w") == []
    assert AuditEntry.objects.get(subject="w") == entry
    assert find_weaknesses() == []


def test_every_way_to_rewrite_it_is_refused(application_role: str) -> None:
    for _ in range(2):
        audit_append(subject="w", act="done", actor=1)
    before = list(AuditEntry.objects.values())
    assert [attack for attack in ATTACKS if succeeds(attack)] == []
    assert list(AuditEntry.objects.values()) == before


def succeeds(attack: str) -> bool:
    try:
        with transaction.atomic():
            run_sql(attack)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def test_as_the_owner_every_way_but_those_that_the_triggers_refuse_succeeds() -> None:
    """So that a mistake in a statement is not taken for a refusal."""
    for _ in range(2):
        audit_append(subject="w", act="done", actor=1)
    refused = [attack for attack in ATTACKS if not succeeds(attack)]
    assert {attack.split()[0] for attack in refused} == {"TRUNCATE", "DELETE", "UPDATE", "INSERT"}
    run_sql("ALTER TABLE assessments_auditentry DISABLE TRIGGER ALL")
    run_sql("ALTER TABLE assessments_logroot DISABLE TRIGGER ALL")
    run_sql("ALTER TABLE assessments_logleaf DISABLE TRIGGER ALL")
    try:
        assert [attack for attack in refused if not succeeds(attack)] == []
    finally:
        run_sql("ALTER TABLE assessments_auditentry ENABLE TRIGGER ALL")
        run_sql("ALTER TABLE assessments_logroot ENABLE TRIGGER ALL")
        run_sql("ALTER TABLE assessments_logleaf ENABLE TRIGGER ALL")


def test_an_owner_of_the_tables_is_told_what_it_could_do(application_role: str) -> None:
    owner = AuditEntry.objects.raw("SELECT 1 AS id, current_user AS act")[0].act
    assert owner == application_role
    connect_as(str(os.environ["POSTGRES_USER"]))
    assert find_weaknesses() == [f"The role {os.environ['POSTGRES_USER']} is a superuser."]
    run_sql(f'ALTER TABLE assessments_auditentry OWNER TO "{application_role}"')
    connect_as(application_role)
    try:
        assert find_weaknesses() == [
            f"The role {application_role} owns the table assessments_auditentry, "
            "or may act as its owner."
        ]
    finally:
        connect_as(str(os.environ["POSTGRES_USER"]))
        run_sql(f'ALTER TABLE assessments_auditentry OWNER TO "{os.environ["POSTGRES_USER"]}"')
        run_sql(f'GRANT SELECT, INSERT, DELETE ON assessments_auditentry TO "{application_role}"')
    connect_as(application_role)
    assert find_weaknesses() == [
        f"The role {application_role} has DELETE on assessments_auditentry."
    ]
