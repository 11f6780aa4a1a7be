"""The state of each section: empty, begun, done, or to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.answers.answers import LocatedProblem, is_blank, problems
from assessments.answers.questions import Question
from assessments.answers.sections import SECTIONS, Section, section_of_field

State = Literal["empty", "begun", "done", "check"]


@dataclass(frozen=True, kw_only=True)
class Status:
    """The state of one section, with its counts and its problems."""

    section: Section
    state: State
    answered: int  # questions
    open: int  # relevant questions without an answer, "I don't know" included
    items: int
    problems: tuple[LocatedProblem, ...]


def statuses(answers: Mapping[str, Any]) -> list[Status]:
    """Return the status of every section, in their order."""
    all_problems = problems(answers)
    return [_section_status(section, answers, all_problems) for section in SECTIONS]


def answer_parts(section: Section, answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the answers to which a section's questions belong: all, or those of each item."""
    return list(answers.get(section.slug) or []) if section.is_list else [answers]


def _section_status(
    section: Section, answers: Mapping[str, Any], all_problems: list[LocatedProblem]
) -> Status:
    own = tuple(problem for problem in all_problems if _is_problem_of(section, problem))
    asked = [
        (part, q)
        for part in answer_parts(section, answers)
        for q in section.relevant_questions(part)
    ]
    answered = sum(not is_blank(part.get(q.name)) for part, q in asked)
    items = len(answer_parts(section, answers)) if section.is_list else 0
    chose_none = section.is_list and not items and bool(answers.get(section.none_name))
    begun = bool(answered or items)
    # In a section without any answer, a missing answer is no problem yet.
    wrong = own and (begun or any(located.problem.code != "missing" for located in own))
    return Status(
        section=section,
        state="check"
        if wrong
        else "done"
        if chose_none or (begun and _is_complete(section, asked))
        else "begun"
        if begun
        else "empty",
        answered=answered,
        open=sum(q.allows_unknown and is_blank(part.get(q.name)) for part, q in asked),
        items=items,
        problems=own,
    )


def _is_complete(section: Section, asked: list[tuple[Mapping[str, Any], Question]]) -> bool:
    """Whether every relevant question has an answer, "I don't know" included."""
    return not any(
        is_blank(part.get(question.name))
        for part, question in asked
        if question.required or question.allows_unknown
    )


def _is_problem_of(section: Section, problem: LocatedProblem) -> bool:
    """Whether a problem belongs to a section; the first has those of fields nobody asks for."""
    if problem.section:
        return problem.section == section.slug
    asking = section_of_field(problem.field)
    return asking is section or (asking is None and section is SECTIONS[0])
