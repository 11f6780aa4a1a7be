"""What a client says of a fact in words, and beside it what a lawyer holds of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.answers.answers import answers_from_record
from assessments.answers.questions import INPUT, STEP, Question
from assessments.answers.telling import answer_text, item_title
from assessments.engine import FactHeld
from assessments.engine.lawyer_view import corrected
from assessments.matters.models_firms import FactState

QUESTIONS: Mapping[str, Sequence[Question]] = {"steps": STEP, "inputs": INPUT}
Place = tuple[str, int]  # the list, and the place in it from 1
Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """An answer of the client in words, and the lawyer's in place of it; empty for none."""

    label: str
    client: str
    lawyer: str


@dataclass(frozen=True, kw_only=True)
class HeldFact:
    """A fact as an assessment stored what a lawyer holds of it; `changed` are corrections."""

    title: str
    state: str
    label: str  # of the state
    reason: str
    by: str
    on: dt.date
    changed: Sequence[ValueRow]


def held_facts(record: Values, facts: Sequence[Values]) -> list[HeldFact]:
    """Return the facts of the column `library["facts"]` of an assessment in words."""
    answers = answers_from_record(record)
    return [
        HeldFact(
            title=title_of(answers, place_of(fact["path"])),
            state=fact["state"],
            label=str(FactState(fact["state"]).label),
            reason=fact["reason"],
            by=fact["by"],
            on=dt.date.fromisoformat(fact["on"]),
            changed=[
                row
                for row in fact_values(record, answers, fact["path"], fact["value"])
                if row.client != row.lawyer
            ],
        )
        for fact in facts
    ]


def places_of(record: Values) -> list[Place]:
    """Return the place of every fact of a record."""
    return [
        (part, number) for part in QUESTIONS for number in range(1, len(record.get(part, ())) + 1)
    ]


def path_at(place: Place) -> str:
    """Return the path of the fact at a place."""
    return f"{place[0]}[{place[1] - 1}]"


def place_of(path: str) -> Place:
    """Return the place of the fact that a path names."""
    part, _, index = path.rstrip("]").partition("[")
    return part, int(index) + 1


def title_of(answers: Values, place: Place) -> str:
    """Return the title of a fact."""
    part, number = place
    return item_title(answers, part, answers[part][number - 1], number)


def answers_as_held(record: Values, path: str, value: Values) -> dict[str, Any]:
    """Return the answers of a record with one fact as a lawyer corrected it."""
    held = [FactHeld(path=path, state="corrected", value=value)]
    return answers_from_record(corrected(record, held) if value else record)


def fact_values(record: Values, answers: Values, path: str, value: Values) -> list[ValueRow]:
    """Return every answer about a fact that the client gave, or the lawyer in its place."""
    return list(_values(answers, answers_as_held(record, path, value), place_of(path)))


def _values(before: Values, after: Values, place: Place) -> Iterator[ValueRow]:
    part, number = place
    for question in QUESTIONS[part]:
        client, lawyer = (
            answer_text(question, answers[part][number - 1].get(question.name), answers)
            for answers in (before, after)
        )
        if client or lawyer:
            yield ValueRow(label=str(question.label), client=client, lawyer=lawyer)
