"""The audit log: only added to, one entry bound to the next, a change from outside is seen."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.audit.chain import Entry, canonical, storable
from assessments.audit.log import audit_append
from assessments.audit.models import AppendOnlyViolation, AuditEntry
from assessments.audit.queries import audit_check

pytestmark = pytest.mark.both_databases
ENTRY = Entry(
    subject="w",
    number=1,
    at=dt.datetime(2026, 1, 31, 16, 5, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    actor=7,
    act="work.created",
    facts={"b": "图", "a": [1, None, True]},
    before="",
)


def three() -> list[AuditEntry]:
    return [audit_append(subject="w", act="done", actor=1, facts={"n": n}) for n in range(3)]


def execute_sql(statement: str, *values: Any) -> None:
    """As somebody would who may change the tables themselves."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE assessments_auditentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_entry_never_update")
            cursor.execute("DROP TRIGGER audit_entry_never_delete")
        cursor.execute(statement, values)


def codes() -> list[tuple[int, str]]:
    return [(fault.number, fault.code) for fault in audit_check("w")]


def test_what_is_hashed_is_the_same_everywhere() -> None:
    assert canonical(ENTRY) == (
        '{"act":"work.created","actor":7,"at":"2026-01-31T08:05:00.000000Z","before":"",'
        '"facts":{"a":[1,null,true],"b":"图"},"number":1,"subject":"w"}'
    )


def test_facts_are_what_every_database_gives_back() -> None:
    assert storable({"name": "a\x00b\ud800", "list": (1, "x")}) == {
        "name": "a\ufffdb\ufffd",
        "list": [1, "x"],
    }
    with pytest.raises(TypeError):
        storable({"share": 0.5})


@pytest.mark.django_db
def test_entries_are_numbered_and_bound_per_subject() -> None:
    first, second, _ = three()
    other = audit_append(subject="v", act="done", actor=None, facts={})

    assert (first.number, first.before, second.number, second.before) == (1, "", 2, first.hash)
    assert (other.number, other.before) == (1, "")
    assert audit_check("w") == audit_check("v") == []


@pytest.mark.django_db
def test_an_entry_falls_with_the_transaction_of_its_caller() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        three()
        raise RuntimeError
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", 2), ("act", "forged"), ("facts", '{"n": 9}'), ("at", "2020-01-01 00:00:00+00:00")],
)
def test_a_changed_entry_is_seen(column: str, value: Any) -> None:
    three()
    execute_sql(f"UPDATE assessments_auditentry SET {column} = %s WHERE number = 2", value)
    assert codes() == [(2, "changed")]


@pytest.mark.django_db
def test_an_entry_made_anew_with_its_hash_breaks_the_next() -> None:
    three()
    execute_sql("UPDATE assessments_auditentry SET hash = %s WHERE number = 2", "0" * 64)
    assert codes() == [(2, "changed"), (3, "unlinked")]


@pytest.mark.django_db
def test_a_removed_entry_is_seen() -> None:
    three()
    execute_sql("DELETE FROM assessments_auditentry WHERE number = 2")
    assert codes() == [(2, "missing")]


@pytest.mark.django_db
def test_a_removed_beginning_is_seen() -> None:
    three()
    execute_sql("DELETE FROM assessments_auditentry WHERE number = 1")
    assert codes() == [(1, "missing")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_auditentry SET act = 'forged'",
        "DELETE FROM assessments_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement: str) -> None:
    three()
    refused = pytest.raises(DatabaseError, match="only ever added")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert audit_check("w") == []


@pytest.mark.django_db
def test_the_model_refuses_first() -> None:
    entry = three()[0]
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(act="forged"),
    ):
        with pytest.raises(AppendOnlyViolation):
            change()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain() -> None:
    def write() -> None:
        for _ in range(5):
            audit_append(subject="w", act="done", actor=1, facts={})
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = AuditEntry.objects.values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
    assert audit_check("w") == []


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_again_after_the_database_of_tests_was_emptied() -> None:
    three()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_auditentry")
