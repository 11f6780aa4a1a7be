"""Where what is proved rests on the name on the work (Copyright Law art. 12), not on evidence."""

from __future__ import annotations

from assessments.engine.case import Case
from assessments.engine.codes import Basis
from assessments.engine.findings import Observation
from assessments.engine.layers import LayerReading
from assessments.engine.own_words import HAND_ACTIONS
from assessments.engine.result_reasons import Facts, Reason
from cases.record import Input, Step

PRESUMED = "statute.presumed"
BY_HAND = frozenset({*HAND_ACTIONS, "arrange"})
DIMENSIONS = frozenset({"editing", "selection", "own_input"})
WORTH_SAYING = 2  # levels below give no word, whoever shows them


def presumed_item(case: Case, item: Step | Input) -> bool:
    """Whether a step by hand or an own input is shown by the name on the work alone."""
    appraiser = case.appraiser
    if not appraiser.is_presumed:
        return False
    group = "own_input"
    if isinstance(item, Step):
        if item.action not in BY_HAND:
            return False
        group = case.rules.proof.group_of(item.action) or group
    pieces = [p for p in case.record.evidence if p.id in appraiser.evidence_of(item)]
    carried = max((appraiser.carries(piece, group) for piece in pieces), default=0)
    return appraiser.by(item, "proved") == "maker" or carried < case.rules.proof.carries["strong"]


def presumed_level(case: Case, seen: Observation | None, basis: Basis) -> bool:
    """Whether a level as proved rests on such a step or input."""
    if seen is None or basis != "proved" or seen.level < WORTH_SAYING:
        return False
    if seen.dimension not in DIMENSIONS:
        return False
    items: list[Step | Input] = [s for s in case.appraiser.steps if s.id in seen.steps]
    items += [i for i in case.record.inputs if i.id in seen.inputs]
    return any(presumed_item(case, item) for item in items)


def presumed_layer(case: Case, reading: LayerReading, basis: Basis) -> bool:
    """Whether any level of a layer as proved is presumed."""
    return any(presumed_level(case, seen, basis) for seen in reading.observations.values())


def lacking_reason(case: Case, reading: LayerReading, basis: Basis) -> Reason | None:
    """What is missing for the name on the work to show what is claimed of a layer."""
    lack = case.appraiser.presumption_lacks
    if basis != "proved" or lack is None:
        return None
    claimed = next(r for r in case.reading("claimed") if r.shape.id == reading.shape.id)
    if not any(claimed.level(name) > reading.level(name) for name in DIMENSIONS):
        return None
    return Reason(
        code=f"presumption.{lack}",
        bears="neutral",
        facts=Facts(fields=("published",)),
        authority=case.rules.proof.presumption.authority,
    )


def presumed_reason(case: Case) -> Reason:
    """The reason that says so of an element."""
    return Reason(
        code=PRESUMED,
        bears="for",
        facts=Facts(fields=("published",)),
        authority=case.rules.proof.presumption.authority,
    )
