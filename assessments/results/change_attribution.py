"""Because of what two assessments of one work differ, as far as running the reasoning can say.

The earlier record is run again with today's library; what differs from its own result is the
work of library, rules and date, what remains is the work of the record. Then each change of the
record is tried alone. Where the library has moved on since the later assessment, the two causes
cannot be told apart, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.answers import answers_from_record, to_plain
from assessments.answers.answers import LISTS
from assessments.engine import BASES, Basis, CaseBase, Result, summarise_record
from assessments.engine.result import Conclusion
from assessments.precedents.placed_library import Library, library_published
from assessments.results.page.record_changes import RecordChange
from assessments.works.models import Assessment
from cases.record import CreationRecord, InvalidRecord, load_data

# Where each list names the evidence that shows its items.
EVIDENCE_FIELDS = {"steps": "evidence", "inputs": "evidence", "tools": "terms_evidence"}
Conclusions = Mapping[Basis, Conclusion]
MAX_TRIED = 40  # changes of a record that are each run alone


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """An answer that a cause moved."""

    basis: Basis
    before: Conclusion
    after: Conclusion


@dataclass(frozen=True, kw_only=True)
class SingleChangeEffect:
    """A change of the record, and what it moves by itself."""

    change: RecordChange
    moves: tuple[AnswerChange, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeAttribution:
    """What came of which cause."""

    same_base: bool  # library, rules and date were the same for both
    separable: bool  # today's library is that of the later assessment
    by_library: tuple[AnswerChange, ...]
    by_record: tuple[AnswerChange, ...]
    alone: tuple[SingleChangeEffect, ...]
    untried: int  # changes beyond the number that is tried


def attribute_changes(
    before: Assessment, after: Assessment, changes: Iterable[RecordChange]
) -> ChangeAttribution:
    """Run the earlier record with today's library, whole and with each change alone."""
    library = library_published()
    base = library.base.narrowed(as_of=after.as_of)
    tried = list(changes)
    record = CreationRecord.model_validate(before.record)
    separable = base.digest == after.library_hash and library.rules.version == after.rubric
    then = _conclusions(before.typed_result)
    middle = summarise_record(record, base, library.rules).conclusion
    now = _conclusions(after.typed_result)
    return ChangeAttribution(
        same_base=_base(before) == _base(after),
        separable=separable,
        by_library=_answer_changes(then, middle),
        by_record=_answer_changes(middle, now),
        alone=tuple(_alone(before, after, tried[:MAX_TRIED], middle, library, base)),
        untried=max(0, len(tried) - MAX_TRIED),
    )


def _base(assessment: Assessment) -> tuple[Any, ...]:
    return assessment.library_hash, assessment.rubric, assessment.as_of


def _conclusions(result: Result) -> Conclusions:
    return {basis: result.answer(basis).conclusion for basis in BASES}


def _answer_changes(then: Conclusions, now: Conclusions) -> tuple[AnswerChange, ...]:
    return tuple(
        AnswerChange(basis=basis, before=then[basis], after=now[basis])
        for basis in BASES
        if then[basis] != now[basis]
    )


def _alone(
    before: Assessment,
    after: Assessment,
    changes: Iterable[RecordChange],
    middle: Conclusions,
    library: Library,
    base: CaseBase,
) -> Iterable[SingleChangeEffect]:
    for change in changes:
        try:
            record = _apply_change(before.record, after.record, change)
        except InvalidRecord:
            continue  # it does not stand without another change
        moves = _answer_changes(middle, summarise_record(record, base, library.rules).conclusion)
        if moves:
            yield SingleChangeEffect(change=change, moves=moves)


def _apply_change(
    before: Mapping[str, Any], after: Mapping[str, Any], change: RecordChange
) -> CreationRecord:
    """The earlier record with one change of the later one; evidence comes with what it shows."""
    answers, later = answers_from_record(before), answers_from_record(after)
    if not change.part:
        lists = {name: answers[name] for name in LISTS}
        return load_data(to_plain({**later, **lists}))
    new = {item["id"]: item for item in later[change.part]}
    kept = [item for item in answers[change.part] if item["id"] != change.item]
    if change.kind == "changed":
        kept = [new.get(item["id"], item) if item["id"] == change.item else item
                for item in answers[change.part]]  # fmt: skip
    elif change.kind == "added":
        kept = [*kept, new[change.item]]
    changed = {**answers, change.part: kept}
    shows = change.item if change.part == "evidence" else ""
    return load_data(to_plain({**changed, **_evidence_references(changed, later, shows)}))


def _evidence_references(
    answers: Mapping[str, Any], later: Mapping[str, Any], new: str
) -> dict[str, Any]:
    """References to evidence that is there; those to a new piece as the later record has them."""
    there = {piece["id"] for piece in answers["evidence"]}
    found: dict[str, Any] = {}
    for part, field in EVIDENCE_FIELDS.items():
        named = {item["id"]: item.get(field, ()) for item in later[part]}
        found[part] = [
            {**item, field: _names(item.get(field, ()), named.get(item["id"], ()), there, new)}
            for item in answers[part]
        ]
    return found


def _names(own: Iterable[str], later: Iterable[str], there: set[str], new: str) -> list[str]:
    names = [name for name in own if name in there]
    return [*names, new] if new in there and new in later and new not in names else names
