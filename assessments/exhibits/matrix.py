"""The evidence matrix: every fact that carries a level, what supports it and how far.

The matrix is computed from a frozen record and its frozen result; levels are not computed again.
Of the rules it uses only the codes of what the work itself shows. A fact rests on the client's
statement alone where no evidence that can carry it is named; evidence whose file was not held
carries nothing. A fact that is proved through the process as a whole rests on the evidence of all
steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.engine import Result, Rules, load_rules
from assessments.engine.result import DimensionLevel
from assessments.exhibits.references import PROVES_NOTHING
from cases.record import CreationRecord, evidence_by_step, linked_evidence

# proved: up to its claim; presumed: by the name on the work; partly: below it; attached: evidence
# is held and does not show it; named: evidence is named and its file not held; statement: no
# evidence; itself: unless contested.
SupportLevel = Literal["proved", "presumed", "partly", "attached", "named", "statement", "itself"]


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
    not_held: tuple[str, ...] = ()  # evidence that is named and whose file was not held


class _Pieces:
    """The evidence of a record by its kind, and which of it was held."""

    def __init__(self, record: CreationRecord, held: Collection[str] | None) -> None:
        self._kinds = {piece.id: piece.what for piece in record.evidence}
        self._held = held

    def split(
        self, named: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Divide evidence: what can carry a fact, what illustrates one, what is not held."""
        carrying, illustrated_by, not_held = [], [], []
        for piece in dict.fromkeys(named):
            if piece not in self._kinds:
                continue
            if self._kinds[piece] in PROVES_NOTHING:
                illustrated_by.append(piece)
            elif self._held is None or piece in self._held:
                carrying.append(piece)
            else:
                not_held.append(piece)
        return tuple(carrying), tuple(illustrated_by), tuple(not_held)


@dataclass(frozen=True, kw_only=True)
class Linked:
    """The evidence linked to every step and to every input, by their ids."""

    step: Mapping[str, tuple[str, ...]]
    input: Mapping[str, tuple[str, ...]]


def evidence_matrix(
    record: Mapping[str, Any],
    result: Result,
    by_work: Collection[str] | None = None,
    held: Collection[str] | None = None,
) -> tuple[MatrixFact, ...]:
    """Return the dimensions that claim a level, then every step and every input.

    `by_work` holds the codes of the criteria that need no evidence beside the work; without it,
    they are those of the rules of today. `held` holds the ids of the evidence whose files were held
    and read; None: evidence was taken as it is described.
    """
    read = CreationRecord.model_validate(record)
    pieces, by_step = _Pieces(read, held), evidence_by_step(read.evidence)
    linked = Linked(
        step={step.id: linked_evidence(step, by_step) for step in read.steps},
        input={item.id: linked_evidence(item, by_step) for item in read.inputs},
    )
    by_work = codes_shown_by_work() if by_work is None else by_work
    dimensions = tuple(_dimensions(linked, result, pieces, by_work))
    return (
        *dimensions,
        *_items("step", linked.step, pieces, dimensions),
        *_items("input", linked.input, pieces, dimensions),
    )


def _dimensions(
    linked: Linked,
    result: Result,
    pieces: _Pieces,
    by_work: Collection[str],
) -> Iterator[MatrixFact]:
    for name, claimed in result.claimed.findings.items():
        if not claimed.level:
            continue
        proved = result.proved.findings[name]
        named = dict.fromkeys([*_named_evidence(linked, claimed), *_named_evidence(linked, proved)])
        carrying, illustrated_by, not_held = pieces.split(named)
        itself = proved.because in by_work
        if proved.level and not carrying and not itself:
            carrying = _process_evidence(linked, pieces)
        support = _support_level(claimed.level, proved, itself)
        yield MatrixFact(
            part="dimension",
            id=name,
            claimed=claimed.level,
            proved=proved.level,
            of=claimed.of,
            support=_unproved(carrying, not_held) if support == "statement" else support,
            steps=tuple(dict.fromkeys([*claimed.steps, *proved.steps])),
            inputs=tuple(dict.fromkeys([*claimed.inputs, *proved.inputs])),
            evidence=carrying,
            illustrated_by=illustrated_by,
            not_held=not_held,
        )


def _unproved(carrying: Collection[str], not_held: Collection[str]) -> SupportLevel:
    """What a fact stands on that no evidence proves."""
    if carrying:
        return "attached"
    return "named" if not_held else "statement"


def _named_evidence(linked: Linked, level: DimensionLevel) -> Iterator[str]:
    """Yield the evidence of a level: its own, then that of the steps and inputs it rests on."""
    yield from level.evidence
    for of_part, ids in ((linked.step, level.steps), (linked.input, level.inputs)):
        for item, pieces in of_part.items():
            if item in ids:
                yield from pieces


def _support_level(claimed: int, proved: DimensionLevel, itself: bool) -> SupportLevel:
    if not proved.level or (itself and proved.level < claimed):
        return "statement"
    if proved.level < claimed:
        return "partly"
    if proved.because.endswith(".presumed"):
        return "presumed"
    return "itself" if itself else "proved"


def _process_evidence(linked: Linked, pieces: _Pieces) -> tuple[str, ...]:
    """Return the evidence that carries any step, for a fact that rests on the whole process."""
    return pieces.split(piece for of_step in linked.step.values() for piece in of_step)[0]


def codes_shown_by_work(rules: Rules | None = None) -> list[str]:
    """Return the codes of the criteria that need no evidence beside the work, sorted."""
    criteria = (shown for rule in (rules or load_rules()).dimensions for shown in rule.criteria)
    return sorted(c.code for c in criteria if c.record and not c.step and not c.input)


def _items(
    part: Literal["step", "input"],
    linked: Mapping[str, tuple[str, ...]],
    pieces: _Pieces,
    dimensions: Iterable[MatrixFact],
) -> Iterator[MatrixFact]:
    levels: dict[str, list[int]] = {}  # proved, by the step or input that a level is claimed for
    for fact in dimensions:
        for item_id in fact.steps if part == "step" else fact.inputs:
            levels.setdefault(item_id, []).append(fact.proved or 0)
    for item, named in linked.items():
        carrying, illustrated_by, not_held = pieces.split(named)
        shown = any(levels.get(item, (1,)))
        yield MatrixFact(
            part=part,
            id=item,
            support="proved" if carrying and shown else _unproved(carrying, not_held),
            evidence=carrying,
            illustrated_by=illustrated_by,
            not_held=not_held,
        )
