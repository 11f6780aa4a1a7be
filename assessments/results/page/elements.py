"""The four elements, each with all answers and every reason for, against and neutral."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from assessments import wording
from assessments.engine import Column, Result, load_rules
from assessments.engine.codes import Bearing, ElementName
from assessments.engine.result import ElementAnswer
from assessments.engine.result_reasons import DimensionReason, Reason
from assessments.exhibits.drawing import ordered_elements
from assessments.precedents import values
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register

READ: Sequence[Column] = ("proved", "claimed", "held")  # the order in which reasons are read
ONLY: Mapping[tuple[Column, ...], Any] = {
    ("claimed",): gettext_lazy("only as stated"),
    ("proved",): gettext_lazy("only on the evidence"),
    ("held",): gettext_lazy("only as the lawyer holds"),
    ("claimed", "proved"): gettext_lazy("not as the lawyer holds"),
    ("claimed", "held"): gettext_lazy("not on the evidence"),
    ("proved", "held"): gettext_lazy("not as stated"),
}
Weight = tuple[int, bool, int]  # the smaller, the stronger the reason
SUMS = "rules."  # what the rules come to, for which other reasons are the grounds
BEARINGS: tuple[Bearing, ...] = ("for", "against", "neutral")


def elements(result: Result, refs: CitationLinks, register: Register) -> list[values.ElementRow]:
    """Return the elements in the order of the statute."""
    names = ordered_elements(result.proved.elements)
    rows: list[values.ElementRow] = []
    for name in names:
        row = _element(result, name, refs, register)
        above = next((r for r in rows if _say_the_same(r, row)), None)
        rows.append(replace(row, same_as=above.title) if above else row)
    return rows


def reasons_by_strength(
    result: Result, refs: CitationLinks, register: Register
) -> list[values.ReasonRow]:
    """Return what speaks for or against the elements in question, each once, strongest first.

    Left out are the elements that nothing closes and the words that only sum up the others.
    """
    weighed: dict[str, tuple[Weight, values.ReasonRow]] = {}
    for name in ordered_elements(result.proved.elements):
        answers = {basis: result.answer(basis).elements[name] for basis in result.columns}
        if all(answer.is_unquestioned for answer in answers.values()):
            continue
        for weight, reason in _merge_reasons(answers, refs, register):
            if reason.bearing != "neutral" and not reason.code.startswith(SUMS):
                known = weighed.setdefault(reason.code, (weight, reason))
                if weight < known[0]:
                    weighed[reason.code] = (weight, reason)
    return [reason for _, reason in sorted(weighed.values(), key=lambda pair: pair[0])]


def _say_the_same(above: values.ElementRow, row: values.ElementRow) -> bool:
    """Whether two elements stand alike, for reasons of which the strongest are the same."""
    return (
        not row.is_unquestioned
        and bool(row.strongest)
        and above.answers == row.answers
        and [reason.text for _, _, reason in above.strongest]
        == [reason.text for _, _, reason in row.strongest]
    )


def _element(
    result: Result, name: ElementName, refs: CitationLinks, register: Register
) -> values.ElementRow:
    answers = {basis: result.answer(basis).elements[name] for basis in result.columns}
    weighed = list(_merge_reasons(answers, refs, register))
    reasons = [reason for _, reason in weighed]
    return values.ElementRow(
        name=name,
        title=wording.element(name),
        asks_for=register.element_asks(name),
        is_unquestioned=all(answer.is_unquestioned for answer in answers.values()),
        same_as="",
        strongest=tuple(_strongest(weighed)),
        answers=tuple(_basis_answer(basis, answers[basis], register) for basis in answers),
        groups=tuple(
            (bears, wording.bearing(bears), tuple(r for r in reasons if r.bearing == bears))
            for bears in BEARINGS
            if any(r.bearing == bears for r in reasons)
        ),
    )


def _strongest(
    weighed: Sequence[tuple[Weight, values.ReasonRow]],
) -> Iterator[tuple[Bearing, str, values.ReasonRow]]:
    """Yield the strongest reason for and the strongest against; the first of equals."""
    for bears in BEARINGS[:2]:
        mine = [
            (weight, number) for number, (weight, r) in enumerate(weighed) if r.bearing == bears
        ]
        if mine:
            yield bears, wording.bearing(bears), weighed[min(mine)[1]][1]


def _weight(reason: Reason, weighed: Collection[str]) -> Weight:
    """Rank a gate before a precedent that moved the status, then levels, then the rest.

    `weighed` holds the dimensions that the status is read from; others rank behind them.
    """
    if reason.code.startswith("gate."):
        return (0, False, 0)
    if reason.facts.moved:
        return (1, False, 0)
    if isinstance(reason, DimensionReason):
        besides = reason.dimension not in weighed
        return (2, besides, -reason.level if reason.bears == "for" else reason.level)
    return (3 if reason.facts.precedents else 4, False, 0)


def _scoring_dimensions(answers: Iterable[ElementAnswer]) -> set[str]:
    """Return the dimensions that the status is read from."""
    return {
        name for answer in answers for reason in answer.reasons for name in reason.facts.dimensions
    }


def _basis_answer(basis: Column, answer: ElementAnswer, register: Register) -> values.BasisAnswer:
    return values.BasisAnswer(
        basis=basis,
        title=register.basis(basis),
        status=answer.status,
        word=wording.element_word(answer),
    )


def _merge_reasons(
    answers: Mapping[Column, ElementAnswer], refs: CitationLinks, register: Register
) -> Iterator[tuple[Weight, values.ReasonRow]]:
    """Yield the reasons of all answers once each, as proved first.

    A reason that some answers do not have names those that do.
    """
    weighed = _scoring_dimensions(answers.values())
    having: dict[Reason, set[Column]] = {}
    for column in READ:
        for reason in answers[column].reasons if column in answers else ():
            having.setdefault(reason, set()).add(column)
    for reason, found in having.items():
        only = () if len(found) == len(answers) else tuple(c for c in answers if c in found)
        yield _weight(reason, weighed), _reason(reason, only, refs, register)


def _reason(
    reason: Reason, only: tuple[Column, ...], refs: CitationLinks, register: Register
) -> values.ReasonRow:
    return values.ReasonRow(
        code=reason.code,
        text=register.sentence(reason.code),
        bearing=reason.bears,
        note=_level_note(reason),
        only_basis=only,
        only=str(ONLY[only]) if only else "",
        facts=refs.facts(reason.facts),
        authorities=refs.authorities(reason.authority),
    )


def _level_note(reason: Reason) -> str:
    """Return the level in words, or the points beside the border; empty for other reasons.

    What a level means is said only where its criterion holds, not where something is not stated
    or not shown.
    """
    if isinstance(reason, DimensionReason):
        if reason.code not in _criterion_codes():
            return gettext("%(dimension)s, level %(level)s of %(of)s") % {
                "dimension": wording.dimension(reason.dimension),
                "level": reason.level,
                "of": reason.of,
            }
        return gettext("%(dimension)s, level %(level)s of %(of)s: %(meaning)s") % {
            "dimension": wording.dimension(reason.dimension),
            "level": reason.level,
            "of": reason.of,
            "meaning": wording.level(reason.dimension, reason.level),
        }
    if reason.facts.points is not None:
        return gettext("%(points)s points; the border is at %(border)s, the top at %(full)s") % {
            "points": reason.facts.points,
            "border": reason.facts.border,
            "full": reason.facts.full,
        }
    return ""


@cache
def _criterion_codes() -> frozenset[str]:
    rules = load_rules()
    return frozenset(c.code for dimension in rules.dimensions for c in dimension.criteria)
