"""Which parts of the work carry protection: most works are protected in part.

Each layer is one way in which a human's expression came in: what was prompted, each own input
that shows, each edit by hand, human text, the selection and arrangement of the whole. A layer
stands on its own level only; the element gates that concern the whole work hold it down too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.elements import ElementResult, ground_open, ground_score
from assessments.engine.findings import Findings, RecordReader
from assessments.engine.rules import Ground, Rules
from cases.record import CreationRecord

STATUS = {"met": "protected", "arguable": "arguable", "not_met": "not_protected"}


@dataclass(frozen=True, kw_only=True)
class _LayerCandidate:
    """One part of the work: the level of its dimension, claimed and proved."""

    layer: str
    ground: str
    dimension: str
    claimed: int
    proved: int
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


def layers(
    record: CreationRecord,
    findings: Findings,
    claimed: Mapping[str, ElementResult],
    rules: Rules,
) -> list[dict[str, Any]]:
    """Every layer with its status as proved, and as claimed beside it."""
    grounds = {ground.id: ground for ground in rules.grounds}
    gates = [gate.at_most for result in claimed.values() for gate in result.gates]
    found = list(_whole_layers(findings, grounds, gates, rules))
    for part in _parts(record, findings, rules):
        levels = {
            basis: {
                **findings.levels(basis),
                part.dimension: part.claimed if basis == "claimed" else part.proved,
            }
            for basis in ("claimed", "proved")
        }
        scores = {b: _score(grounds[part.ground], levels[b], gates) for b in levels}
        found.append(
            _entry(
                part.layer,
                part.ground,
                scores,
                rules,
                grounds,
                steps=part.steps,
                inputs=part.inputs,
            )
        )
    return found


def _whole_layers(
    findings: Findings, grounds: Mapping[str, Ground], gates: list[int], rules: Rules
) -> Iterator[dict[str, Any]]:
    runs = tuple(s.id for s in findings.steps if s.action in rules.duties.generating_actions)
    if not runs:
        return
    best = {}
    for basis in ("claimed", "proved"):
        levels = findings.levels(basis)
        candidates = [
            g for g in grounds.values() if g.layer == "prompted_output" and ground_open(g, levels)
        ]
        best[basis] = max(
            ((_score(ground, levels, gates), ground.id) for ground in candidates),
            key=lambda pair: pair[0],
        )
    scores = {basis: score for basis, (score, _) in best.items()}
    yield _entry("prompted_output", best["proved"][1], scores, rules, grounds, steps=runs)


def _parts(record: CreationRecord, findings: Findings, rules: Rules) -> Iterator[_LayerCandidate]:
    editing = rules.dimension("editing")
    selection = rules.dimension("selection")
    for item in record.inputs:
        only = record.model_copy(update={"inputs": (item,)})
        level = RecordReader(only, rules).finding(rules.dimension("own_input"))
        if level.claimed:
            yield _LayerCandidate(
                layer="own_input", ground="own_input", dimension="own_input",
                claimed=level.claimed, proved=level.proved, inputs=(item.id,),
            )  # fmt: skip
    for step in findings.steps:
        rule = selection if step.action == "arrange" else editing
        if step.action not in ("edit", "write", "arrange"):
            continue
        only = record.model_copy(update={"steps": (step,)})
        level = RecordReader(only, rules).finding(rule)
        if level.claimed:
            layer = {"edit": "hand_editing", "write": "human_text", "arrange": "arrangement"}[
                step.action
            ]
            yield _LayerCandidate(
                layer=layer, ground="arrangement" if step.action == "arrange" else "hand",
                dimension=rule.id, claimed=level.claimed, proved=level.proved, steps=(step.id,),
            )  # fmt: skip


def _score(ground: Ground, levels: Mapping[str, int], gates: list[int]) -> int:
    return min([ground_score(points, levels) for points in ground.elements.values()] + gates)


def _entry(
    layer: str,
    ground: str,
    scores: Mapping[str, int],
    rules: Rules,
    grounds: Mapping[str, Ground],
    *,
    steps: tuple[str, ...] = (),
    inputs: tuple[str, ...] = (),
) -> dict[str, Any]:
    status = {basis: STATUS[rules.status_of(score)] for basis, score in scores.items()}
    because = "unproved" if status["claimed"] != status["proved"] else status["proved"]
    return {
        "layer": layer,
        "status": status["proved"],
        "claimed": status["claimed"],
        "because": f"layer.{layer}.{because}",
        "steps": list(steps),
        "inputs": list(inputs),
        "authority": list(grounds[ground].authority),
    }
