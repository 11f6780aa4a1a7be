"""From the levels of a layer to its elements and its word.

Gates come first, then decided cases, then statute, then the ordered conditions of the ground. Every
step of this is monotone: a higher level never lowers a status or a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from assessments.engine.appraisal import Appraiser
from assessments.engine.choices import Bound
from assessments.engine.codes import Conclusion, ElementStatus, LayerKind
from assessments.engine.comparison import Binds
from assessments.engine.rules import Gate, Ground, Hold, Rules
from assessments.engine.rules_told import Told

WORDS: tuple[Conclusion, ...] = ("not_protected", "unlikely", "arguable", "likely", "protected")
RANK: Mapping[Conclusion, int] = {word: rank for rank, word in enumerate(WORDS)}
STATUSES: tuple[ElementStatus, ...] = ("not_met", "arguable", "met")
STATUS_RANK: Mapping[ElementStatus, int] = {s: rank for rank, s in enumerate(STATUSES)}
WORD_OF: Mapping[ElementStatus, Conclusion] = {
    "met": "likely",
    "arguable": "arguable",
    "not_met": "unlikely",
}
# The word and the status that a gate leaves at most.
HELD_WORD: Mapping[Hold, Conclusion] = {
    "not_met": "not_protected",
    "unlikely": "unlikely",
    "arguable": "arguable",
    "likely": "likely",
}
HELD_STATUS: Mapping[Hold, ElementStatus] = {
    "not_met": "not_met",
    "unlikely": "not_met",
    "arguable": "arguable",
    "likely": "met",
}
assert set(get_args(Hold)) == set(HELD_WORD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What is found of one layer on one answer."""

    word: Conclusion
    ground: Ground | None
    statuses: Mapping[str, ElementStatus]
    by_statute: bool  # met by statute, whatever has been decided
    binds: Binds
    gates: tuple[Gate, ...]  # closed, or limiting the word

    @property
    def is_closed(self) -> bool:
        """Whether a statute refuses the layer."""
        return any(gate.holds == "not_met" for gate in self.gates)

    @property
    def is_conflict(self) -> bool:
        return not self.is_closed and self.binds.granted and self.binds.refused

    @property
    def is_bound(self) -> bool:
        """Whether statute or decided cases give the word, not the ordered conditions."""
        return self.is_closed or self.by_statute or self.binds.granted or self.binds.refused


def judge(
    kind: LayerKind,
    claim: str,
    levels: Mapping[str, int],
    binds: Binds,
    gates: Sequence[Gate],
    rules: Rules,
    *,
    at_most: Conclusion | None = None,
) -> Verdict:
    """The verdict on one layer; `at_most`: the best word where what it adds is unknown."""
    ground, statuses = _best_ground(kind, claim, levels, rules)
    by_statute = (
        ground is not None and bool(ground.by_statute) and reaches(levels, ground.by_statute)
    )
    if binds.granted and binds.refused:
        word: Conclusion = "arguable"
        statuses = dict.fromkeys(statuses, "arguable")
    elif binds.refused:
        word = "not_protected"
        statuses = dict.fromkeys(statuses, "not_met")
    elif by_statute and at_most is None:
        word = "protected"
    elif binds.granted:
        word = "likely"
        statuses = dict.fromkeys(statuses, "met")
    else:
        word = WORD_OF[min(statuses.values(), key=STATUSES.index)] if statuses else "unlikely"
    if at_most == "arguable" and RANK[word] > RANK[at_most]:
        word = at_most
        statuses = {
            name: min(status, "arguable", key=STATUSES.index) for name, status in statuses.items()
        }
    of_layer = tuple(gate for gate in gates if _limits(gate, kind, levels))
    for gate in of_layer:
        word = min(word, HELD_WORD[gate.holds], key=RANK.__getitem__)
    return Verdict(
        word=word,
        ground=ground,
        statuses=_limit_statuses(statuses, of_layer, rules),
        by_statute=by_statute and at_most is None and not binds.refused,
        binds=binds,
        gates=of_layer,
    )


