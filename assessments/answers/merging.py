"""Two people, or two tabs, that answer the same part: joined where they agree, refused where not.

Every part of a draft counts how often it was saved and remembers what the changed answers were
before. A page says which count it was read at. So what it did not touch is told from what it
changed; and an answer that both changed is a conflict, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.answers.answers import is_blank

MAX_REMEMBERED_SAVES = (
    30  # savings of one part; an older page conflicts on every answer that differs
)


class SaveConflict(Exception):
    """Answers that were changed elsewhere since the page was read, and differently."""

    def __init__(self, version: int, both: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__(f"{len(both)} answers changed elsewhere")
        self.version = version
        self.both = both  # name: (stored, sent)


@dataclass(kw_only=True)
class Merged:
    """What is to be stored, and what the page did not know of."""

    changes: dict[str, Any] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # sent blank, not erased


def count(log: Mapping[str, Any] | None) -> int:
    return int(log["n"]) if log else 0


def merge(
    stored: Mapping[str, Any], sent: Mapping[str, Any], log: Mapping[str, Any] | None, read_at: int
) -> Merged:
    """Join what was sent with what is stored; raises Conflict where both changed one answer.

    A field that was not sent is left as it is; so is one sent blank by a page that never knew
    its answer. A page that sends nothing but blanks erases nothing.
    """
    merged = Merged()
    clashes: dict[str, tuple[Any, Any]] = {}
    base = _base(log, read_at)
    for name, value in sent.items():
        now = stored.get(name)
        if _same(value, now):
            continue
        if base is None and is_blank(value):
            merged.kept.append(name)
        elif base is not None and name not in base:
            merged.changes[name] = value
        elif base is not None and _same(value, base[name]):
            merged.elsewhere.append(name)
        elif is_blank(now):
            merged.changes[name] = value
        else:
            clashes[name] = (now, value)
    if clashes:
        raise SaveConflict(count(log), clashes)
    if len(sent) > 1 and all(is_blank(value) for value in sent.values()):
        merged.kept += merged.changes
        merged.changes = {}
    return merged


def remember(
    log: Mapping[str, Any] | None, stored: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """The log after these changes."""
    number = count(log) + 1
    before = {name: stored.get(name) for name in changes}
    old = list(log["log"]) if log else []
    return {"n": number, "log": [*old, [number, before]][-MAX_REMEMBERED_SAVES:]}


def _base(log: Mapping[str, Any] | None, read_at: int) -> dict[str, Any] | None:
    """What the answers changed since then were at that count; None where nobody remembers."""
    now = count(log)
    if not 0 <= read_at <= now:
        return None
    base: dict[str, Any] = {}
    later = [entry for entry in (log["log"] if log else []) if entry[0] > read_at]
    if len(later) != now - read_at:
        return None
    for _, before in later:
        base = {**before, **base}  # the earliest wins
    return base


def _same(one: Any, other: Any) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
