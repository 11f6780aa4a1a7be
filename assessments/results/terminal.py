"""The result as a text report for a terminal, in the active language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext

from assessments import wording
from assessments.engine import BASES, Basis, Result
from assessments.engine.result import Answer, Bearing, DutyAnswer, Improvement, Ownership, Unknown
from assessments.precedents.placed_library import Library
from cases.record import CreationRecord
from cases.wording.standing import standing_brief

MARKS: dict[Bearing, str] = {"for": "+", "against": "-", "neutral": "·"}
NUM_PRECEDENTS = 5  # of each outcome; the JSON has them all


def report(record: CreationRecord, result: Result, library: Library) -> str:
    """Return both answers with reasons, layers, precedents, ownership, duties and next steps."""
    return "\n".join(_lines(record, result, library))


def _lines(record: CreationRecord, result: Result, library: Library) -> Iterator[str]:
    yield record.title
    for basis in BASES:
        yield ""
        yield from _answer(result.answer(basis), basis)
    yield from _section(gettext("Layers"), _layers(result))
    yield from _section(gettext("Decisions compared with, as proved"), _precedents(result, library))
    yield from _section(gettext("Ownership"), _ownership(result.ownership))
    yield from _section(gettext("Duties"), map(_duty, result.duties))
    yield from _section(gettext("What to do next"), map(_improvement, result.improvements))
    yield from _section(gettext("What is not told"), map(_unknown, result.unknowns))
    yield ""
    yield gettext("Rules %(rubric)s; library %(library)s") % {
        "rubric": result.rubric,
        "library": result.library[:12],
    }


def _answer(answer: Answer, basis: Basis) -> Iterator[str]:
    yield wording.conclusion(answer.conclusion, basis)
    for name, element in answer.elements.items():
        yield "  " + gettext("%(element)s: %(status)s (%(score)d, border 50)") % {
            "element": wording.element(name),
            "status": wording.element_status(element.status),
            "score": element.score,
        }
        for reason in element.reasons:
            where = ", ".join((*reason.facts.steps, *reason.authority))
            yield f"    {MARKS[reason.bears]} {wording.sentence(reason.code)} [{where}]"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)


def _layers(result: Result) -> Iterator[str]:
    for layer in result.layers:
        yield gettext("%(layer)s: %(status)s. %(because)s") % {
            "layer": wording.layer_name(layer.layer),
            "status": wording.layer_status(layer.status),
            "because": wording.sentence(layer.because),
        }


def _precedents(result: Result, library: Library) -> Iterator[str]:
    chinese = (get_language() or "").startswith("zh")
    counts: Counter[str] = Counter()
    for compared in result.precedents:
        counts[compared.outcome] += 1
        if counts[compared.outcome] > NUM_PRECEDENTS:
            continue
        decision = library.by_slug[compared.slug]
        name = decision.short_name
        yield gettext("%(name)s (%(slug)s): %(outcome)s; %(relation)s") % {
            "name": name.zh if chinese else name.en,
            "slug": compared.slug,
            "outcome": wording.outcome(compared.outcome),
            "relation": wording.relation(compared.relation),
        }
        stands = library.standings[decision.slug].as_of(result.as_of)
        standing = standing_brief(stands, "zh" if chinese else "en")
        if standing:
            yield f"  {standing}"
        for dimensions, label in (
            (compared.stronger_on, gettext("stronger on")),
            (compared.weaker_on, gettext("weaker on")),
        ):
            if dimensions:
                names = gettext(", ").join(map(wording.dimension, dimensions))
                yield f"  {label}: {names}"


def _ownership(ownership: Ownership) -> Iterator[str]:
    owner = ownership.owner or gettext("not known")
    yield f"{owner} ({wording.ownership_basis(ownership.basis)})"
    yield wording.sentence(ownership.because)
    yield from (f"? {wording.sentence(question.code)}" for question in ownership.open_questions)


def _duty(duty: DutyAnswer) -> str:
    return gettext("%(duty)s: %(status)s. %(because)s") % {
        "duty": wording.duty_name(duty.what),
        "status": wording.duty_status(duty.status),
        "because": wording.sentence(duty.because),
    }


def _improvement(improvement: Improvement) -> str:
    return gettext("%(do)s %(basis)s: from “%(before)s” to “%(after)s”") % {
        "do": wording.sentence(improvement.do),
        "basis": wording.basis(improvement.changes),
        "before": wording.conclusion_label(improvement.from_),
        "after": wording.conclusion_label(improvement.to),
    }


def _unknown(unknown: Unknown) -> str:
    matters = gettext("could change the result") if unknown.matters else gettext("changes nothing")
    return f"{wording.sentence(unknown.code)} ({matters})"
