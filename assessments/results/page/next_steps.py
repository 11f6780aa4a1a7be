"""Next steps and open answers: what each would change, how it is done, where it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments import wording
from assessments.engine import BASES, Result, load_rules
from assessments.engine.codes import Conclusion
from assessments.engine.result import Improvement, Unknown
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.wording import Register
from cases.record import CreationRecord


@dataclass(frozen=True, kw_only=True)
class NextStepRow:
    """An improvement in words, with the conclusion before and after it."""

    code: str
    text: str
    how: list[str]  # sentences, in the order in which they are done
    to: str  # the question, as `question_of` writes it
    basis: str
    from_word: Conclusion
    from_label: str
    to_word: Conclusion
    to_label: str
    lowest_word: Conclusion | None  # of an answer that is still open: it may give as little
    lowest_label: str
    moves: bool  # false where only an element grows stronger
    needs_lawyer: bool  # whether a file helps only once somebody has examined it
    elements: list[str]
    facts: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class PossibleChange:
    """A conclusion that an open answer could lead to."""

    basis: str
    word: Conclusion
    label: str


@dataclass(frozen=True, kw_only=True)
class UnknownRow:
    """An open answer in words."""

    code: str
    text: str
    to: str  # the question, as `question_of` writes it
    do: str  # the code of answering it about one step or input; empty where none is named
    matters: bool  # some answer to it, alone or with others, changes a conclusion or an element
    together: bool  # only together with others
    opens: bool  # to tell first, so that an answer can be given at all
    facts: tuple[Link, ...]
    changes: list[PossibleChange]


@dataclass(frozen=True, kw_only=True)
class OpenRow:
    """A question that no next step asks, which the answer leaves open."""

    code: str  # of answering it about one step or input; empty where none is named
    text: str
    to: str  # as in `UnknownRow`
    facts: tuple[Link, ...] = ()


WHO = "who"  # the code of saying who took a step


def steps_of_nobody(record: CreationRecord) -> tuple[str, ...]:
    """Return the ids of the steps of which nobody is named, where it may have been one of several.

    With one person named there is nobody else to ask about.
    """
    persons = [party for party in record.parties if party.kind == "person"]
    return tuple(step.id for step in record.steps if not step.by) if len(persons) > 1 else ()


def still_open(
    steps: Sequence[NextStepRow], rows: Sequence[UnknownRow], record: CreationRecord
) -> Iterator[OpenRow]:
    """Yield the open answers that matter and that no next step asks for; then who took a step."""
    asked = {step.code for step in steps}
    for row in rows:
        if row.matters and row.do not in asked:
            yield OpenRow(code=row.do, text=row.text, to=row.to, facts=row.facts)
    nobodys = steps_of_nobody(record)
    if nobodys:
        text = gettext("Who took each step is not said of all of them. It decides who owns what.")
        yield OpenRow(code=WHO, text=text, to=f"steps/{nobodys[0]}#by")


def next_steps(result: Result, refs: CitationLinks, register: Register) -> Iterator[NextStepRow]:
    """Yield the smallest changes that move an answer, in the order of the result."""
    examined = {rule.do for rule in load_rules().improvements.secure if rule.examined}
    for improvement in result.improvements:
        yield NextStepRow(
            code=improvement.do,
            text=register.sentence(improvement.do),
            how=wording.how(improvement.do),
            to=question_of(improvement),
            basis=register.basis(improvement.changes),
            from_word=improvement.from_,
            from_label=register.conclusion_label(improvement.from_),
            to_word=improvement.to,
            to_label=register.conclusion_label(improvement.to),
            lowest_word=improvement.lowest,
            lowest_label=(
                register.conclusion_label(improvement.lowest) if improvement.lowest else ""
            ),
            moves=improvement.from_ != improvement.to,
            needs_lawyer=improvement.do in examined,
            elements=[wording.element(name) for name in improvement.elements],
            facts=refs.facts(improvement.facts),
        )


def unknowns(result: Result, refs: CitationLinks, register: Register) -> Iterator[UnknownRow]:
    """Yield every open answer with the conclusions that it could lead to."""
    for unknown in result.unknowns:
        changes = {basis: unknown.change(basis) for basis in BASES}
        yield UnknownRow(
            code=unknown.code,
            text=register.sentence(unknown.code),
            to=question_of(unknown),
            do=unknown.code.replace("unknown.", "tell.") if unknown.steps or unknown.inputs else "",
            matters=unknown.matters or unknown.together,
            together=unknown.together,
            opens=unknown.opens,
            facts=refs.facts(unknown.facts),
            changes=[
                PossibleChange(
                    basis=register.basis(basis), word=word, label=register.conclusion_label(word)
                )
                for basis, change in changes.items()
                for word in dict.fromkeys((change.to, change.lowest))
                if word is not None and word != change.from_
            ],
        )


def question_of(entry: Improvement | Unknown) -> str:
    """Name the question of the interview: `steps/s2#detail`, `work#distinctiveness`, `evidence`."""
    if not entry.fields:
        return "evidence"
    field = entry.fields[0]
    for part, ids in (("steps", entry.steps), ("inputs", entry.inputs)):
        if ids:
            return f"{part}/{ids[0]}#{field}"
    return field if field in ("steps", "inputs") else f"work#{field}"
