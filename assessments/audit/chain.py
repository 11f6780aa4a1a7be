"""The chain of the audit log: how an entry's hash is made, and where a chain does not hold.

Pure: values in, values out. The hash is SHA-256 over canonical JSON (keys sorted, no spaces, text
as UTF-8, the time in UTC with microseconds) of everything that an entry says, with the hash of the
entry before it. Entries cut off the end leave a chain that holds: whoever kept a later hash sees
it, and the database refuses to remove entries.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# What no database keeps as it was, or no UTF-8 can say.
UNSTORABLE_CHARACTERS = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What an entry of the log says of one act."""

    subject: str
    number: int
    at: datetime
    actor: int | None
    act: str
    facts: Mapping[str, Any]
    before: str


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Where a chain does not hold: `missing`, `changed` or `unlinked`."""

    number: int
    code: str


def entry_hash(entry: Entry) -> str:
    """The hash of an entry, in hexadecimal."""
    return hashlib.sha256(canonical(entry).encode()).hexdigest()


def canonical(entry: Entry) -> str:
    """The text that is hashed."""
    said = {
        "subject": entry.subject,
        "number": entry.number,
        "at": utc_text(entry.at),
        "actor": entry.actor,
        "act": entry.act,
        "facts": entry.facts,
        "before": entry.before,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def utc_text(at: datetime) -> str:
    """A time that knows its zone, as 2026-01-31T08:05:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def storable(value: Any) -> Any:
    """Facts as every database gives them back: text, whole numbers, truth, lists, tables.

    Raises TypeError for anything else; a fraction is written as text by whoever states it.
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


def faults(chain: Iterable[tuple[Entry, str]]) -> list[Fault]:
    """Every place where a subject's entries, in order and each with its hash, do not hold."""
    found: list[Fault] = []
    expected, before = 1, ""
    for entry, kept in chain:
        if entry.number != expected:
            found.append(Fault(number=expected, code="missing"))
        elif entry.before != before:
            found.append(Fault(number=entry.number, code="unlinked"))
        if entry_hash(entry) != kept:
            found.append(Fault(number=entry.number, code="changed"))
        expected, before = entry.number + 1, kept
    return found
