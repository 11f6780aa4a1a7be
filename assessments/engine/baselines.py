"""Simpler methods over the same levels: what the rules must beat to be worth their rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from assessments.engine.codes import FULL_LEVEL, Outcome
from assessments.engine.judged import Judged

SOME, HIGH = 2, 3  # levels of this comparison alone; no rule rests on them


def _majority(work: Judged, all_works: Sequence[Judged]) -> Outcome | None:
    counts = Counter(other.court for other in all_works if other is not work)
    return counts.most_common(1)[0][0] if counts else None


def _nearest_neighbour(work: Judged, all_works: Sequence[Judged]) -> Outcome | None:
    def distance(other: Judged) -> tuple[int, str]:
        differences = zip(work.levels, other.levels, strict=True)
        return sum(abs(own - held) for own, held in differences), other.placed.slug

    others = [other for other in all_works if other is not work]
    return min(others, key=distance).court if others else None


def _a_fortiori(work: Judged, all_works: Sequence[Judged]) -> Outcome | None:
    """Bound by dominance over all dimensions alone; None where no decision binds, or both ways."""
    sides: set[Outcome] = set()
    for other in all_works:
        if other is work:
            continue
        pairs = list(zip(work.levels, other.levels, strict=True))
        if other.court == "protected" and all(own >= held for own, held in pairs):
            sides.add("protected")
        if other.court == "not_protected" and all(own <= held for own, held in pairs):
            sides.add("not_protected")
    return sides.pop() if len(sides) == 1 else None


def _three_lines(work: Judged, all_works: Sequence[Judged]) -> Outcome:
    if work.is_closed:
        return "not_protected"
    by_hand = max(work.level("editing"), work.level("selection"), work.level("own_input")) >= HIGH
    by_prompts = work.level("instruction") >= HIGH and work.level("refinement") >= SOME
    by_plan = work.level("conception") >= FULL_LEVEL and work.level("control") >= HIGH
    return "protected" if by_hand or by_prompts or by_plan else "not_protected"


BASELINES: Mapping[str, Callable[[Judged, Sequence[Judged]], Outcome | None]] = {
    "majority": _majority,
    "nearest_neighbour": _nearest_neighbour,
    "a_fortiori_alone": _a_fortiori,
    "three_lines": _three_lines,
}
