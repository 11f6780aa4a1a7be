"""Judged works of the library whose records serve as examples, and records of makers."""

from __future__ import annotations

from datetime import date

from assessments.engine import CaseBase
from assessments.precedents.placed_library import Library, library_published
from assessments.works.models import Assessment
from cases.record import CreationRecord

EXAMPLES = ("li-v-liu-2023", "tencent-v-yingxun-2019", "zhangjiagang-butterfly-chair-2025")


def example_record(slug: str) -> CreationRecord | None:
    """Return the record of an example; None where the slug names none or the library lacks it."""
    if slug not in EXAMPLES:
        return None
    decision = library_published().by_slug.get(slug)
    if decision is None:
        return None
    return next((judged.record for judged in decision.judged if judged.slug == slug), None)


def example_of(record: CreationRecord, library: Library) -> str:
    """Return the slug of the published judged work whose unchanged record this is; else ""."""
    decided = record.model_copy(update={"appraiser": "decider"})
    return next((work.slug for work in library.precedents if work.record == decided), "")


def as_counted(record: CreationRecord, example: str) -> CreationRecord:
    """Return the record as it counts when it comes from somebody who is no decider.

    Whoever imports or types a record is its maker: it keeps what it says of its appraiser and of
    examinations by lawyers, which count nothing here. Only the record of an `example`, a judged
    work, stays that of its decider.
    """
    if example:
        return record.model_copy(update={"appraiser": "decider"})
    pieces = (piece.model_copy(update={"examined_by": None}) for piece in record.evidence)
    return record.model_copy(update={"appraiser": "maker", "evidence": tuple(pieces)})


def counted_record(assessment: Assessment) -> CreationRecord:
    """Return the record of an assessment as it counted there."""
    record = CreationRecord.model_validate(assessment.record)
    example = assessment.library.get("example")
    # Of assessments from before examples were noted, only what counted was stored.
    return record if example is None else as_counted(record, example)


def base_without(library: Library, example: str, as_of: date) -> CaseBase:
    """Return the decided works of a day; an example is not compared with its own decision."""
    decision = library.by_slug.get(example)
    own = [judged.slug for judged in decision.judged] if decision else []
    return library.base.narrow(without=own, as_of=as_of)
