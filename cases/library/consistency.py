"""Which decided works bind each other at the levels that were held, and whether they contradict.

A grant binds a work that is at least as strong on everything that it turned on, in each layer. A
refusal binds a work that is at most as strong on everything that it turned on and on every door by
which expression could come in otherwise. The module uses no Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cases.library.schema import Decision, Dimension, JudgedRecord, LayerKind
from cases.record.schema import Kind

HOME = "CN"
# Doors that are shut (0) where a refusal did not reach them.
DOORS: tuple[Dimension, ...] = ("editing", "own_input", "selection")
# A plan that governs the result (4) is a door, too; an aim or a scene beforehand is none.
GOVERNING_PLAN = 4
# Kinds of content for which a holding on the prompted output carries over to each other.
FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({"image", "video", "model_3d", "mixed"}),
    frozenset({"text", "code"}),
    frozenset({"audio"}),
)
PROMPTED: LayerKind = "prompted_output"

Levels = Mapping[Dimension, int]  # a dimension that is left out is at its lowest


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A decided work that another decision binds to the opposite outcome."""

    binding: str  # slug of the judged work whose decision binds
    bound: str  # slug of the judged work that was decided otherwise
    jurisdiction: str  # of both

    def __str__(self) -> str:
        return f"{self.bound} is bound by {self.binding}, which was decided otherwise"


def held_levels(judged: JudgedRecord) -> dict[Dimension, int]:
    """Return the levels that were reached."""
    return {name: held.level for name, held in judged.held.items() if held.level is not None}


def binds(judged: JudgedRecord, levels: Levels) -> bool:
    """Return whether a work with these levels is decided a fortiori, whatever its kind."""
    if judged.unreported:
        return False
    return _grant_binds(judged, levels) if _protects(judged) else _refusal_binds(judged, levels)


def contradictions(decisions: Iterable[Decision]) -> Iterator[Contradiction]:
    """Yield every decided work that a decision of the same jurisdiction binds to the opposite."""
    works = [(decision, judged) for decision in decisions for judged in decision.judged]
    for decision, judged in works:
        for other, work in works:
            if (
                decision.jurisdiction == other.jurisdiction
                and judged.outcome != work.outcome
                and _is_comparable(judged, work)
                and binds(judged, held_levels(work))
            ):
                yield Contradiction(
                    binding=judged.slug, bound=work.slug, jurisdiction=decision.jurisdiction
                )


def _protects(judged: JudgedRecord) -> bool:
    return judged.outcome == "protected"


def _grant_binds(judged: JudgedRecord, levels: Levels) -> bool:
    held = held_levels(judged)
    names = judged.turned_on_dimensions
    return bool(names) and all(name in held and levels.get(name, 0) >= held[name] for name in names)


def _refusal_binds(judged: JudgedRecord, levels: Levels) -> bool:
    held = held_levels(judged)
    names = judged.turned_on_dimensions
    return (
        bool(names)
        and all(name in held and levels.get(name, 0) <= held[name] for name in names)
        and all(levels.get(door, 0) <= held.get(door, 0) for door in DOORS)
        and levels.get("conception", 0) <= held.get("conception", GOVERNING_PLAN - 1)
    )


def _is_comparable(judged: JudgedRecord, work: JudgedRecord) -> bool:
    """Whether a decision speaks of such a work: prompts apart, prompted output within its kinds."""
    if (judged.record.claim == "prompt") is not (work.record.claim == "prompt"):
        return False
    if PROMPTED not in judged.turned_on:
        return True
    return any({judged.record.kind, work.record.kind} <= family for family in FAMILIES)
