"""The place of a step among the steps of the answers, which stand in the order of time.

A record with a step before the one that it continues, or before an earlier act, is not valid.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cases.record import is_certainly_before, read_moment

Steps = Sequence[Mapping[str, Any]]


def is_before(one: Any, other: Any) -> bool:
    """Return whether a time is certainly before another; false where one of them is none."""
    first, second = read_moment(one), read_moment(other)
    return first is not None and second is not None and is_certainly_before(first, second)


def fits(steps: Steps, item: str, at: Any, parent: str = "") -> bool:
    """Return whether a step may get this time where it stands: it is in order with the others."""
    place = next((n for n, step in enumerate(steps) if step.get("id") == item), len(steps))
    own = steps[place] if place < len(steps) else {}
    by_id = {step.get("id"): step.get("at") for step in steps}
    above = by_id.get(parent or own.get("parent"))
    before = (step.get("at") for step in steps[:place])
    behind = [step.get("at") for step in steps[place + 1 :]]
    behind += [step.get("at") for step in steps if step.get("parent") == item]
    return not (
        is_before(at, above)
        or any(is_before(at, other) for other in before)
        or any(is_before(other, at) for other in behind)
    )


def place_of_new(
    steps: Steps, at: Any, parent: str, children: Collection[str] = ()
) -> tuple[int, bool]:
    """Return the place of a new step by its time, and whether it can stand below its parent.

    It stands before the first step that is certainly later, and behind the step it continues. It
    also stands before those of its `children` that were there first, where the times allow it.
    """
    place = next((n for n, step in enumerate(steps) if is_before(at, step.get("at"))), len(steps))
    above = next((n for n, step in enumerate(steps) if parent and step.get("id") == parent), -1)
    first = next((n for n, step in enumerate(steps) if step.get("id") in children), place)
    if above < first < place and not any(
        is_before(step.get("at"), at) for step in steps[first:place]
    ):
        place = first
    return place, above < place


def block_behind(steps: Steps, child: str, place: int) -> list[str] | None:
    """Return the steps that must move behind the one at `place` for `child` to continue it.

    These are the child and what continues it, as far as they stand before; none where the child
    stands behind already. None where a time forbids it, or where the one at `place` continues the
    child itself.
    """
    if any(step.get("id") == child for step in steps[place + 1 :]):
        return []
    family = {child}
    for step in steps:
        if step.get("parent") in family:
            family.add(str(step.get("id")))
    if str(steps[place].get("id")) in family:
        return None
    before = [(n, step) for n, step in enumerate(steps[:place]) if step.get("id") in family]
    for n, step in before:
        passed = (other for other in steps[n + 1 : place + 1] if other.get("id") not in family)
        if any(is_before(step.get("at"), other.get("at")) for other in passed):
            return None
    return [str(step.get("id")) for _, step in before]
