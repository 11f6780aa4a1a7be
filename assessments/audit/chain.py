"""The chain of the audit log: computes the hash of an entry and finds the faults of a chain.

The functions are pure. The hash is SHA-256 over canonical JSON (keys sorted, no spaces, text as
UTF-8, the time in UTC with microseconds) of all fields of an entry and of the hash of the entry
before it. Removing entries from the end leaves a valid chain, and so does computing all of it anew:
only somebody who has a later hash can detect it. Therefore the daily roots (`roots`) take one to
whoever keeps it, and the database rejects the removal of entries.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

# Not every database stores NUL, and UTF-8 cannot encode lone surrogates.
UNSTORABLE_CHARACTERS = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The fields of an entry about one act, without its own hash."""

    subject: str
    number: int
    at: datetime
    actor: int | None
    act: str
    facts: Mapping[str, Any]
    before: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault of a chain at the entry with this number."""

    number: int
    code: Literal["missing", "changed", "unlinked", "rewritten", "late"]


def entry_hash(entry: Entry) -> str:
    """Return the SHA-256 of an entry in hexadecimal."""
    return hashlib.sha256(canonical(entry).encode()).hexdigest()


def canonical(entry: Entry) -> str:
    """Return the canonical JSON of an entry, which is hashed."""
    fields = {
        "subject": entry.subject,
        "number": entry.number,
        "at": utc_text(entry.at),
        "actor": entry.actor,
        "act": entry.act,
        "facts": entry.facts,
        "before": entry.before,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def utc_text(at: datetime) -> str:
    """Return an aware time in UTC, as 2026-01-31T08:05:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def storable(value: Any) -> Any:
    """Return facts in a form that every database returns unchanged.

    The form has text, integers, booleans, None, lists and mappings; raises TypeError for any other
    type. The caller writes a fraction as text, since databases differ in its digits.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return UNSTORABLE_CHARACTERS.sub("\ufffd", str(value))
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable(inner) for inner in value]
    raise TypeError(f"The audit log takes no {type(value).__name__}: {value!r}")


def find_faults(chain: Iterable[tuple[Entry, str]]) -> list[Fault]:
    """Return the faults of a subject's entries, given in order, each with its stored hash."""
    faults: list[Fault] = []
    expected, before = 1, ""
    for entry, stored_hash in chain:
        if entry.number != expected:
            faults.append(Fault(number=expected, code="missing"))
        elif entry.before != before:
            faults.append(Fault(number=entry.number, code="unlinked"))
        if entry_hash(entry) != stored_hash:
            faults.append(Fault(number=entry.number, code="changed"))
        expected, before = entry.number + 1, stored_hash
    return faults
