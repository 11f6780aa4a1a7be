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


def evidence_matrix(
    record: Mapping[str, Any],
    result: Result,
    by_work: Collection[str] | None = None,
) -> tuple[MatrixFact, ...]:
    """Return the dimensions that claim a level, then every step and every input.

    `by_work` holds the codes of the criteria that need no evidence beside the work; without it,
    they are those of the rules of today.
    """
    kinds = {piece["id"]: piece["what"] for piece in record.get("evidence") or []}
    return (
        *_dimensions(record, result, kinds, codes_shown_by_work() if by_work is None else by_work),
        *_items("step", record.get("steps") or [], kinds),
        *_items("input", record.get("inputs") or [], kinds),
    )


def _dimensions(
    record: Mapping[str, Any],
    result: Result,
    kinds: Mapping[str, str],
    by_work: Collection[str],
) -> Iterator[MatrixFact]:
    for name, claimed in result.claimed.findings.items():
        if not claimed.level:
            continue
        proved = result.proved.findings[name]
        named = dict.fromkeys([*_named_evidence(record, claimed), *_named_evidence(record, proved)])
        carrying, illustrated_by = _split_by_weight(named, kinds)
        itself = proved.because in by_work
        if proved.level and not carrying and not itself:
            carrying = _process_evidence(record, kinds)
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


def _named_evidence(record: Mapping[str, Any], level: DimensionLevel) -> Iterator[str]:
    """Yield the evidence of a level: its own, then that of the steps and inputs it rests on."""
    yield from level.evidence
    for part, ids in (("steps", level.steps), ("inputs", level.inputs)):
        for item in record.get(part) or []:
            if item["id"] in ids:
                yield from item.get("evidence") or []


def _support_level(claimed: int, proved: int, itself: bool) -> SupportLevel:
    if not proved or (itself and proved < claimed):
        return "statement"
    if proved < claimed:
        return "partly"
    return "itself" if itself else "proved"


def _process_evidence(record: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """Return the evidence that carries any step, for a fact that rests on the whole process."""
    steps = record.get("steps") or []
    named = dict.fromkeys(piece for step in steps for piece in step.get("evidence") or [])
    return _split_by_weight(named, kinds)[0]


def codes_shown_by_work(rules: Rules | None = None) -> list[str]:
    """Return the codes of the criteria that need no evidence beside the work, sorted."""
    criteria = (shown for rule in (rules or load_rules()).dimensions for shown in rule.criteria)
    return sorted(c.code for c in criteria if c.record and not c.step and not c.input)


def _items(
    part: Literal["step", "input"], items: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]
) -> Iterator[MatrixFact]:
    for item in items:
        carrying, illustrated_by = _split_by_weight(item.get("evidence") or [], kinds)
        support: SupportLevel = "proved" if carrying else "statement"
        yield MatrixFact(
            part=part,
            id=item["id"],
            support=support,
            evidence=carrying,
            illustrated_by=illustrated_by,
        )


def _split_by_weight(
    named: Iterable[str], kinds: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = [piece for piece in named if piece in kinds]
    carrying = tuple(piece for piece in known if kinds[piece] not in PROVES_NOTHING)
    illustrated_by = tuple(piece for piece in known if kinds[piece] in PROVES_NOTHING)
    return carrying, illustrated_by
