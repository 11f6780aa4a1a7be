"""What a lawyer holds of a record: corrected values, and what counts as shown or does not.

A fact is a step or an input, called by its path (`steps[0]`). A fact that is confirmed or corrected
counts as shown though no evidence is linked to it; one that is unsupported or disputed counts as
not shown, whatever is linked to it. It is not taken out of the record: what of it speaks against
the work speaks on, so that leaving a fact out never makes an answer better.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cases.record import CreationRecord, Input, Step, to_plain
from cases.record.schema import Value

Key = tuple[type, str]  # of a step or an input, and its id
FactState = Literal["confirmed", "corrected", "unsupported", "disputed"]
STATES: tuple[FactState, ...] = get_args(FactState)
HELD_STATES: Collection[FactState] = frozenset({"confirmed", "corrected"})
# What a correction may change: not what would make other parts of the work.
CORRECTABLE: Mapping[str, Sequence[str]] = {
    "steps": (
        "at", "prompt", "detail", "effect", "extent", "changed", "adds", "stock",
        "intent", "criteria", "outputs", "kept", "repeat",
    ),
    "inputs": ("in_output", "note"),
}  # fmt: skip


class FactHeld(Value):
    """What a lawyer holds of one fact, and why."""

    path: str
    """The field of the record, `steps[N]` or `inputs[N]`, counted from 0."""
    state: FactState
    """`confirmed`, `corrected`: it counts as shown; `unsupported`, `disputed`: it does not."""
    value: Mapping[str, Any] = {}
    """Of a corrected fact: its fields with other values; null takes a value away."""
    reason: str = ""
    """Why, in the lawyer's words."""


@dataclass(frozen=True, kw_only=True)
class LawyerView:
    """A record with a lawyer's corrections, and which facts count as shown, or do not."""

    record: CreationRecord
    accepted: frozenset[Key] = frozenset()
    left_out: frozenset[Key] = frozenset()

    def accepts(self, item: Step | Input) -> bool:
        return (type(item), item.id) in self.accepted

    def leaves_out(self, item: Step | Input) -> bool:
        return (type(item), item.id) in self.left_out


def facts_of(record: CreationRecord) -> Mapping[str, Step | Input]:
    """The facts of a record by their paths."""
    steps = {f"steps[{n}]": step for n, step in enumerate(record.steps)}
    return {**steps, **{f"inputs[{n}]": item for n, item in enumerate(record.inputs)}}


def lawyer_view(record: CreationRecord, facts: Sequence[FactHeld]) -> LawyerView:
    """Lay what a lawyer holds of facts over a record.

    Raises `pydantic.ValidationError` where a corrected value is none that a record can have,
    `KeyError` for a path that the record does not have or a field that no correction may change.
    """
    items = facts_of(record)
    keys = {fact.path: (type(items[fact.path]), items[fact.path].id) for fact in facts}
    if any(fact.state == "corrected" for fact in facts):
        record = CreationRecord.model_validate(corrected(to_plain(record), facts))
    return LawyerView(
        record=record,
        accepted=frozenset(keys[fact.path] for fact in facts if fact.state in HELD_STATES),
        left_out=frozenset(keys[fact.path] for fact in facts if fact.state not in HELD_STATES),
    )


def corrected(plain: Mapping[str, Any], facts: Sequence[FactHeld]) -> dict[str, Any]:
    """Return a record as plain data with the corrections of a lawyer; it may be invalid."""
    values = {fact.path: fact.value for fact in facts if fact.state == "corrected"}
    found = dict(plain)
    for part, fields in CORRECTABLE.items():
        items = [dict(item) for item in plain.get(part, ())]
        for n, item in enumerate(items):
            for name, value in values.get(f"{part}[{n}]", {}).items():
                if name not in fields:
                    raise KeyError(name)
                item.pop(name, None)
                if value is not None:
                    item[name] = value
        if items:
            found[part] = items
    return found
