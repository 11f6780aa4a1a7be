"""The table from claim to evidence: every fact, its exhibits and how far they carry it.

Each dimension has a row of its own, since it has levels; steps and inputs with the same evidence
share a row. Facts that rest on the client's statement only are listed once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from assessments import wording
from assessments.exhibits.matrix import MatrixFact, evidence_matrix
from assessments.memo.build import MemoBuilder
from assessments.wording import labels
from assessments.wording.times import SUPPORT_WORDS
from cases.record import to_plain


@dataclass(frozen=True, kw_only=True)
class WeighedExhibit:
    """An exhibit with its kind, its time and its strength in words."""

    code: str
    descriptions: tuple[str, ...]
    carries: bool


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """A dimension, or all steps or all inputs with the same support and evidence."""

    name: str = ""
    steps: tuple[int, ...] = ()
    inputs: tuple[int, ...] = ()
    claimed: str = ""
    proved: str = ""
    evidence: tuple[WeighedExhibit, ...]
    support: str


@dataclass(frozen=True, kw_only=True)
class ClaimTable:
    """The rows, and the facts that rest on the client's statement only."""

    dimensions: list[ClaimRow]
    items: list[ClaimRow]
    bare: list[str]
    bare_steps: list[int]
    bare_inputs: list[int]


def claims(build: MemoBuilder) -> ClaimTable:
    """Build the table from claim to evidence."""
    snapshot = build.snapshot
    facts = evidence_matrix(to_plain(build.record), build.result, snapshot.by_work, snapshot.held)
    bare = [fact for fact in facts if fact.support in ("statement", "named")]
    return ClaimTable(
        dimensions=[_dimension(build, fact) for fact in facts if fact.part == "dimension"],
        items=_items(build, [fact for fact in facts if fact.part != "dimension"]),
        bare=[wording.dimension(fact.id) for fact in bare if fact.part == "dimension"],
        bare_steps=_numbers(build, "step", bare),
        bare_inputs=_numbers(build, "input", bare),
    )


def _dimension(build: MemoBuilder, fact: MatrixFact) -> ClaimRow:
    return ClaimRow(
        name=wording.dimension(fact.id),
        steps=tuple(build.exhibits.step_numbers(fact.steps)),
        inputs=tuple(_input_numbers(build, fact.inputs)),
        claimed=_level(fact, fact.claimed),
        proved=_level(fact, fact.proved),
        evidence=_weighed_exhibits(build, fact),
        support=_word_of_standing(build, fact),
    )


def _items(build: MemoBuilder, facts: Sequence[MatrixFact]) -> list[ClaimRow]:
    groups: dict[tuple[Any, ...], list[MatrixFact]] = {}
    for fact in facts:
        key = (fact.part, fact.support, _named_evidence(fact))
        groups.setdefault(key, []).append(fact)
    return [
        ClaimRow(
            steps=tuple(_numbers(build, "step", group)),
            inputs=tuple(_numbers(build, "input", group)),
            evidence=_weighed_exhibits(build, group[0]),
            support=_word_of_standing(build, group[0]),
        )
        for group in groups.values()
    ]


def _numbers(build: MemoBuilder, part: str, facts: Iterable[MatrixFact]) -> list[int]:
    ids = [fact.id for fact in facts if fact.part == part]
    return build.exhibits.step_numbers(ids) if part == "step" else _input_numbers(build, ids)


def _input_numbers(build: MemoBuilder, ids: Iterable[str]) -> list[int]:
    wanted = set(ids)
    return [n for n, item in enumerate(build.record.inputs, 1) if item.id in wanted]


def _word_of_standing(build: MemoBuilder, fact: MatrixFact) -> str:
    """Say how a fact stands; of a record that was read without its files none is held."""
    if fact.support == "attached" and build.snapshot.held is None:
        return pgettext("standing of a fact", "exhibit named, does not show it")
    return str(SUPPORT_WORDS[fact.support])


def _level(fact: MatrixFact, number: int | None) -> str:
    return "" if number is None else wording.level(fact.id, number)


def _weighed_exhibits(build: MemoBuilder, fact: MatrixFact) -> tuple[WeighedExhibit, ...]:
    return tuple(
        _weigh_exhibit(build, piece_id, carries=piece_id not in fact.illustrated_by)
        for piece_id in _named_evidence(fact)
    )


def _named_evidence(fact: MatrixFact) -> tuple[str, ...]:
    return (*fact.evidence, *fact.not_held, *fact.illustrated_by)


def _weigh_exhibit(build: MemoBuilder, piece_id: str, *, carries: bool) -> WeighedExhibit:
    piece = build.exhibits.evidence[piece_id]
    made = build.when_made(piece)
    descriptions = [wording.evidence_kind(piece.what), made[:1].lower() + made[1:]]
    if piece.strength:
        descriptions.append(str(labels.STRENGTH[piece.strength]))
    if piece.examined_by is not None:
        descriptions.append(build.examination(piece))
    return WeighedExhibit(
        code=build.exhibits.code(piece_id), descriptions=tuple(descriptions), carries=carries
    )
