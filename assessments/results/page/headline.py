"""The top of a result: each layer in a sentence, both answers on one scale, why, and what is near.

It says nothing that the sections below it do not say; it shows their first lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

from assessments import wording
from assessments.engine import Column, Result
from assessments.engine.codes import Bearing, Conclusion, Outcome
from assessments.engine.result import Layer
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link, ReasonRow
from assessments.results.page.answers import layer_text
from assessments.results.page.elements import reasons_by_strength
from assessments.wording import Register
from assessments.wording.parts import with_rounds

# The words of the scale from left to right; `open` has no place on it.
RUNGS: tuple[Conclusion, ...] = ("not_protected", "unlikely", "arguable", "likely", "protected")
MAX_REASONS = 3  # for, and against
Cell = Literal["reached", "possible", "beyond"]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One of the answers on the scale."""

    basis: Column
    title: str
    word: Conclusion
    label: str
    cells: tuple[Cell, ...]  # one for each word of the scale
    possible: str  # up to which word it could rise; empty where nothing is unknown


@dataclass(frozen=True, kw_only=True)
class LayerLine:
    """Layers of one name and one pair of words, in one sentence."""

    name: str
    count: int
    claimed: Conclusion
    proved: Conclusion
    sentence: str


@dataclass(frozen=True, kw_only=True)
class NearDecision:
    """The nearest decided work of an outcome."""

    outcome: Outcome
    outcome_name: str
    decision: Link


