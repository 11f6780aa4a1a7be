"""The two answers in the text report; what both say of an element is printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments import wording
from assessments.engine import BASES, Result
from assessments.engine.codes import Bearing, ElementName
from assessments.engine.presumption import PRESUMED
from assessments.engine.result import Answer, ElementAnswer, Layer
from assessments.engine.result_reasons import DimensionReason
from assessments.precedents.answer_texts import (
    field_text,
    ground_sentence,
    is_presumed,
    range_sentence,
    scope_sentence,
)
from assessments.results.terminal_names import ReportNames

MARKS: Mapping[Bearing, str] = {"for": "+", "against": "-", "neutral": "·"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A reason as it is printed, with the dimension that it speaks of."""

    text: str
    dimension: str  # empty for a reason on the element as a whole
    topic: str  # the dimension, or the code of such a reason


Elements = Mapping[ElementName, list[Line]]


def answer_lines(
    result: Result, names: ReportNames, layer_name: Callable[[Layer], str], step_ids: Sequence[str]
) -> Iterator[str]:
    """Yield both answers; the second one does not repeat what it has in common with the first."""
    heads = [
        list(_head(result, result.answer(basis), names, layer_name, step_ids)) for basis in BASES
    ]
    claimed, proved = (_elements(result.answer(basis), names) for basis in BASES)
    yield ""
    yield wording.conclusion(result.claimed.conclusion, "claimed", result.claimed.scope)
    yield from (f"  {line}" for line in heads[0])
    for name, lines in claimed.items():
        yield from _element(name, result.claimed.elements[name], lines, claimed)
    yield ""
    yield wording.conclusion(result.proved.conclusion, "proved", result.proved.scope)
    is_same = proved == claimed and _words(result.claimed) == _words(result.proved)
    if not is_same or heads[0] != heads[1]:
        yield from (f"  {line}" for line in heads[1])
    if is_same:
        yield "  " + gettext("As stated, for the same reasons.")
        return
    for name, lines in proved.items():
        element = result.proved.elements[name]
        values = {"element": wording.element(name), "status": wording.element_word(element)}
        of_claimed = claimed[name]
        if lines == of_claimed and element.status == result.claimed.elements[name].status:
            pattern = gettext("%(element)s: %(status)s; as stated, for the same reasons")
            yield "  " + pattern % values
        elif not _shared(name, lines, proved) and _are_replaced(lines, of_claimed):
            yield "  " + gettext("%(element)s: %(status)s; as stated, except:") % values
            yield from (f"    {line.text}" for line in lines if line not in of_claimed)
        else:
            yield from _element(name, element, lines, proved)


def _are_replaced(lines: list[Line], claimed: list[Line]) -> bool:
    """Whether what differs takes the place of what was said, so that the rest need not be again."""
    said = {line.topic for line in lines if line not in claimed}
    unsaid = {line.topic for line in claimed if line not in lines}
    return bool(said) and said >= unsaid and len(lines) - len(said) > 1


def _shared(name: ElementName, lines: list[Line], of_answer: Elements) -> list[Line]:
    """What intellectual achievement has in common with originality, where that says enough."""
    above = of_answer.get("originality", [])
    shared = [line for line in lines if line in above]
    apart = [line for line in above if line not in shared]
    is_enough = name == "intellectual_achievement" and len(shared) > 1
    return shared if is_enough and all(line.dimension for line in apart) else []


def _words(answer: Answer) -> list[str]:
    return [element.status for element in answer.elements.values()]


def _head(
    result: Result,
    answer: Answer,
    names: ReportNames,
    layer_name: Callable[[Layer], str],
    step_ids: Sequence[str],
) -> Iterator[str]:
    """Yield what an answer speaks for, rests on and turns on."""
    lines = (
        scope_sentence(result, answer, layer_name, wording.conclusion_label, step_ids),
        wording.sentence(PRESUMED) if is_presumed(answer) else "",
        ground_sentence(answer, names),
        range_sentence(answer, wording.conclusion_label),
    )
    yield from filter(None, lines)
    for value in answer.turns_on:
        yield gettext(
            "It depends on what is not stated, or appraised by the maker alone: %(field)s"
        ) % {"field": field_text(value.field, value.value)}


def _elements(answer: Answer, names: ReportNames) -> Elements:
    return {name: list(_lines(element, names)) for name, element in answer.elements.items()}


def _lines(element: ElementAnswer, names: ReportNames) -> Iterator[Line]:
    for reason in element.reasons:
        if reason.code == PRESUMED:
            continue  # said once of the answer
        dimension = reason.dimension if isinstance(reason, DimensionReason) else ""
        where = names.where(reason.facts, reason.authority)
        yield Line(
            text=f"{MARKS[reason.bears]} {wording.sentence(reason.code)}{where}",
            dimension=dimension,
            topic=dimension or reason.code,
        )


def _element(
    name: ElementName, element: ElementAnswer, lines: list[Line], of_answer: Elements
) -> Iterator[str]:
    """Yield an element; intellectual achievement does not repeat what stands under originality."""
    values = {"element": wording.element(name), "status": wording.element_word(element)}
    shared = _shared(name, lines, of_answer)
    if not shared:
        yield "  " + gettext("%(element)s: %(status)s") % values
        yield from (f"    {line.text}" for line in lines)
        return
    values["other"] = wording.element("originality")
    apart = [line.dimension for line in of_answer["originality"] if line not in shared]
    if apart:
        values["dimensions"] = gettext(", ").join(map(wording.dimension, apart))
        pattern = gettext(
            "%(element)s: %(status)s; the reasons are those of %(other)s, without %(dimensions)s"
        )
    else:
        pattern = gettext("%(element)s: %(status)s; the reasons are those of %(other)s")
    yield "  " + pattern % values
    yield from (f"    {line.text}" for line in lines if line not in shared)
