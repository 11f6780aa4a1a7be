"""What makes an answer stronger, one at a time: a question about one item, or a file to add.

The engine finds what would move an answer (`engine/rules/improvements.yaml`); here each becomes
the one thing that a person does for it, and is saved by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from assessments.answers.answers import UNKNOWN, has_known_value
from assessments.answers.questions import Question
from assessments.answers.sections import BY_SLUG
from assessments.engine import Result, load_rules
from assessments.precedents.notices import uncleared
from assessments.results.page.next_steps import WHO, steps_of_nobody
from assessments.works.drafts import Draft
from cases.record import CreationRecord

EXAMINE: Final = "examine.exhibits"  # a lawyer does it; there is no file to add
LICENCE: Final = "licence"
TELL, OPEN = "tell.", "unknown."


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do; `items` are the ids of steps or inputs, `pieces` those of exhibits."""

    code: str
    section: str  # "steps", "inputs", or "" where a file concerns neither alone
    field: str  # of the question; "" for a file
    items: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def is_file(self) -> bool:
        """Whether a file is to be added."""
        return not self.field and self.code != EXAMINE


@cache
def questions_by_code() -> Mapping[str, tuple[str, str]]:
    """Return section and field of every question that may move an answer, by its code."""
    found = {LICENCE: ("inputs", "licence"), WHO: ("steps", "by")}
    for rule in load_rules().improvements.tell:
        found[rule.do] = ("inputs" if rule.input else "steps", rule.field)
    return found


def question_for(code: str) -> tuple[str, Question] | None:
    """Return the section and the question of a code; None where it asks for a file."""
    place = questions_by_code().get(code)
    if place is None:
        return None
    section, field = place
    return section, next(q for q in BY_SLUG[section].questions if q.name == field)


def kind_of_file(code: str) -> str | None:
    """Return the kind of evidence that a code asks for; None for no such code.

    Empty where the exhibit is named already, or where records of any kind are asked for.
    """
    rules = {rule.do: rule for rule in load_rules().improvements.secure}
    if code not in rules:
        return None
    return "" if rules[code].general else rules[code].what or ""


def tasks(result: Result, record: CreationRecord) -> list[Task]:
    """Return what would move an answer, in the order of the result; then what is only open.

    An open answer that the improvements ask for already is not named twice.
    """
    found = [
        _task(entry.do, entry.fields, entry.steps, entry.inputs, entry.evidence)
        for entry in result.improvements
    ]
    for unknown in result.unknowns:
        if unknown.matters or unknown.together:
            code = unknown.code.replace(OPEN, TELL)
            found.append(_task(code, unknown.fields, unknown.steps, unknown.inputs, ()))
    others = tuple(item.id for item in uncleared(record))
    if others:
        found.append(Task(code=LICENCE, section="inputs", field="licence", items=others, pieces=()))
    nobodys = steps_of_nobody(record)
    if nobodys:
        found.append(Task(code=WHO, section="steps", field="by", items=nobodys, pieces=()))
    known: dict[str, Task] = {}
    for task in found:
        if task.items or task.pieces or not task.field:
            known.setdefault(task.code, task)
    return list(known.values())


def _task(
    code: str,
    fields: Sequence[str],
    steps: tuple[str, ...],
    inputs: tuple[str, ...],
    pieces: tuple[str, ...],
) -> Task:
    place = questions_by_code().get(code)
    section = place[0] if place else "steps" if steps else "inputs" if inputs else ""
    return Task(
        code=code,
        section=section,
        field=place[1] if place else next(iter(fields), ""),
        items=inputs if section == "inputs" else steps,
        pieces=pieces,
    )


def with_series(draft: Draft, code: str, task: Task | None, ids: Sequence[str]) -> Task | None:
    """Return a task with what a person began to answer one after the other, as far as it is left.

    They are asked to the end, also where an answer in between moved the result as far as it goes.
    """
    place = question_for(code)
    if place is None:
        return task
    section, field = place[0], place[1].name
    left = tuple(items_left(draft, section, field, ids))
    if task is not None:
        return replace(task, items=tuple(dict.fromkeys([*task.items, *left])))
    return Task(code=code, section=section, field=field, items=left, pieces=()) if left else None


def items_left(draft: Draft, section: str, field: str, ids: Iterable[str]) -> list[str]:
    """Return which of these items of a draft have no answer to a question yet."""
    items = {item["id"]: item for item in draft.answers.get(section) or []}
    return [
        name
        for name in ids
        if name in items
        and not has_known_value(items[name].get(field))
        and items[name].get(field) != UNKNOWN
    ]
