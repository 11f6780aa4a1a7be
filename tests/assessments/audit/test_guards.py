"""What the database refuses: every way in which the log was once rewritten without a trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.audit.chain import Entry, entry_hash
from assessments.audit.guards import find_weaknesses
from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry, LogLeaf
from assessments.audit.queries import audit_check
from assessments.audit.services import root_make
from tests.support.log_days import day_passes

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
REFUSED = "only ever added"


def chain() -> list[AuditEntry]:
    return [audit_append(subject="w", act="done", actor=1, facts={"n": n}) for n in range(3)]


@pytest.fixture
def recursive_triggers_again() -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")


def columns_of(entry: Entry, pk: int | None) -> dict[str, Any]:
    facts = '{"n": 9}' if connection.vendor == "sqlite" else "{}"
    columns = {**vars(entry), "facts": facts, "hash": entry_hash(entry)}
    return columns if pk is None else {"id": pk, **columns}


def insert(verb: str, columns: dict[str, Any], after: str = "") -> None:
    places = ", ".join(["%s"] * len(columns))
    statement = f"{verb} INTO assessments_auditentry ({', '.join(columns)}) VALUES ({places})"
    values = [*columns.values()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement} {after}", values)


def forged(**changed: Any) -> Entry:
    fields = {"subject": "w", "number": 3, "at": timezone.now(), "actor": 2, "act": "forged"}
    return Entry(**{**fields, "facts": {}, "before": "", **changed})


@pytest.mark.usefixtures("recursive_triggers_again")
def test_a_row_is_not_replaced_by_its_id_nor_by_its_number() -> None:
    first, second, third = chain()
    again = forged(number=3, before=second.hash)
    elsewhere = forged(subject="v", number=1)
    verb = "INSERT"
    if connection.vendor == "sqlite":
        verb = "INSERT OR REPLACE"
        with connection.cursor() as cursor:  # as any other program that opens the file
            cursor.execute("PRAGMA recursive_triggers=OFF")
    for columns in (
        columns_of(again, third.pk),
        columns_of(again, None),
        columns_of(elsewhere, third.pk),  # moves the last entry away, which cuts the end
        columns_of(forged(number=1), first.pk),
    ):
        with pytest.raises(DatabaseError, match=REFUSED):
            insert(verb, columns)
    assert list(AuditEntry.objects.values_list("hash", flat=True)) == [
        first.hash,
        second.hash,
        third.hash,
    ]


def test_replace_meets_the_trigger_of_removal_also_without_the_guard_before_it() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    _, second, third = chain()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_in_order")
    with pytest.raises(DatabaseError, match=REFUSED):
        insert("INSERT OR REPLACE", columns_of(forged(before=second.hash), third.pk))


@pytest.mark.parametrize(
    "wrong",
    [{"number": 5}, {"number": 4, "before": "0" * 64}, {"number": 2}, {"number": 0}],
    ids=["a gap", "another before", "a number again", "before the first"],
)
def test_an_entry_follows_the_last_one_or_is_refused(wrong: dict[str, Any]) -> None:
    last = chain()[-1]
    with pytest.raises(DatabaseError, match=REFUSED):
        insert("INSERT", columns_of(forged(**{"before": last.hash, **wrong}), None))


def test_a_conflict_does_not_become_a_change() -> None:
    chain()
    columns = columns_of(forged(), None)
    with pytest.raises(DatabaseError, match=REFUSED):
        insert("INSERT", columns, "ON CONFLICT (subject, number) DO UPDATE SET act = 'forged'")
    assert audit_check("w") == []


def test_the_log_is_not_emptied_by_truncate() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    chain()
    for table in ("assessments_auditentry", "assessments_logleaf, assessments_logroot CASCADE"):
        refused = pytest.raises(DatabaseError, match=REFUSED)
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")


def test_a_temporary_table_of_the_same_name_is_not_asked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's triggers know the tables of their own file only")
    last = chain()[-1]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE assessments_auditentry (LIKE assessments_auditentry)"
        )
        columns = columns_of(forged(subject="w", number=1), None)
        places = ", ".join(["%s"] * len(columns))
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute(
                f"INSERT INTO public.assessments_auditentry (id, {', '.join(columns)}) "
                f"VALUES (999999, {places})",
                [*columns.values()],
            )
        cursor.execute("DROP TABLE pg_temp.assessments_auditentry")
    assert AuditEntry.objects.filter(subject="w").last() == last


@pytest.mark.parametrize("table", ["assessments_logroot", "assessments_logleaf"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_roots_and_leaves_are_only_added(table: str, verb: str) -> None:
    chain()
    with day_passes():
        assert root_make() is not None
    column = "hash"
    statement = {"UPDATE": f"UPDATE {table} SET {column} = ''", "DELETE": f"DELETE FROM {table}"}
    refused = pytest.raises(DatabaseError, match=REFUSED)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement[verb])


def test_a_leaf_is_not_added_to_a_root_that_is_made() -> None:
    chain()
    with day_passes():
        root = root_make()
    assert root is not None
    for position in (0, 1, 2):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            LogLeaf.objects.create(
                root=root, position=position, subject="x", number=1, hash="0" * 64
            )


@pytest.mark.parametrize(
    "wrong",
    [{"previous": "0" * 64}, {"since": None}, {"day": None}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_root_follows_the_last_one_or_is_refused(wrong: dict[str, Any]) -> None:
    chain()
    with day_passes():
        root = root_make()
    assert root is not None
    fields = {**vars(root.statement), "previous": root.hash, "since": root.day, "leaves": 0}
    fields["day"] = root.day + dt.timedelta(days=1)
    if "day" in wrong:
        wrong = {"day": root.day - dt.timedelta(days=1)}
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(root).objects.create(**{**fields, **wrong}, hash="1" * 64)


def test_a_missing_trigger_is_told() -> None:
    sqlite = connection.vendor == "sqlite"
    missing = [weakness for weakness in find_weaknesses() if "trigger" in weakness]
    assert missing == []
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER log_root_in_order"
            if sqlite
            else "ALTER TABLE assessments_logroot DISABLE TRIGGER log_root_in_order"
        )
    assert "The trigger log_root_in_order is missing or disabled." in find_weaknesses()


def test_the_check_runs_where_the_database_is_asked_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER audit_entry_in_order"
            if connection.vendor == "sqlite"
            else "DROP TRIGGER audit_entry_in_order ON assessments_auditentry"
        )
    found = run_checks(databases=["default"], include_deployment_checks=True)
    assert any(message.id == "audit.W001" for message in found)
    assert not any(
        message.id == "audit.W001" for message in run_checks(include_deployment_checks=True)
    )
