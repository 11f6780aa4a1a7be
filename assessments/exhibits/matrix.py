"""The evidence matrix: every fact that carries a level, what supports it and how far.

The matrix is computed from a frozen record and its frozen result; levels are not computed again.
Of the rules it uses only the codes of what the work itself shows. A fact rests on the client's
statement alone where no evidence that can carry it is named; a fact that is proved through the
process as a whole rests on the evidence of all steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.engine import Result, Rules, load_rules
from assessments.engine.result import DimensionLevel
from assessments.exhibits.references import PROVES_NOTHING
from cases.record import CreationRecord, evidence_by_step, linked_evidence

Kinds = Mapping[str, str]  # what each piece of evidence is, by its id
# proved: up to its claim; partly: below it; statement: not at all; itself: unless contested.
SupportLevel = Literal["proved", "partly", "statement", "itself"]


@dataclass(frozen=True, kw_only=True)
class MatrixFact:
    """A dimension, a step or an input: the level claimed, the level proved, its evidence by id."""

    part: Literal["dimension", "step", "input"]
    id: str
    support: SupportLevel
    claimed: int | None = None
    proved: int | None = None
    of: int | None = None  # the highest level of the dimension
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  # that can carry the fact
    illustrated_by: tuple[str, ...] = ()  # evidence that cannot carry it


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The evidence linked to every step and to every input, by their ids."""

    step: Mapping[str, tuple[str, ...]]
    input: Mapping[str, tuple[str, ...]]


def evidence_matrix(
    record: Mapping[str, Any],
    result: Result,
    by_work: Collection[str] | None = None,
) -> tuple[MatrixFact, ...]:
    """Return the dimensions that claim a level, then every step and every input.

    `by_work` holds the codes of the criteria that need no evidence beside the work; without it,
    they are those of the rules of today.
    """
    read = CreationRecord.model_validate(record)
    kinds: Kinds = {piece.id: piece.what for piece in read.evidence}
    by_step = evidence_by_step(read.evidence)
    linked = Linked(
        step={step.id: linked_evidence(step, by_step) for step in read.steps},
        input={item.id: linked_evidence(item, by_step) for item in read.inputs},
    )
    return (
        *_dimensions(linked, result, kinds, codes_shown_by_work() if by_work is None else by_work),
        *_items("step", linked.step, kinds),
        *_items("input", linked.input, kinds),
    )


def _dimensions(
    linked: Linked,
    result: Result,
    kinds: Kinds,
    by_work: Collection[str],
) -> Iterator[MatrixFact]:
    for name, claimed in result.claimed.findings.items():
        if not claimed.level:
            continue
        proved = result.proved.findings[name]
        named = dict.fromkeys([*_named_evidence(linked, claimed), *_named_evidence(linked, proved)])
        carrying, illustrated_by = _split_by_weight(named, kinds)
        itself = proved.because in by_work
        if proved.level and not carrying and not itself:
            carrying = _process_evidence(linked, kinds)
        yield MatrixFact(
            part="dimension",
            id=name,
            claimed=claimed.level,
            proved=proved.level,
            of=claimed.of,
            support=_support_level(claimed.level, proved.level, itself),
            steps=tuple(dict.fromkeys([*claimed.steps, *proved.steps])),
            inputs=tuple(dict.fromkeys([*claimed.inputs, *proved.inputs])),
            evidence=carrying,
            illustrated_by=illustrated_by,
        )


def _named_evidence(linked: Linked, level: DimensionLevel) -> Iterator[str]:
    """Yield the evidence of a level: its own, then that of the steps and inputs it rests on."""
    yield from level.evidence
    for of_part, ids in ((linked.step, level.steps), (linked.input, level.inputs)):
        for item, pieces in of_part.items():
            if item in ids:
                yield from pieces


def _support_level(claimed: int, proved: int, itself: bool) -> SupportLevel:
    if not proved or (itself and proved < claimed):
        return "statement"
    if proved < claimed:
        return "partly"
    return "itself" if itself else "proved"


def _process_evidence(linked: Linked, kinds: Kinds) -> tuple[str, ...]:
    """Return the evidence that carries any step, for a fact that rests on the whole process."""
    named = dict.fromkeys(piece for pieces in linked.step.values() for piece in pieces)
    return _split_by_weight(named, kinds)[0]


def codes_shown_by_work(rules: Rules | None = None) -> list[str]:
    """Return the codes of the criteria that need no evidence beside the work, sorted."""
    criteria = (shown for rule in (rules or load_rules()).dimensions for shown in rule.criteria)
    return sorted(c.code for c in criteria if c.record and not c.step and not c.input)


def _items(
    part: Literal["step", "input"], linked: Mapping[str, tuple[str, ...]], kinds: Kinds
) -> Iterator[MatrixFact]:
    for item, pieces in linked.items():
        carrying, illustrated_by = _split_by_weight(pieces, kinds)
        support: SupportLevel = "proved" if carrying else "statement"
        yield MatrixFact(
            part=part,
            id=item,
            support=support,
            evidence=carrying,
            illustrated_by=illustrated_by,
        )


def _split_by_weight(named: Iterable[str], kinds: Kinds) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = [piece for piece in named if piece in kinds]
    carrying = tuple(piece for piece in known if kinds[piece] not in PROVES_NOTHING)
    illustrated_by = tuple(piece for piece in known if kinds[piece] in PROVES_NOTHING)
    return carrying, illustrated_by
