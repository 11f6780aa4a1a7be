"""Why a layer has its word: a gate, want of proof, what is not stated, or the levels themselves."""

from __future__ import annotations

from assessments.engine.case import Case
from assessments.engine.judging import HELD_WORD, RANK, judge
from assessments.engine.layers import LayerReading
from assessments.engine.presumption import presumed_layer
from assessments.engine.reasons import Rest
from assessments.engine.result import LYRICS, LYRICS_OF_MACHINE, LayerAnswer
from assessments.engine.rules import Gate
from assessments.engine.unstated import ONE_PART, stated_code


def deciding_gate(case: Case, reading: LayerReading) -> Gate | None:
    """The gate that gives the word of a layer; None where the word is no better without gates."""
    verdict = reading.verdict
    if not verdict.gates:
        return None
    gate = min(verdict.gates, key=lambda gate: RANK[HELD_WORD[gate.holds]])
    if verdict.is_closed:
        return gate
    if verdict.word != HELD_WORD[gate.holds] or verdict.ground is None:
        return None
    levels = {name: seen.level for name, seen in reading.observations.items()}
    kind, claim = reading.shape.kind, verdict.ground.claims[0]
    free = judge(kind, claim, levels, verdict.binds, (), case.rules)
    return gate if gate.input is not None or RANK[free.word] > reading.rank else None


def rest_of_word(case: Case, reading: LayerReading, rest: Rest) -> Rest:
    """What the word of a layer rests on: on the rules where a gate of theirs limits it."""
    gate = deciding_gate(case, reading)
    limited = gate is not None and not reading.verdict.is_closed
    return Rest(basis="scale") if limited and rest.basis == "bound" else rest


def layer_reason(
    case: Case,
    reading: LayerReading,
    gate: Gate | None,
    claimed: LayerAnswer,
    proved: LayerAnswer,
) -> str:
    """The code of the sentence that says why a layer has its word on what is proved."""
    kind = reading.shape.kind
    if reading.shape.lyrics and gate is None:
        return LYRICS if kind == "human_text" else LYRICS_OF_MACHINE
    if proved.word == "open":
        return f"layer.{kind}.open"
    if gate is not None and (reading.verdict.is_closed or claimed.word == proved.word):
        return gate.code
    if claimed.word != proved.word:
        return f"layer.{kind}.unproved"
    if presumed_layer(case, reading, "proved") and RANK[proved.word] >= RANK["arguable"]:
        return f"layer.{kind}.presumed"
    seen = reading.observations.get("selection") if kind == "arrangement" else None
    if seen is not None and stated_code(case, seen) == ONE_PART:
        return ONE_PART
    unlikely, arguable = RANK["unlikely"], RANK["arguable"]
    if RANK[claimed.word] <= unlikely and RANK[claimed.range[1]] >= arguable:
        return f"layer.{kind}.not_stated"
    return f"layer.{kind}.{proved.word}"
