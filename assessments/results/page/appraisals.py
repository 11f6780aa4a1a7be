"""Who appraised each value of a record, what of it counts, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessments.engine import Result
from assessments.precedents.answer_texts import (
    appraised_field_text,
    counted_texts,
    examined_text,
)
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.wording import Register
from cases.record import Evidence


@dataclass(frozen=True, kw_only=True)
class AppraisalRow:
    """A value of the record, who appraised it, and what counts in each answer."""

    item: Link
    by: str
    examined: str  # which exhibits were examined, by whom and when; empty where none was
    claimed: str
    proved: str


@dataclass(frozen=True, kw_only=True)
class ContradictionRow:
    """A statement that the record itself contradicts."""

    item: Link
    text: str


def appraisals(
    result: Result, refs: CitationLinks, register: Register, evidence: Sequence[Evidence]
) -> Iterator[AppraisalRow]:
    """Yield the values in the order of the record."""
    for appraisal in result.appraisals:
        claimed, proved = counted_texts(appraisal)
        link = refs.item_field(appraisal.field, appraisal.value)
        yield AppraisalRow(
            item=replace(link, text=appraised_field_text(appraisal, refs.steps)),
            by=register.sentence(appraisal.because),
            examined=examined_text(appraisal, evidence, result.contradictions),
            claimed=claimed,
            proved=proved,
        )


def contradictions(
    result: Result, refs: CitationLinks, register: Register, *, asked: bool
) -> Iterator[ContradictionRow]:
    """Yield the statements that the record contradicts, or (`asked`) the words to clear up."""
    for contradiction in result.contradictions:
        if contradiction.is_question != asked:
            continue
        yield ContradictionRow(
            item=refs.item_field(contradiction.field, contradiction.value),
            text=register.sentence(contradiction.code),
        )
