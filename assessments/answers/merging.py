"""Three-way merge of answers that two people, or two tabs, give to the same part of a draft.

Every part of a draft counts how often it was saved (its version) and stores what the changed
answers were before. A page sends the version at which it was read, so the answers that it changed
can be distinguished from those that it only repeats. An answer that both sides changed differently
is a save conflict, and a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.answers.answers import is_blank

# Of one part. A page older than this conflicts on every answer that differs.
MAX_REMEMBERED_SAVES = 30


class SaveConflict(Exception):
    """Two sides changed the same answers differently since the page was read."""

    def __init__(self, version: int, both: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__(f"{len(both)} answers changed elsewhere")
        self.version = version
        self.both = both  # name -> (stored, sent)


@dataclass(kw_only=True)
class Merged:
    """The outcome of a merge: what to store, and the names that keep what is stored."""

    changes: dict[str, Any] = field(default_factory=dict)
    changed_elsewhere: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # sent blank and not erased


def count(log: Mapping[str, Any] | None) -> int:
    """Return the version of a part: how often it was saved."""
    return int(log["n"]) if log else 0


def merge(
    stored: Mapping[str, Any], sent: Mapping[str, Any], log: Mapping[str, Any] | None, read_at: int
) -> Merged:
    """Merge the answers that a page read at version `read_at` sends into the stored ones.

    A field that was not sent keeps its answer; so does a field sent blank by a page whose version
    is no longer remembered. Several answers that are all blank erase nothing. Raises
    `SaveConflict` where both sides changed an answer differently.
    """
    merged = Merged()
    clashes: dict[str, tuple[Any, Any]] = {}
    base = _answers_at(log, read_at)
    for name, value in sent.items():
        now = stored.get(name)
        if _is_same_answer(value, now):
            continue
        if base is None and is_blank(value):
            merged.kept.append(name)
        elif base is not None and name not in base:
            merged.changes[name] = value
        elif base is not None and _is_same_answer(value, base[name]):
            merged.changed_elsewhere.append(name)
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
    """Return the log of a part after these changes of its stored answers."""
    number = count(log) + 1
    before = {name: stored.get(name) for name in changes}
    old = list(log["log"]) if log else []
    return {"n": number, "log": [*old, [number, before]][-MAX_REMEMBERED_SAVES:]}


def _answers_at(log: Mapping[str, Any] | None, read_at: int) -> dict[str, Any] | None:
    """Return what the answers that changed since a version were then; None if not remembered."""
    now = count(log)
    if not 0 <= read_at <= now:
        return None
    base: dict[str, Any] = {}
    later = [entry for entry in (log["log"] if log else []) if entry[0] > read_at]
    if len(later) != now - read_at:
        return None
    for _, before in later:
        base = {
            **before,
            **base,
        }  # the earliest of several changes holds the answer of that version
    return base


def _is_same_answer(first: Any, second: Any) -> bool:
    return first == second or (is_blank(first) and is_blank(second))
