"""Daily roots: what enters them, and what they show of a log that was rewritten afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from assessments.audit.chain import Entry, entry_hash, utc_text
from assessments.audit.log import audit_append
from assessments.audit.merkle import root_by_path, tree_hash
from assessments.audit.models import AuditEntry, LogLeaf, LogRoot
from assessments.audit.queries import audit_check, inclusion_of, leaves_of, roots_for, to_entry
from assessments.audit.roots import RootStatement
from assessments.audit.services import root_make
from tests.support.log_days import as_owner_of_the_database, day_passes, make_root

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def append(*subjects: str, times: int = 1) -> None:
    for subject in subjects:
        for _ in range(times):
            audit_append(subject=subject, act="done", actor=1)


def faults(subject: str = "w") -> list[tuple[int, str]]:
    return [(fault.number, fault.code) for fault in audit_check(subject)]


def heads(root: LogRoot) -> list[tuple[str, int]]:
    return list(root.heads.values_list("subject", "number"))


def test_a_root_is_the_digest_of_its_statement() -> None:
    statement = RootStatement(
        day=dt.date(2026, 1, 31),
        since=dt.date(2026, 1, 30),
        leaves=2,
        tree="a" * 64,
        previous="b" * 64,
        made_at=dt.datetime(2026, 2, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    )
    text = (
        f'{{"day":"2026-01-31","leaves":2,"made_at":"2026-02-01T01:00:00.000000Z",'
        f'"previous":"{"b" * 64}","since":"2026-01-30","tree":"{"a" * 64}"}}'
    )
    assert statement.text().decode() == text
    assert statement.root() == hashlib.sha256(text.encode()).hexdigest()
    assert json.loads(text) == statement.fields()


def test_the_heads_of_all_chains_enter_the_root_of_their_day_once() -> None:
    append("w", times=3)
    append("b", "é", "a")
    assert root_make() is None  # the day is not over

    with day_passes():
        root = root_make()
        assert root is not None
        assert root_make() is None
    assert heads(root) == [("a", 1), ("b", 1), ("w", 3), ("é", 1)]
    assert (root.leaves, root.previous, root.since) == (4, "", None)
    assert root.day == timezone.now().astimezone(dt.UTC).date()
    assert root.hash == root.statement.root()
    assert tree_hash(leaf.leaf_hash for leaf in root.heads.all()).hex() == root.tree


def test_a_root_covers_the_root_before_and_only_what_grew_since() -> None:
    append("v", "w")
    first = make_root(1)
    with day_passes(1):
        append("w")
    second = make_root(2)
    third = make_root(3)

    assert heads(second) == [("w", 2)]
    assert (second.previous, second.since) == (first.hash, first.day)
    assert (heads(third), third.previous) == ([], second.hash)


def test_the_root_waits_until_the_acts_of_its_day_are_committed() -> None:
    append("w")
    midnight = dt.datetime.combine(
        timezone.now().astimezone(dt.UTC).date() + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC
    )
    with day_passes(at=midnight + dt.timedelta(minutes=59)):
        assert root_make() is None
    with day_passes(at=midnight + dt.timedelta(minutes=61)):
        assert root_make() is not None


def test_acts_of_missed_days_enter_the_next_root() -> None:
    append("w")
    make_root(1)
    with day_passes(2):
        append("w")
    with day_passes(5):
        append("v")
    root = make_root(9)
    assert heads(root) == [("v", 1), ("w", 2)]
    assert faults() == []


def test_acts_after_midnight_wait_for_their_own_day() -> None:
    append("w")
    with day_passes(1):
        append("w")
        root = root_make()
    assert root is not None
    assert heads(root) == [("w", 1)]
    assert heads(make_root(2)) == [("w", 2)]
    assert faults() == []


def test_without_acts_there_is_no_first_root() -> None:
    with day_passes():
        assert root_make() is None


def test_an_inclusion_proof_leads_from_the_entry_to_the_root() -> None:
    append("w", times=2)
    append("a", "b", "c", "x")
    make_root(1)
    with day_passes(1):
        append("w", "z")
    make_root(2)
    leaves = list(leaves_of(["w"]))
    assert [leaf.number for leaf in leaves] == [2, 3]
    for leaf in leaves:
        proof = inclusion_of(leaf)
        path = [bytes.fromhex(node) for node in proof.path]
        root = LogRoot.objects.get(hash=proof.root)
        assert root_by_path(leaf.leaf_hash, proof.index, root.leaves, path).hex() == root.tree
        assert AuditEntry.objects.get(subject="w", number=proof.number).hash == proof.hash
    assert list(roots_for(leaves[1:])) == list(LogRoot.objects.all())
    assert list(roots_for([])) == []


def rewrite(subject: str, **changed: Any) -> None:
    """What a forger does who may change the tables: every hash is computed anew."""
    before = ""
    with as_owner_of_the_database(), connection.cursor() as cursor:
        for entry in AuditEntry.objects.filter(subject=subject).order_by("number"):
            fields = {**vars(to_entry(entry)), "before": before}
            if "back" in changed:
                fields["at"] = entry.at - changed["back"]
            forged = Entry(**{**fields, **changed.get("fields", {})})
            before = entry_hash(forged)
            at = connection.ops.adapt_datetimefield_value(forged.at)
            cursor.execute(
                "UPDATE assessments_auditentry SET at = %s, act = %s, before = %s, hash = %s "
                "WHERE id = %s",
                [at, forged.act, forged.before, before, entry.pk],
            )


def test_a_chain_computed_anew_is_not_what_the_root_covers() -> None:
    append("w", times=3)
    make_root(1)
    rewrite("w", fields={"act": "forged"})
    assert faults() == [(3, "rewritten")]


def test_entries_dated_back_after_their_root_are_seen() -> None:
    append("w", times=2)
    make_root(1)
    rewrite("w", back=dt.timedelta(days=900))
    assert faults() == [(2, "rewritten")]


def test_a_cut_end_is_seen() -> None:
    append("w", times=3)
    make_root(1)
    with as_owner_of_the_database(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_auditentry WHERE number = 3")
    assert faults() == [(3, "rewritten")]


def test_an_entry_that_is_dated_into_a_day_whose_root_is_made_is_seen() -> None:
    """The triggers let it in: it follows the last entry, only its date is false."""
    append("w")
    make_root(1)
    append("w")  # of the day whose root is made
    assert faults() == [(2, "late")]
    with day_passes(1):
        append("w")
    make_root(2)
    assert faults() == [(2, "late")]


def test_what_was_written_before_the_first_root_is_not_called_late() -> None:
    with day_passes(-300):
        append("w")
    append("w")
    make_root(1)
    assert faults() == []


def test_a_chain_whose_leaf_was_removed_is_seen_once_it_is_dated_before_the_newest_root() -> None:
    append("w", "v")
    make_root(1)
    with as_owner_of_the_database(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_logleaf WHERE subject = 'w'")
    assert faults() == [(1, "late")]
    assert LogLeaf.objects.count() == 1


def test_a_time_has_one_text_in_every_zone() -> None:
    root = LogRoot(made_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), day=dt.date(2025, 12, 31))
    assert root.statement.fields()["made_at"] == utc_text(root.made_at)
