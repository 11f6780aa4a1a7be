"""How sure an opinion is, in the six levels of lawyers, and what holds it down.

A level is never higher than what it rests on: the words of the elements, the layer that decides,
the evidence that was not seen, material of others, and law that is not settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from assessments.engine.codes import BASES, Basis, Conclusion
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


def opinion_level(snapshot: Snapshot, basis: Basis) -> OpinionLevel:
    """Return how sure the opinion on the work is: no surer than the least that it needs."""
    answer = snapshot.result.answer(basis)
    level = OF_CONCLUSION[answer.conclusion]
    if level == "reserved":
        return level
    needed = [level, *(element_level(element) for element in answer.elements.values())]
    needed += [layer_level(snapshot, layer, basis) for layer in spoken_of(snapshot, answer)]
    return weakest(needed)


def spoken_of(snapshot: Snapshot, answer: Answer) -> list[Layer]:
    """Return the layers that an opinion speaks of: all that it calls protected, else the deciding.

    One level is stated for all of them, so it must hold for each.
    """
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


def element_level(element: ElementAnswer) -> OpinionLevel:
    """Return the level of an element."""
    if element.status == "met":
        by_rule = element.basis == "bound" and _names_a_rule(element.bound_by)
        return "will" if by_rule else "should"
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
