"""A record with something changed, and where it would stand: by running the reasoning again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from assessments.engine.case import Case
from assessments.engine.codes import Basis, Conclusion, ElementStatus
from assessments.engine.rules import AnswerImprovement
from cases.record import CreationRecord, Step


class Summary:
    """Where a record stands: on each answer the conclusion and the statuses of the elements."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def claimed(self) -> Words:
        return self._words("claimed")

    @cached_property
    def proved(self) -> Words:
        return self._words("proved")

    def facts_of_strongest(self) -> tuple[str, ...]:
        """Ids of the steps and inputs by which the strongest layer reaches its levels as proved."""
        strongest = self._case.strongest("proved")
        seen = strongest.observations.values() if strongest else ()
        return tuple(
            name for observation in seen for name in (*observation.steps, *observation.inputs)
        )

    def on(self, basis: Basis) -> Words:
        return self.claimed if basis == "claimed" else self.proved

    def _words(self, basis: Basis) -> Words:
        strongest = self._case.strongest(basis)
        return Words(
            conclusion=self._case.word_of_whole(basis),
            statuses=strongest.verdict.statuses if strongest else {},
        )


@dataclass(frozen=True, kw_only=True)
class Words:
    """The conclusion and the statuses of the elements on one answer."""

    conclusion: Conclusion
    statuses: Mapping[str, ElementStatus]


class Rerun(Protocol):
    """Runs the reasoning on a changed record; the files of `held` are there, too."""

    def __call__(self, record: CreationRecord, /, held: frozenset[str] = frozenset()) -> Summary:
        """Return the words of both answers."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A change of the record, and the items and fields that it concerns."""

    do: str
    record: CreationRecord
    when: Any = None
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()  # evidence of which the file would be added
    worst: CreationRecord | None = None  # of an answer: the one that helps least


Tried = tuple[Candidate, Summary]  # a candidate, and where the record stands with it


# Answers to give


def tried_answers(case: Case, rerun: Rerun) -> list[Tried]:
    """Every relevant answer that is open, given as it would help most."""
    return [(candidate, rerun(candidate.record)) for candidate in _answer_candidates(case)]


def _answer_candidates(case: Case) -> Iterator[Candidate]:
    if case.record.appraiser == "decider":
        return  # what a decider left out was not found
    for rule in case.rules.improvements.tell:
        if rule.input is not None:
            ids = tuple(
                item.id
                for item in case.record.inputs
                if item.made_by in rule.input.made_by and getattr(item, rule.field) is None
            )
            part = "inputs"
        else:
            ids = tuple(step.id for step in _steps_without(case, rule))
            part = "steps"
        if not ids:
            continue
        yield Candidate(
            do=rule.do,
            record=_with_answer(case.record, part, ids, rule.field, rule.best),
            worst=_with_answer(case.record, part, ids, rule.field, rule.worst),
            fields=(rule.field,),
            steps=ids if part == "steps" else (),
            inputs=ids if part == "inputs" else (),
        )


def _steps_without(case: Case, rule: AnswerImprovement) -> Iterator[Step]:
    """The steps that could state a field and do not."""
    assert rule.step
    for step in case.appraiser.steps:
        if step.action not in rule.step.action or getattr(step, rule.field) is not None:
            continue
        generative = case.appraiser.is_generative(step)
        if rule.field == "detail" and case.appraiser.typed(step) is not None:
            continue  # the words typed say it
        if rule.field == "adds" and (generative or _is_of_words(case, step)):
            continue
        if rule.field == "changed" and (
            not case.appraiser.follows(step) or case.appraiser.shown_changes(step)
        ):
            continue  # nothing went before it, or the words and values recorded tell it
        if rule.field == "kept" and case.appraiser.kept_parts is not None:
            continue  # another step, or the parts themselves, tell it
        yield step


def _is_of_words(case: Case, step: Step) -> bool:
    return step.action == "write" and case.appraiser.writes_words(step)


def _with_answer(
    record: CreationRecord, part: str, ids: Sequence[str], field: str, value: object
) -> CreationRecord:
    items, given = getattr(record, part), frozenset(ids)
    return record.model_copy(
        update={
            part: tuple(
                item.model_copy(update={field: value}) if item.id in given else item
                for item in items
            )
        }
    )
