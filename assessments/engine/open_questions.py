"""The open answers that make a range, and what would open a record that says nothing yet.

Each is tried alone (`improvements.py`); what moves the answers only with others is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessments.engine.case import Case
from assessments.engine.codes import BASES
from assessments.engine.result import Answer, ConclusionChange, Unknown

# What to tell first of a record without steps and inputs, each with the part that it belongs to.
FIRST_QUESTIONS = {
    "unknown.making": "steps",
    "unknown.prompts": "steps",
    "unknown.choices": "steps",
    "unknown.work_by_hand": "steps",
    "unknown.own_material": "inputs",
}
# The fields of a step that may be left out, by the accepted value that reads them.
UNTRIED = {
    "detail": "detail",
    "changed": "changed",
    "effect": "effect",
    "extent": "extent",
    "adds": "expression",
}


def named_unknowns(
    case: Case, claimed: Answer, proved: Answer, tried: Iterable[Unknown]
) -> tuple[Unknown, ...]:
    """The open answers, with those that count only together and those of an empty record."""
    if case.is_open and not case.record.steps and not case.record.inputs:
        return tuple(_first_question(code, claimed, proved) for code in FIRST_QUESTIONS)
    ranged = set(_ranged_items(case))
    found = tuple(
        unknown.model_copy(update={"together": True})
        if not unknown.matters and ranged & {*unknown.steps, *unknown.inputs}
        else unknown
        for unknown in tried
    )
    if any(unknown.matters or unknown.together for unknown in found):
        return found
    return (*found, *_untried(case, ranged, claimed, proved))


def _first_question(code: str, claimed: Answer, proved: Answer) -> Unknown:
    return Unknown(
        code=code,
        steps=(),
        inputs=(),
        fields=(FIRST_QUESTIONS[code],),
        matters=True,
        raises=True,
        opens=True,
        claimed=_unmoved(claimed),
        proved=_unmoved(proved),
    )


def _untried(case: Case, ranged: set[str], claimed: Answer, proved: Answer) -> Iterator[Unknown]:
    """The values left out that differ between the two ends of a range."""
    lowest, highest = case.acts("claimed", "lowest"), case.acts("claimed", "highest")
    for field, read in UNTRIED.items():
        steps = tuple(
            step.id
            for step in case.appraiser.steps
            if step.id in ranged
            and getattr(step, field) is None
            and getattr(lowest[step.id], read) != getattr(highest[step.id], read)
            and (field != "changed" or case.appraiser.follows(step))
        )
        if steps:
            yield Unknown(
                code=f"unknown.{field}",
                steps=steps,
                inputs=(),
                fields=(field,),
                matters=False,
                together=True,
                claimed=_unmoved(claimed),
                proved=_unmoved(proved),
            )


def _unmoved(answer: Answer) -> ConclusionChange:
    return ConclusionChange(from_=answer.conclusion, to=answer.conclusion)


def _ranged_items(case: Case) -> Iterator[str]:
    """The steps and inputs of the layers of which the word has a range."""
    for basis in BASES:
        for reading in case.reading(basis):
            lowest, highest = case.range_of(reading, basis)
            if lowest != highest:
                yield from (*reading.shape.steps, *reading.shape.shared, *reading.shape.inputs)
