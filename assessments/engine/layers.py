"""Which parts of the work carry protection: most works are protected in part.

Each layer is one way in which a human's expression came in: what was prompted, each own input
that shows, each edit by hand, human text, the selection and arrangement of the whole. A layer is
scored by its own level of its dimension; the gates of the whole work limit it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.engine.elements import ElementResult, ground_score, reaches
from assessments.engine.findings import Findings, RecordReader
from assessments.engine.result import BASES, Basis, ElementStatus, Layer, LayerName, LayerStatus
from assessments.engine.rules import Ground, Rules
from cases.record import CreationRecord

STATUS: Mapping[ElementStatus, LayerStatus] = {
    "met": "protected",
    "arguable": "arguable",
    "not_met": "not_protected",
}
LAYER_OF_ACTION: Mapping[str, LayerName] = {
    "edit": "hand_editing",
    "write": "human_text",
    "arrange": "arrangement",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the work with its own level of one dimension."""

    layer: LayerName
    ground: str
    dimension: str
    levels: Mapping[Basis, int]
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


def layers(
    record: CreationRecord,
    findings: Findings,
    claimed: Mapping[str, ElementResult],
    rules: Rules,
) -> tuple[Layer, ...]:
    """Every layer with its status as proved and as claimed; `claimed` gives the closed gates."""
    grounds = {ground.id: ground for ground in rules.grounds}
    limits = [gate.at_most for result in claimed.values() for gate in result.gates]
    parts = [
        _layer_of(part, findings, grounds[part.ground], limits, rules)
        for part in _parts(record, findings, rules)
    ]
    return (*_prompted_layer(findings, limits, rules), *parts)


def _prompted_layer(findings: Findings, limits: list[int], rules: Rules) -> Iterator[Layer]:
    """What was prompted, as a whole, on the best of its grounds; none where nothing was run."""
    runs = tuple(s.id for s in findings.steps if s.action in rules.duties.generating_actions)
    if not runs:
        return
    grounds = [ground for ground in rules.grounds if ground.layer == "prompted_output"]
    best: dict[Basis, tuple[int, Ground]] = {}
    for basis in BASES:
        levels = findings.levels(basis)
        candidates = [ground for ground in grounds if reaches(levels, ground.requires)]
        best[basis] = max(
            ((_score(ground, levels, limits), ground) for ground in candidates),
            key=lambda pair: pair[0],
        )
    scores = {basis: score for basis, (score, _) in best.items()}
    yield _layer("prompted_output", best["proved"][1], scores, rules, steps=runs)


def _parts(record: CreationRecord, findings: Findings, rules: Rules) -> Iterator[Part]:
    """Own inputs that show in the result, and what was done by hand, each with its own level."""
    for item in record.inputs:
        only = record.model_copy(update={"inputs": (item,)})
        finding = RecordReader(only, rules).finding(rules.dimension("own_input"))
        if finding.claimed:
            yield Part(
                layer="own_input", ground="own_input", dimension="own_input",
                levels={basis: finding.level(basis) for basis in BASES}, inputs=(item.id,),
            )  # fmt: skip
    for step in findings.steps:
        layer = LAYER_OF_ACTION.get(step.action)
        if layer is None:
            continue
        dimension, ground = (
            ("selection", "arrangement") if layer == "arrangement" else ("editing", "hand")
        )
        only = record.model_copy(update={"steps": (step,)})
        finding = RecordReader(only, rules).finding(rules.dimension(dimension))
        if finding.claimed:
            yield Part(
                layer=layer, ground=ground, dimension=dimension,
                levels={basis: finding.level(basis) for basis in BASES}, steps=(step.id,),
            )  # fmt: skip


def _layer_of(
    part: Part, findings: Findings, ground: Ground, limits: list[int], rules: Rules
) -> Layer:
    scores = {
        basis: _score(
            ground, {**findings.levels(basis), part.dimension: part.levels[basis]}, limits
        )
        for basis in BASES
    }
    return _layer(part.layer, ground, scores, rules, steps=part.steps, inputs=part.inputs)


def _score(ground: Ground, levels: Mapping[str, int], limits: list[int]) -> int:
    return min([ground_score(points, levels) for points in ground.elements.values()] + limits)


def _layer(
    layer: LayerName,
    ground: Ground,
    scores: Mapping[Basis, int],
    rules: Rules,
    *,
    steps: tuple[str, ...] = (),
    inputs: tuple[str, ...] = (),
) -> Layer:
    claimed, proved = (STATUS[rules.status_of(scores[basis])] for basis in BASES)
    because = "unproved" if claimed != proved else proved
    return Layer(
        layer=layer,
        status=proved,
        claimed=claimed,
        because=f"layer.{layer}.{because}",
        steps=steps,
        inputs=inputs,
        authority=ground.authority,
    )
