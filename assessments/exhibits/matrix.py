"""Claim to evidence: every fact that carries a level, what supports it and how far.

Reads a frozen record and its frozen result and computes no level anew; of the rules it asks only
what the work itself shows. A fact stands on statement alone where no evidence that can carry it is
named; one that is proved through the process as a whole rests on the evidence of all its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.engine import Result, Rules, load_rules
from assessments.engine.result import DimensionLevel
from assessments.exhibits.references import PROVES_NOTHING

# proved: up to its claim; partly: below it; statement: not at all; itself: the work shows it.
SupportLevel = Literal["proved", "partly", "statement", "itself"]


@dataclass(frozen=True, kw_only=True)
class MatrixFact:
    """A dimension, a step or an input: what it claims, what is proved, what supports it."""

    part: Literal["dimension", "step", "input"]
    id: str
    standing: SupportLevel
    claimed: int | None = None
    proved: int | None = None
    of: int | None = None
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  # that can carry it
    merely: tuple[str, ...] = ()  # that can illustrate, not carry


def evidence_matrix(
    record: Mapping[str, Any],
    result: Result,
    by_work: Collection[str] | None = None,
) -> tuple[MatrixFact, ...]:
    """Dimensions that claim a level, then every step and every input.

    `by_work` names what needs no evidence beside the work; without it today's rules say so.
    """
    kinds = {piece["id"]: piece["what"] for piece in record.get("evidence") or []}
    return (
        *_dimensions(record, result, kinds, shown_by_work() if by_work is None else by_work),
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
        carrying, merely = _split_by_weight(named, kinds)
        itself = proved.because in by_work
        if proved.level and not carrying and not itself:
            carrying = _process_evidence(record, kinds)
        yield MatrixFact(
            part="dimension",
            id=name,
            claimed=claimed.level,
            proved=proved.level,
            of=claimed.of,
            standing=_support_level(claimed.level, proved.level, itself),
            steps=tuple(dict.fromkeys([*claimed.steps, *proved.steps])),
            inputs=tuple(dict.fromkeys([*claimed.inputs, *proved.inputs])),
            evidence=carrying,
            merely=merely,
        )


def _named_evidence(record: Mapping[str, Any], level: DimensionLevel) -> Iterator[str]:
    """The evidence of a level: its own, and that of the steps and inputs it stands on."""
    yield from level.evidence
    for part, ids in (("steps", level.steps), ("inputs", level.inputs)):
        for item in record.get(part) or []:
            if item["id"] in ids:
                yield from item.get("evidence") or []


def _support_level(claimed: int, proved: int, itself: bool) -> SupportLevel:
    if not proved:
        return "statement"
    if proved < claimed:
        return "partly"
    return "itself" if itself else "proved"


def _process_evidence(record: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[str, ...]:
    """What carries any of the steps, for a fact that rests on the process as a whole."""
    steps = record.get("steps") or []
    named = dict.fromkeys(piece for step in steps for piece in step.get("evidence") or [])
    return _split_by_weight(named, kinds)[0]


def shown_by_work(rules: Rules | None = None) -> list[str]:
    """The codes of what needs no evidence beside the work."""
    criteria = (shown for rule in (rules or load_rules()).dimensions for shown in rule.criteria)
    return sorted(criterion.code for criterion in criteria if criterion.proof == "work")


def _items(
    part: Literal["step", "input"], items: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]
) -> Iterator[MatrixFact]:
    for item in items:
        carrying, merely = _split_by_weight(item.get("evidence") or [], kinds)
        standing: SupportLevel = "proved" if carrying else "statement"
        yield MatrixFact(
            part=part, id=item["id"], standing=standing, evidence=carrying, merely=merely
        )


def _split_by_weight(
    named: Iterable[str], kinds: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = [piece for piece in named if piece in kinds]
    carrying = tuple(piece for piece in known if kinds[piece] not in PROVES_NOTHING)
    merely = tuple(piece for piece in known if kinds[piece] in PROVES_NOTHING)
    return carrying, merely