@dataclass(frozen=True, kw_only=True)
class ReasonLines:
    """The first reasons of one bearing, in words."""

    bearing: Bearing
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The top of a result."""

    rungs: tuple[str, ...]  # the words of the scale
    bars: tuple[Bar, ...]
    layers: tuple[LayerLine, ...]
    near: tuple[NearDecision, ...]  # refused first, as on the scale
    reasons: tuple[ReasonLines, ...]  # for, then against


def headline(result: Result, refs: CitationLinks, register: Register) -> Headline:
    """Return the top of a result in a register."""
    return Headline(
        rungs=tuple(register.conclusion_label(word) for word in RUNGS),
        bars=tuple(_bar(result, basis, register) for basis in result.columns),
        layers=tuple(_layer_lines(result, refs, register)),
        near=tuple(_near(result, refs)),
        reasons=tuple(_reasons(result, refs, register)),
    )


def _bar(result: Result, basis: Column, register: Register) -> Bar:
    answer = result.answer(basis)
    highest = answer.range[1] if answer.range else answer.conclusion
    reached, possible = _rung(answer.conclusion), _rung(highest)
    return Bar(
        basis=basis,
        title=register.basis(basis),
        word=answer.conclusion,
        label=register.conclusion_label(answer.conclusion),
        cells=tuple(
            "reached" if at <= reached else "possible" if at <= possible else "beyond"
            for at in range(len(RUNGS))
        ),
        possible=register.conclusion_label(highest) if possible > reached else "",
    )


def _rung(word: Conclusion) -> int:
    """Return the place of a word on the scale; below it where nothing can be said yet."""
    return RUNGS.index(word) if word in RUNGS else -1


def _layer_lines(result: Result, refs: CitationLinks, register: Register) -> Iterator[LayerLine]:
    groups: dict[
        tuple[str, str, Conclusion, Conclusion, Conclusion | None, Conclusion, bool], list[Layer]
    ] = {}
    silent = {
        item["id"] for item in refs.record.get("inputs") or () if item.get("in_output") is None
    }
    for layer in result.layers:
        highest = _highest(layer)
        # No grade of a material is stated of which nobody said how much of it shows.
        is_untold = layer.layer == "own_input" and bool(silent.intersection(layer.inputs))
        is_untold = is_untold and highest != layer.claimed
        words = (layer.claimed, layer.status, layer.held)
        key = (layer.called, layer.name or "", *words, highest, is_untold)
        groups.setdefault(key, []).append(layer)
    names = Counter(key[:2] for key in groups)
    for key, layers in groups.items():
        _, _, claimed, proved, held, highest, is_untold = key
        name = layer_text(layers[0], refs, register)
        called = gettext("%(name)s (%(count)d)") % {"name": name, "count": len(layers)}
        called = called if len(layers) > 1 else name
        called = _with_rounds(called, layers, refs) if names[key[:2]] > 1 else called
        yield LayerLine(
            name=name,
            count=len(layers),
            claimed=claimed,
            proved=proved,
            sentence=_layer_sentence(
                _untold(called) if is_untold else called, claimed, proved, held, highest, register
            ),
        )


def _highest(layer: Layer) -> Conclusion:
    """Return how far what is open could raise a part, as stated; its word where nothing could."""
    top = layer.as_claimed.range[1] if layer.as_claimed else layer.claimed
    return top if _rung(top) > _rung(layer.claimed) else layer.claimed


def _with_rounds(name: str, layers: Sequence[Layer], refs: CitationLinks) -> str:
    """Add the numbers of the rounds, which tell parts of one name apart."""
    ids = {step for layer in layers for step in layer.steps}
    steps = enumerate(refs.record.get("steps") or (), 1)
    numbers = [number for number, step in steps if step["id"] in ids]
    return with_rounds(name, numbers) if numbers else name


def _layer_sentence(
    name: str,
    claimed: Conclusion,
    proved: Conclusion,
    held: Conclusion | None,
    highest: Conclusion,
    register: Register,
) -> str:
    values = {
        "layer": name,
        "claimed": register.conclusion_label(claimed),
        "proved": register.conclusion_label(proved),
        "stated": register.basis("claimed"),
        "shown": register.basis("proved"),
        "highest": register.conclusion_label(highest),
    }
    if claimed == proved and held in (None, proved):
        said = gettext("%(layer)s: %(proved)s.") % values
    else:
        said = gettext("%(layer)s. %(stated)s: %(claimed)s. %(shown)s: %(proved)s.") % values
    if held is not None and not claimed == proved == held:
        values |= {"said": said, "holds": register.basis("held")}
        values["held"] = register.conclusion_label(str(held))
        said = gettext("%(said)s %(holds)s: %(held)s.") % values
    if highest == claimed:
        return said
    values["said"] = said
    return (
        gettext("%(said)s %(stated)s: at most “%(highest)s”, depending on what is open.") % values
    )


def _untold(name: str) -> str:
    return gettext(
        "%(layer)s (counted as low as it can be, until you say how much of it shows)"
    ) % {"layer": name}


def _near(result: Result, refs: CitationLinks) -> Iterator[NearDecision]:
    outcomes: tuple[Outcome, ...] = ("not_protected", "protected")
    for outcome in outcomes:
        nearest = next((found for found in result.precedents if found.outcome == outcome), None)
        if nearest is not None:
            yield NearDecision(
                outcome=outcome,
                outcome_name=wording.outcome(outcome),
                decision=refs.decision(nearest.slug),
            )


def _reasons(result: Result, refs: CitationLinks, register: Register) -> Iterator[ReasonLines]:
    """Yield the strongest reasons for and against."""
    ordered = reasons_by_strength(result, refs, register)
    bearings: tuple[Bearing, ...] = ("for", "against")
    for bearing in bearings:
        mine = [_reason_line(reason, register) for reason in ordered if reason.bearing == bearing]
        if mine:
            yield ReasonLines(
                bearing=bearing, title=wording.bearing(bearing), texts=tuple(mine[:MAX_REASONS])
            )


def _reason_line(reason: ReasonRow, register: Register) -> str:
    if not reason.only_basis:
        return reason.text
    return gettext("%(reason)s (%(basis)s)") % {
        "reason": reason.text,
        "basis": gettext(", ").join(map(register.basis, reason.only_basis)),
    }
