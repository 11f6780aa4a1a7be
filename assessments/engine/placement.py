"""A decided work on the scale of this reasoning: the levels that its decider held, and its limits.

A grant sets a limit that a layer must reach, a refusal one that a case must stay below.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assessments.engine.codes import FULL_LEVEL, ElementStatus, LayerKind, Outcome
from assessments.engine.rules import Rules
from cases.library.schema import FinalityState
from cases.record import CreationRecord

# Layers of which a decision binds only works of the same family of kinds.
KEPT_TO_FAMILY = frozenset({"prompted_output", "prompt"})

Levels = tuple[int, ...]  # of one layer on every dimension, in the order of the rules
RefusedFor = Literal["proof"]


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A work that a court or office has judged."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    elements: Mapping[str, ElementStatus]  # an element that the decision did not reach is absent
    held: Mapping[str, int | None]  # level by dimension; None: not reached
    turned_on: Mapping[LayerKind, tuple[str, ...]]  # dimensions by layer
    unreported: tuple[str, ...] = ()  # of these it is not known how much was accepted
    refused_for: RefusedFor | None = None
    finality: FinalityState = "effective"
    binding: bool = True  # whether its finality lets it bind at all
    # The first day on which it does not bind any more (reversed, superseded); None: no such day;
    # `date.min`: a day that is not known, so that it binds at no time.
    binds_until: dt.date | None = None
    record: CreationRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedPrecedent:
    """A precedent reduced to the levels that its decider held."""

    slug: str
    decided_on: dt.date | None
    jurisdiction: str
    outcome: Outcome
    kind: str
    family: int
    elements: Mapping[str, ElementStatus]
    held: tuple[int | None, ...]  # on every dimension; None: not reached
    turned_on: Mapping[LayerKind, tuple[str, ...]]
    reported: bool  # whether it is known how much was accepted of all that it turned on
    refused_for: RefusedFor | None
    binding: bool
    binds_until: dt.date | None
    axes: tuple[int, ...] = field(repr=False)  # positions of the dimensions that it turned on
    limits: Mapping[LayerKind, Levels] = field(repr=False)  # that a case must reach or stay below
    digest: str = field(repr=False)

    @property
    def protects(self) -> bool:
        return self.outcome == "protected"

    def concerns(self, kind: LayerKind, family: int) -> bool:
        """Whether the decision speaks of layers of this kind in works of this family."""
        return kind in self.limits and (kind not in KEPT_TO_FAMILY or family == self.family)


def place(precedent: Precedent, rules: Rules) -> PlacedPrecedent:
    """Reduce a precedent to the levels that its decider held on every dimension."""
    names = rules.dimension_ids
    held = tuple(precedent.held.get(name) for name in names)
    named = {name for dimensions in precedent.turned_on.values() for name in dimensions}
    content = json.dumps(
        [
            precedent.slug,
            str(precedent.decided_on),
            precedent.jurisdiction,
            precedent.outcome,
            dict(sorted(precedent.elements.items())),
            dict(sorted(precedent.held.items())),
            {kind: list(dims) for kind, dims in sorted(precedent.turned_on.items())},
            list(precedent.unreported),
            precedent.refused_for,
            precedent.finality,
            precedent.binding,
            str(precedent.binds_until),
            precedent.record.model_dump(mode="json", by_alias=True),
        ],
        ensure_ascii=False,
        sort_keys=True,
    )
    return PlacedPrecedent(
        slug=precedent.slug,
        decided_on=precedent.decided_on,
        jurisdiction=precedent.jurisdiction,
        outcome=precedent.outcome,
        kind=precedent.record.kind,
        family=rules.precedents.family_of(precedent.record.kind),
        elements=precedent.elements,
        held=held,
        turned_on=precedent.turned_on,
        reported=not named & set(precedent.unreported),
        refused_for=precedent.refused_for,
        binding=precedent.binding,
        binds_until=precedent.binds_until,
        axes=tuple(axis for axis, name in enumerate(names) if name in named),
        limits={
            kind: _grant_limit(held, dimensions, names)
            if precedent.outcome == "protected"
            else _refusal_limit(held, named, rules)
            for kind, dimensions in precedent.turned_on.items()
        },
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )


def _grant_limit(
    held: Sequence[int | None], turned_on: Iterable[str], names: Sequence[str]
) -> Levels:
    """What a layer must reach; a level that the decision did not reach cannot be relied on."""
    relevant = set(turned_on)
    return tuple(
        (FULL_LEVEL if level is None else level) if name in relevant else 0
        for name, level in zip(names, held, strict=True)
    )


def _refusal_limit(held: Sequence[int | None], turned_on: Iterable[str], rules: Rules) -> Levels:
    """What a case must stay at or below: on what the refusal turned on, and on every door."""
    doors, relevant = rules.precedents.doors, set(turned_on)
    return tuple(
        (level if level is not None else doors.get(name, 0))
        if name in relevant or name in doors
        else FULL_LEVEL
        for name, level in zip(rules.dimension_ids, held, strict=True)
    )
