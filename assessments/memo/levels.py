"""How sure an opinion is, in the six levels of lawyers, and what holds it down.

A level is never higher than what it rests on: the words of the elements, the layer that decides,
the evidence that was not seen, material of others, and law that is not settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessments.engine.codes import BASES, Basis, Conclusion, ElementName
from assessments.engine.result import Answer, ElementAnswer, Layer
from assessments.exhibits.snapshot import Snapshot
from assessments.precedents.notices import uncleared
from cases.law.loading import load_law

OpinionLevel = Literal["will", "should", "likelier", "basis", "unlikely", "none", "reserved"]
# From the weakest; an opinion that is reserved says nothing and is not ordered.
ORDER: tuple[OpinionLevel, ...] = ("none", "unlikely", "basis", "likelier", "should", "will")
Limit = Literal["evidence", "third_party", "third_party_elsewhere", "unsettled_law"]

OF_CONCLUSION: dict[Conclusion, OpinionLevel] = {
    "protected": "will",
    "likely": "should",
    "arguable": "basis",
    "unlikely": "unlikely",
    "not_protected": "none",
    "open": "reserved",
}
CAPS: dict[Limit, OpinionLevel] = {
    "evidence": "likelier",
    "third_party": "likelier",
    "third_party_elsewhere": "should",
    "unsettled_law": "should",
}
BY_HAND = ("hand_editing", "own_input", "human_text", "arrangement")


@dataclass(frozen=True, kw_only=True)
class PartOpinion:
    """How sure the opinion is on some parts of the work; none where the record shows no part."""

    level: OpinionLevel
    layers: tuple[Layer, ...]


def opinions(snapshot: Snapshot, basis: Basis) -> list[PartOpinion]:
    """Return the opinion on the parts that it speaks of, those of one level together.

    The surest comes first. Every level is that of the parts that are named with it.
    """
    answer = snapshot.result.answer(basis)
    layers = spoken_of(snapshot, answer)
    if answer.scope in ("style", "arrangement"):  # the claim is for that alone
        layers = [layer for layer in layers if layer.layer == answer.scope]
    if not layers or answer.conclusion == "open":
        return [PartOpinion(level=OF_CONCLUSION[answer.conclusion], layers=tuple(layers))]
    alike: dict[OpinionLevel, list[Layer]] = {}
    for layer in layers:
        alike.setdefault(layer_level(snapshot, layer, basis), []).append(layer)
    return [
        PartOpinion(level=level, layers=tuple(alike[level]))
        for level in reversed(("reserved", *ORDER))
        if level in alike
    ]


def opinion_level(snapshot: Snapshot, basis: Basis) -> OpinionLevel:
    """Return how sure the opinion is on the parts of which it is surest."""
    return opinions(snapshot, basis)[0].level


def opinion_range(snapshot: Snapshot, basis: Basis) -> tuple[OpinionLevel, OpinionLevel] | None:
    """Return between which levels the opinion lies with every unknown; None where it is one."""
    answer = snapshot.result.answer(basis)
    if answer.range is None:
        return None
    deciding = [layer for layer in snapshot.result.layers if layer.id == answer.layer]
    caps = [CAPS[limit] for layer in deciding for limit in limits(snapshot, layer, basis)]
    lowest, highest = (
        OF_CONCLUSION[word] if word == "open" else weakest([OF_CONCLUSION[word], *caps])
        for word in answer.range
    )
    return None if lowest == highest else (lowest, highest)


def spoken_of(snapshot: Snapshot, answer: Answer) -> list[Layer]:
    """Return the layers of an opinion: all that it calls protected, else the one that decides."""
    layers = snapshot.result.layers
    protected = [layer for layer in layers if layer.id in answer.layers_protected]
    return protected or [layer for layer in layers if layer.id == answer.layer]


def layer_level(snapshot: Snapshot, layer: Layer, basis: Basis) -> OpinionLevel:
    """Return how sure the opinion on a layer is; what cannot be said is only held back."""
    level = OF_CONCLUSION[layer.status if basis == "proved" else layer.claimed]
    if level == "reserved":
        return level
    return weakest([level, *(CAPS[limit] for limit in limits(snapshot, layer, basis))])


def limits(snapshot: Snapshot, layer: Layer, basis: Basis) -> Iterator[Limit]:
    """Yield what holds the opinion on a layer down."""
    if not (layer.layer in BY_HAND and _by_statute(layer, basis)):
        yield "unsettled_law"
    if _has_open_material(snapshot, layer):
        yield "third_party"
    elif uncleared(snapshot.record):
        yield "third_party_elsewhere"
    if basis == "proved" and _has_gap(snapshot, layer):
        yield "evidence"


def element_levels(snapshot: Snapshot, basis: Basis) -> dict[ElementName, OpinionLevel]:
    """Return the level of every element of the layer that decides.

    What is met is no surer than the layer may be. Where no element is weaker than the layer, what
    holds the layer down holds all of them: then they have its level.
    """
    answer = snapshot.result.answer(basis)
    layer = next((each for each in snapshot.result.layers if each.id == answer.layer), None)
    caps = [CAPS[limit] for limit in limits(snapshot, layer, basis)] if layer else ["should"]
    met = weakest(["will", *caps])
    levels = {name: _element_level(element, met) for name, element in answer.elements.items()}
    if layer is None or answer.scope == "style":  # whose elements are not those of the layer
        return levels
    whole = layer_level(snapshot, layer, basis)
    argued = {name for name, element in answer.elements.items() if not element.is_unquestioned}
    if weakest([whole, *(levels[name] for name in argued)]) == whole != "reserved":
        weaker = any(levels[name] == whole for name in argued)
        return levels if weaker else {n: whole if n in argued else levels[n] for n in levels}
    return levels


def _element_level(element: ElementAnswer, met: OpinionLevel) -> OpinionLevel:
    if element.is_unquestioned:
        return "will"
    if element.status == "met":
        return met
    if element.status == "arguable":
        return "basis"
    if element.status == "open":
        return "reserved"
    return "none" if element.score == 0 else "unlikely"


def weakest(levels: list[OpinionLevel]) -> OpinionLevel:
    """Return the weakest of levels; one that is reserved leaves the others."""
    ordered = [level for level in levels if level != "reserved"]
    return min(ordered, key=ORDER.index) if ordered else "reserved"


def all_limits(snapshot: Snapshot) -> list[Limit]:
    """Return what holds either opinion on the work down, each once."""
    found: dict[Limit, None] = {}
    for basis in BASES:
        for layer in spoken_of(snapshot, snapshot.result.answer(basis)):
            found.update(dict.fromkeys(limits(snapshot, layer, basis)))
    return list(found)


def _by_statute(layer: Layer, basis: Basis) -> bool:
    """Whether a rule of law, and not only a decision for reference, decides a layer."""
    ground = layer.as_claimed if basis == "claimed" and layer.as_claimed else layer
    return ground.basis == "bound" and _names_a_rule(ground.bound_by)


def _names_a_rule(keys: Iterable[str]) -> bool:
    articles = load_law().articles
    return any(key in articles for key in keys)


def _has_open_material(snapshot: Snapshot, layer: Layer) -> bool:
    """Whether material of others without a shown licence may show in a layer."""
    items = {item.id: item for item in snapshot.record.inputs}
    open_items = [items[item.id] for item in uncleared(snapshot.record)]
    return any(
        item.in_output != "none" and (item.id in layer.inputs or layer.layer == "prompted_output")
        for item in open_items
    )


def _has_gap(snapshot: Snapshot, layer: Layer) -> bool:
    """Whether something that the layer needs was not seen in a file, or is appraised alone."""
    seen = snapshot.result.evidence_basis != "described" or _is_examined(snapshot)
    return not seen or bool(layer.turns_on)


def _is_examined(snapshot: Snapshot) -> bool:
    """Whether a lawyer examined every exhibit, and none of the examinations is contradicted."""
    refuted = any("examined_by" in item.field for item in snapshot.result.contradictions)
    evidence = snapshot.record.evidence
    return bool(evidence) and not refuted and all(piece.examined_by for piece in evidence)
