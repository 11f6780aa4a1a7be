"""`check_log` names every fault of chains, roots and timestamps, and what could change the log."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.audit.log import audit_append
from assessments.audit.models import LogRoot
from assessments.evidence.models_timestamps import RootTimestamp
from tests.support.log_days import as_owner_of_the_database, day_passes, make_root

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def log() -> None:
    """Two days of two chains, and an act of today that no root covers yet."""
    for subject in ("v", "w", "w"):
        audit_append(subject=subject, act="done", actor=1)
    make_root(1)
    with day_passes(1):
        audit_append(subject="w", act="done", actor=1)
    make_root(2)
    with day_passes(2):
        audit_append(subject="v", act="done", actor=1)


def check(*arguments: str) -> tuple[Any, dict[str, Any]]:
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_log", "--json", *arguments, stdout=out)
    return stopped.value.code, json.loads(out.getvalue())


def found(*arguments: str) -> list[tuple[str, str, int | None]]:
    code, document = check(*arguments)
    faults = [(fault["code"], fault["subject"], fault["number"]) for fault in document["faults"]]
    assert code == (1 if faults else 0)
    return faults


def execute(statement: str, *values: Any) -> None:
    with as_owner_of_the_database(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.usefixtures("log")
def test_a_log_that_holds_has_no_fault() -> None:
    code, document = check()
    assert (code, document["faults"]) == (0, [])
    assert document["checked"] == {"entries": 5, "chains": 2, "roots": 2, "leaves": 3}


def test_an_empty_log_has_no_fault() -> None:
    assert found() == []


@pytest.mark.usefixtures("log")
def test_every_fault_is_named_in_words() -> None:
    execute("UPDATE assessments_auditentry SET act = 'forged' WHERE subject = 'v' AND number = 1")
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_log", stdout=out, stderr=err)
    assert stopped.value.code == 1
    assert "FAULT entry v, 1: the entry was changed after it was written" in err.getvalue()
    assert out.getvalue() == "5 entries, 2 chains, 2 roots, 3 leaves checked, 1 faults\n"


@pytest.mark.usefixtures("log")
def test_a_removed_chain_and_a_cut_end_are_found() -> None:
    execute("DELETE FROM assessments_auditentry WHERE subject = 'v' OR number = 3")
    assert found() == [("rewritten", "v", 1), ("rewritten", "w", 3)]


@pytest.mark.usefixtures("log")
def test_an_entry_that_is_dated_before_its_root_is_found() -> None:
    with day_passes(0):
        audit_append(subject="x", act="done", actor=1)
        audit_append(subject="w", act="done", actor=1)
    assert found() == [("late", "w", 4), ("late", "x", 1)]
    make_root(3)
    assert found() == [("late", "w", 4), ("late", "x", 1)]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("UPDATE assessments_logroot SET tree = 'x'", ["root_changed", "tree_changed"]),
        ("UPDATE assessments_logroot SET leaves = 9", ["root_changed", "tree_changed"]),
        ("UPDATE assessments_logleaf SET hash = 'x'", ["tree_changed", "rewritten"]),
        ("UPDATE assessments_logleaf SET position = 7", ["tree_changed"]),
        ("DELETE FROM assessments_logleaf", ["late", "tree_changed"]),
    ],
)
def test_a_changed_root_or_leaf_is_found(change: str, codes: list[str]) -> None:
    first = LogRoot.objects.earliest("day")
    of_leaf = f"subject = 'v' AND root_id = {first.pk}"
    execute(f"{change} WHERE {of_leaf if 'logleaf' in change else f'id = {first.pk}'}")
    assert [code for code, _, _ in found()] == codes


@pytest.mark.usefixtures("log")
def test_a_root_made_anew_does_not_carry_the_next() -> None:
    first = LogRoot.objects.earliest("day")
    execute("UPDATE assessments_logroot SET hash = %s WHERE day = %s", "0" * 64, first.day)
    assert [code for code, _, _ in found()] == ["root_changed", "root_unlinked"]


@pytest.mark.usefixtures("log")
def test_a_log_that_was_rewritten_with_all_its_roots_is_shown_by_a_kept_root() -> None:
    kept = LogRoot.objects.latest("day").hash
    assert found("--kept", kept.upper()) == []
    for table in ("logleaf", "logroot", "auditentry"):
        execute(f"DELETE FROM assessments_{table}")
    audit_append(subject="w", act="forged", actor=1)
    make_root(1)
    assert found() == []
    assert found("--kept", kept) == [("root_absent", kept, None)]


def test_what_is_no_root_is_refused() -> None:
    with pytest.raises(CommandError, match="64 hexadecimal digits"):
        call_command("check_log", "--kept", "x")


@pytest.mark.usefixtures("log")
def test_a_token_that_is_none_of_its_root_is_found() -> None:
    root = LogRoot.objects.earliest("day")
    at = root.made_at
    RootTimestamp.objects.create(root=root, state="ready", response=b"nonsense", at=at)
    assert found() == [("unreadable", root.day.isoformat(), None)]


@pytest.mark.usefixtures("log")
def test_a_missing_trigger_is_told_and_is_no_fault() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_never_update")
        else:
            cursor.execute("DROP TRIGGER audit_entry_only_added ON assessments_auditentry")
    code, document = check()
    assert code == 0
    assert any("is missing or disabled" in weakness for weakness in document["weaknesses"])
