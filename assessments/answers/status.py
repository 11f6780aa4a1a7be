"""How far each section is: empty, begun, done, or in need of a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.answers.answers import LocatedProblem, is_blank, problems
from assessments.answers.sections import SECTIONS, Section, section_of_field

State = Literal["empty", "begun", "done", "check"]


@dataclass(frozen=True, kw_only=True)
class Status:
    """Of one section: its state, what is open and what is wrong."""

    section: Section
    state: State
    answered: int
    open: int  # questions that matter and are neither answered nor said to be unknown
    items: int
    problems: tuple[LocatedProblem, ...]


def statuses(answers: Mapping[str, Any]) -> list[Status]:
    """One per section, in their order."""
    found = problems(answers)
    return [_status(section, answers, found) for section in SECTIONS]


def answer_parts(section: Section, answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The answers that a section's questions are asked of: one part, or one per item."""
    return list(answers.get(section.slug) or []) if section.is_list else [answers]


def _status(section: Section, answers: Mapping[str, Any], found: list[LocatedProblem]) -> Status:
    own = tuple(fault for fault in found if _concerns(section, fault))
    asked = [(part, q) for part in answer_parts(section, answers) for q in section.asked(part)]
    answered = sum(not is_blank(part.get(q.name)) for part, q in asked)
    items = len(answer_parts(section, answers)) if section.is_list else 0
    said_none = section.is_list and not items and bool(answers.get(section.none_name))
    begun = bool(answered or items)
    wrong = own and (begun or any(fault.problem.code != "missing" for fault in own))
    return Status(
        section=section,
        state="check"
        if wrong
        else "done"
        if said_none or (begun and _is_complete(section, asked))
        else "begun"
        if begun
        else "empty",
        answered=answered,
        open=sum(q.may_be_unknown and is_blank(part.get(q.name)) for part, q in asked),
        items=items,
        problems=own,
    )


def _is_complete(section: Section, asked: list[tuple[Mapping[str, Any], Any]]) -> bool:
    """Every question that matters has an answer, if only "I don't know"."""
    return not any(
        is_blank(part.get(question.name))
        for part, question in asked
        if question.required or question.may_be_unknown
    )


def _concerns(section: Section, fault: LocatedProblem) -> bool:
    if fault.section:
        return fault.section == section.slug
    asking = section_of_field(fault.field)
    return asking is section or (asking is None and section is SECTIONS[0])
