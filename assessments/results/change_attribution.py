"""Attribute the differences between two assessments of one work to their causes.

The earlier record is assessed again with today's library. Its differences from the stored result
come from library, rules, date and the files held now; the remaining ones come from the record.
Then each change of the record is tried alone. Where the library has changed since the later
assessment, the two causes cannot be separated; the attribution states that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from assessments.answers import answers_from_record, to_plain
from assessments.answers.answers import LISTS
from assessments.engine import BASES, Basis, Case, Result
from assessments.engine.codes import Conclusion
from assessments.precedents.examples import as_counted, base_without, example_of
from assessments.precedents.no_library import require_decisions
from assessments.precedents.placed_library import Library, library_published
from assessments.results.page.record_changes import RecordChange
from assessments.results.services import draft_of, files_for
from assessments.results.too_long import require_assessable, size_of_held, size_of_record
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord, InvalidRecord, load_data

# Where each list names the evidence that shows its items.
EVIDENCE_FIELDS = {"steps": "evidence", "inputs": "evidence", "tools": "terms_evidence"}
Conclusions = Mapping[Basis, Conclusion]
MAX_TRIED = 40  # changes of a record that are each run alone


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """An answer whose conclusion a cause changed."""

    basis: Basis
    before: Conclusion
    after: Conclusion


@dataclass(frozen=True, kw_only=True)
class SingleChangeEffect:
    """A change of the record with the answers that it changes by itself."""

    change: RecordChange
    moves: tuple[AnswerChange, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeAttribution:
    """The changes of answers by cause."""

    same_base: bool  # both have the same library, rules and date
    separable: bool  # today's library and rules are those of the later assessment
    by_library: tuple[AnswerChange, ...]
    by_record: tuple[AnswerChange, ...]
    single_changes: tuple[SingleChangeEffect, ...]
    num_untried: int  # changes beyond what one request tries


def attribute_changes(
    before: Assessment, after: Assessment, changes: Iterable[RecordChange]
) -> ChangeAttribution:
    """Run the earlier record with today's library, unchanged and with each change alone."""
    library = library_published()
    require_decisions(library)
    base = base_without(library, after.library.get("example", ""), after.as_of)
    record = CreationRecord.model_validate(before.record)
    require_assessable(record)
    draft = draft_of(before.work)
    files = files_for(as_counted(record, example_of(record, library)), draft)
    require_assessable(record, files=[files])
    separable = base.digest == after.library_hash and library.rules.version == after.rubric
    then = _conclusions(before.typed_result)
    middle = _conclude(record, after.as_of, library, draft)
    now = _conclusions(after.typed_result)
    held = size_of_held(record, files)
    variants, num_untried = _variants(before, after, list(changes), size_of_record(record), held)
    return ChangeAttribution(
        same_base=_base(before) == _base(after),
        separable=separable,
        by_library=_answer_changes(then, middle),
        by_record=_answer_changes(middle, now),
        single_changes=tuple(
            SingleChangeEffect(change=change, moves=moves)
            for change, variant in variants
            if (moves := _answer_changes(middle, _conclude(variant, after.as_of, library, draft)))
        ),
        num_untried=num_untried,
    )


def _base(assessment: Assessment) -> tuple[Any, ...]:
    return assessment.library_hash, assessment.rubric, assessment.as_of


def _conclusions(result: Result) -> Conclusions:
    return {basis: result.answer(basis).conclusion for basis in BASES}


def _conclude(
    stated: CreationRecord, as_of: date, library: Library, draft: Draft | None
) -> Conclusions:
    example = example_of(stated, library)
    record, base = as_counted(stated, example), base_without(library, example, as_of)
    case = Case(record, base, library.rules, files_for(record, draft))
    return {basis: case.word_of_whole(basis) for basis in BASES}


def _answer_changes(then: Conclusions, now: Conclusions) -> tuple[AnswerChange, ...]:
    return tuple(
        AnswerChange(basis=basis, before=then[basis], after=now[basis])
        for basis in BASES
        if then[basis] != now[basis]
    )


def _variants(
    before: Assessment, after: Assessment, changes: Sequence[RecordChange], size: int, held: int
) -> tuple[list[tuple[RecordChange, CreationRecord]], int]:
    """Return the earlier record with each change alone, and how many changes are left out.

    All together are no more than one request may assess, of which `size` is taken. Each reads the
    held files again, which count `held`.
    """
    size += held
    variants: list[tuple[RecordChange, CreationRecord]] = []
    for number, change in enumerate(changes):
        if number == MAX_TRIED:
            return variants, len(changes) - number
        try:
            record = _apply_change(before.record, after.record, change)
        except InvalidRecord:
            continue  # without another change it makes no valid record
        size += size_of_record(record) + held
        if size > settings.ASSESS_SIZE_MAX:
            return variants, len(changes) - number
        variants.append((change, record))
    return variants, 0


def _apply_change(
    before: Mapping[str, Any], after: Mapping[str, Any], change: RecordChange
) -> CreationRecord:
    """Apply one change to the earlier record; a new piece of evidence keeps its references.

    Raises InvalidRecord where the change makes no valid record by itself.
    """
    answers, later = answers_from_record(before), answers_from_record(after)
    if not change.part:
        lists = {name: answers[name] for name in LISTS}
        return load_data(to_plain({**later, **lists}))
    new = {item["id"]: item for item in later[change.part]}
    items = [item for item in answers[change.part] if item["id"] != change.item]
    if change.kind == "changed":
        items = [new.get(item["id"], item) if item["id"] == change.item else item
                 for item in answers[change.part]]  # fmt: skip
    elif change.kind == "added":
        items = [*items, new[change.item]]
    changed = {**answers, change.part: items}
    shows = change.item if change.part == "evidence" else ""
    return load_data(to_plain({**changed, **_evidence_references(changed, later, shows)}))


def _evidence_references(
    answers: Mapping[str, Any], later: Mapping[str, Any], new: str
) -> dict[str, Any]:
    """Return the lists of items whose references name only evidence of `answers`.

    A new piece of evidence, `new`, is referred to wherever the later record refers to it.
    """
    there = {piece["id"] for piece in answers["evidence"]}
    lists: dict[str, Any] = {}
    for part, field in EVIDENCE_FIELDS.items():
        named = {item["id"]: item.get(field, ()) for item in later[part]}
        lists[part] = [
            {**item, field: _names(item.get(field, ()), named.get(item["id"], ()), there, new)}
            for item in answers[part]
        ]
    return lists


def _names(own: Iterable[str], later: Iterable[str], there: set[str], new: str) -> list[str]:
    names = [name for name in own if name in there]
    return [*names, new] if new in there and new in later and new not in names else names