def _best_ground(
    kind: LayerKind, claim: str, levels: Mapping[str, int], rules: Rules
) -> tuple[Ground | None, dict[str, ElementStatus]]:
    """The ground on which a layer answers best, and the status of each element on it."""
    best: tuple[Ground | None, dict[str, ElementStatus]] = (None, {})
    best_rank: tuple[int, int] = (-1, -1)
    for ground in rules.grounds:
        if ground.layer != kind or claim not in ground.claims:
            continue
        statuses = {name: _status(ground, name, levels) for name in ground.elements}
        ranks = [STATUS_RANK[status] for status in statuses.values()]
        rank = (min(ranks), sum(ranks))
        if rank > best_rank:
            best, best_rank = (ground, statuses), rank
    return best


def _status(ground: Ground, element: str, levels: Mapping[str, int]) -> ElementStatus:
    stated = ground.elements[element]
    if any(reaches(levels, least) for least in stated.met):
        return "met"
    if any(reaches(levels, least) for least in stated.arguable):
        return "arguable"
    return "not_met"


def _limit_statuses(
    statuses: Mapping[str, ElementStatus], gates: Sequence[Gate], rules: Rules
) -> dict[str, ElementStatus]:
    limited: dict[str, ElementStatus] = {}
    for element in rules.elements:
        status = "met" if element.gate else statuses.get(element.id, "not_met")
        for gate in gates:
            if gate.element == element.id:
                status = min(status, HELD_STATUS[gate.holds], key=STATUS_RANK.__getitem__)
        limited[element.id] = status
    return limited


def reaches(levels: Mapping[str, int], required: Mapping[str, int]) -> bool:
    """Whether every dimension named has at least the level required."""
    return all(levels.get(name, 0) >= least for name, least in required.items())


def _limits(gate: Gate, kind: LayerKind, levels: Mapping[str, int]) -> bool:
    if gate.layers and kind not in gate.layers:
        return False
    return not (gate.unless and reaches(levels, gate.unless))


def gates_of(appraiser: Appraiser, rules: Rules, bound: Bound = "given") -> tuple[Gate, ...]:
    """The gates that the facts of the whole work close or narrow, before any level is read.

    At the lowest bound, others' material of which nobody says how much shows makes up the result.
    """
    return tuple(_gates_of(appraiser, rules, bound))


def _gates_of(appraiser: Appraiser, rules: Rules, bound: Bound) -> Iterator[Gate]:
    record = appraiser.record
    told = rules.told.read(record)
    for gate in rules.gates:
        if record.appraiser != "decider" and not _is_told(gate, told):
            continue
        if record.appraiser == "decider" and gate.asks:
            continue  # what a decider says stands as it is
        if gate.record is not None and not _record_meets(appraiser, gate.record):
            continue
        if gate.input is not None and not any(
            appraiser.made_by(item) in gate.input.made_by
            and (
                item.in_output in gate.input.in_output
                or (bound == "lowest" and item.in_output is None and record.appraiser != "decider")
            )
            for item in record.inputs
        ):
            continue
        if gate.no_human and not appraiser.has_machine_only:
            continue
        yield gate


def _is_told(gate: Gate, told: frozenset[Told]) -> bool:
    """Whether the makers' own words tell what a gate asks, and nothing that lifts it."""
    return (not gate.told or bool(told & set(gate.told))) and not told & set(gate.untold)


def _record_meets(appraiser: Appraiser, condition: Mapping[str, tuple[str, ...]]) -> bool:
    for name, values in condition.items():
        value = getattr(appraiser.record, name)
        if name == "distinctiveness" and appraiser.is_copied:
            value = "copied"
        if (str(value).lower() if isinstance(value, bool) else value) not in values:
            return False
    return True


def gate_fields(gate: Gate) -> tuple[str, ...]:
    """The fields of the record that a gate stands on."""
    if gate.record is not None:
        return tuple(sorted(gate.record))
    return ("inputs",) if gate.input is not None else ("parties", "steps")
