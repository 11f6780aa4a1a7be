"""No reason names a fact that the record does not have, or denies one that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import wording
from assessments.engine import BASES, CaseBase, Result, assess
from assessments.engine.judging import RANK
from assessments.engine.structure import PREPARING
from cases.record import CreationRecord, Step
from tests.support.records import PERSON, PROMPTS, RULES, TOOL, record, records

NO_CASES = CaseBase.build([], RULES)
MACHINE = {"id": "m1", "name": "A bot", "kind": "machine", "role": "author"}
RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a lantern"}


def result_of(**fields: Any) -> Result:
    return assess(record(**fields), NO_CASES, RULES)


def dimension_codes(result: Result) -> Iterator[str]:
    for basis in BASES:
        answer = result.answer(basis)
        for element in answer.elements.values():
            yield from (reason.code for reason in element.reasons)
        yield from (level.because for level in answer.findings.values())


def codes(result: Result) -> set[str]:
    return {*dimension_codes(result), *(layer.because for layer in result.layers)}


def runs_again(step: Step, of: CreationRecord) -> bool:
    tools = {tool.id: tool.does for tool in of.tools}
    generative = step.action in ("generate", "adjust") or tools.get(step.tool or "") in (
        RULES.generative_tools
    )
    further = step.action == "adjust" or step.repeat > 1
    return generative and further and step.action not in PREPARING


@st.composite
def mixed_records(draw: st.DrawFn) -> CreationRecord:
    """A record of which a machine may have made some steps."""
    made = draw(records())
    steps = tuple(
        step.model_copy(update={"by": draw(st.sampled_from([step.by, "p1", "m1"]))})
        for step in made.steps
    )
    machine = record(parties=[PERSON, MACHINE]).parties[1]
    return made.model_copy(update={"steps": steps, "parties": (*made.parties, machine)})


@given(mixed_records())
def test_nothing_that_is_on_file_is_denied(of: CreationRecord) -> None:
    said = codes(assess(of, NO_CASES, RULES))
    on_file = {
        "conception.absent": any(step.action in PREPARING for step in of.steps),
        "instruction.absent": any(step.prompt for step in of.steps),
        "refinement.absent": any(runs_again(step, of) for step in of.steps),
        "selection.absent": any(
            step.action in ("select", "review", "arrange") or step.criteria for step in of.steps
        ),
        "own_input.absent": any(item.made_by == "own" for item in of.inputs),
    }
    assert [code for code, has in on_file.items() if has and code in said] == []


@given(mixed_records())
def test_nothing_that_is_not_stated_is_said_to_be_known(of: CreationRecord) -> None:
    said = codes(assess(of, NO_CASES, RULES))
    stated = {
        "control.without_effect": any(step.effect in ("none", "random") for step in of.steps),
        "refinement.without_effect": any(step.effect in ("none", "random") for step in of.steps),
        "editing.imperceptible": any(step.effect == "none" for step in of.steps),
        "editing.technical": any(
            step.extent == "technical" or step.adds is not None or step.stock for step in of.steps
        ),
        "selection.arranged_technically": any(step.extent == "technical" for step in of.steps),
        "conception.prepared_slightly": any(
            step.extent in ("technical", "minor") for step in of.steps
        ),
        "distinctiveness.absent": of.distinctiveness == "copied",
    }
    assert [code for code, known in stated.items() if code in said and not known] == []


@given(mixed_records())
def test_no_reason_names_a_tool_where_no_part_comes_from_one(of: CreationRecord) -> None:
    result = assess(of, NO_CASES, RULES)
    kinds = {layer.layer for layer in result.layers}
    if kinds & {"prompted_output", "prompt"} or not kinds:
        return
    reasons = {
        reason.code
        for basis in BASES
        for element in result.answer(basis).elements.values()
        for reason in element.reasons
    }
    reasons |= {layer.because for layer in result.layers} | {result.ownership.because}
    assert [code for code in reasons if "tool" in wording.sentence(code)] == []


@given(mixed_records())
def test_a_gate_that_closes_a_layer_is_its_reason(of: CreationRecord) -> None:
    result = assess(of, NO_CASES, RULES)
    closes = of.distinctiveness == "copied" or of.subject_matter in ("official", "news")
    wrong = [layer for layer in result.layers if closes and not layer.because.startswith("gate.")]
    assert wrong == []


@given(mixed_records())
def test_a_range_has_open_answers_that_make_it(of: CreationRecord) -> None:
    if of.appraiser == "decider":
        return  # what a decider left out was not found: nothing is open
    result = assess(of, NO_CASES, RULES)
    named = any(unknown.matters or unknown.together for unknown in result.unknowns)
    for answer in (result.claimed, result.proved):
        assert answer.range is not None
        if answer.range[0] != answer.range[1]:
            assert named or answer.turns_on


def test_a_range_that_another_layer_makes_names_what_that_layer_turns_on() -> None:
    """The prompt is the strongest layer; how much of the sketch shows is its maker's own word."""
    sketch = {"id": "i0", "what": "sketch", "made_by": "own", "in_output": "partial"}
    arranged = {"id": "s1", "action": "arrange", "effect": "as_intended", "prompt": PROMPTS[1]}
    answer = result_of(inputs=[sketch], steps=[arranged]).claimed
    assert answer.layer.startswith("prompted_output")
    assert answer.range == ("arguable", "likely")
    assert [turn.field for turn in answer.turns_on] == ["inputs[0].in_output"]


@pytest.mark.parametrize("before", [[], [{"id": "s0", "action": "select", "by": "p1"}]])
def test_what_an_adjustment_changed_is_asked_though_no_run_before_it_is_recorded(
    before: list[dict[str, Any]],
) -> None:
    parent = {"parent": "s0"} if before else {}
    adjusted = {**RUN, **parent, "action": "adjust", "prompt": PROMPTS[1], "effect": "visible"}
    result = result_of(steps=[*before, adjusted])
    assert result.claimed.range == ("unlikely", "arguable")
    asked = [unknown for unknown in result.unknowns if unknown.matters]
    assert [(unknown.code, unknown.steps) for unknown in asked] == [("unknown.changed", ("s1",))]


def test_a_first_run_is_not_asked_what_it_changed() -> None:
    result = result_of(steps=[RUN])
    assert "unknown.changed" not in {unknown.code for unknown in result.unknowns}


def test_two_hundred_runs_on_file_are_not_called_none() -> None:
    again = {"id": "s2", "parent": "s1", "action": "adjust", "tool": "t1", "by": "p1"}
    result = result_of(steps=[RUN, {**again, "changed": ["seed"], "repeat": 200}])
    assert result.claimed.findings["refinement"].because == "refinement.rerolled"


def test_the_prompt_of_a_machine_is_no_instruction_of_a_person_and_not_denied() -> None:
    hand = {"id": "s2", "action": "edit", "by": "p1", "extent": "minor"}
    result = result_of(parties=[PERSON, MACHINE], steps=[{**RUN, "by": "m1"}, hand])
    assert result.claimed.findings["instruction"].because == "instruction.not_by_person"


@pytest.mark.parametrize(
    ("fields", "gate"),
    [
        ({"distinctiveness": "copied"}, "gate.copied"),
        ({"subject_matter": "official"}, "gate.official_text"),
        ({"subject_matter": "data"}, "gate.generic_data"),
        ({"freedom": "none"}, "gate.no_freedom"),
        ({"fixed": False, "summary": "still in my head"}, "gate.not_fixed"),
    ],
)
def test_a_layer_that_a_gate_refused_names_the_gate(fields: dict[str, Any], gate: str) -> None:
    layer = result_of(steps=[RUN], **fields).layers[0]
    assert (layer.status, layer.because) == ("not_protected", gate)
    rule = next(rule for rule in RULES.gates if rule.code == gate)
    assert layer.authority == rule.authority


def test_a_layer_that_a_gate_only_limits_names_it_and_rests_on_the_rules() -> None:
    hand = {"id": "s1", "action": "edit", "by": "p1", "extent": "substantial", "effect": "visible"}
    drawn = {**hand, "adds": ["figure"]}
    result = result_of(appraiser="decider", subject_matter="functional", steps=[drawn])
    layer = result.layers[0]
    assert layer.as_claimed is not None
    assert (layer.as_claimed.word, layer.as_claimed.basis) == ("arguable", "scale")
    assert result.claimed.basis == "scale"


def test_one_part_is_not_called_technical_but_no_arrangement() -> None:
    arranged = {"id": "s2", "action": "arrange", "by": "p1", "extent": "substantial"}
    result = result_of(claim="arrangement", steps=[{**RUN, "kept": 1}, arranged])
    assert result.claimed.findings["selection"].because == "selection.one_part"
    assert [la.because for la in result.layers if la.layer == "arrangement"] == [
        "selection.one_part"
    ]
    technical = {**arranged, "extent": "technical"}
    result = result_of(claim="arrangement", steps=[{**RUN, "kept": 2}, technical])
    assert result.claimed.findings["selection"].because == "selection.arranged_technically"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "editing.extent_unknown"),
        ({"extent": "minor", "effect": "visible"}, "editing.adds_unknown"),
        ({"extent": "local", "adds": ["figure"]}, "editing.effect_unknown"),
        ({"extent": "technical"}, "editing.technical"),
    ],
)
def test_what_is_not_stated_of_an_edit_is_said(fields: dict[str, Any], code: str) -> None:
    result = result_of(steps=[{"id": "s1", "action": "edit", "by": "p1", **fields}])
    assert result.claimed.findings["editing"].because == code


def test_a_layer_of_which_too_little_is_stated_is_not_said_to_add_too_little() -> None:
    steps = [RUN, {"id": "s2", "action": "edit", "by": "p1", "extent": "minor"}]
    layers = {la.layer: la for la in result_of(steps=steps).layers}
    assert RANK[layers["hand_editing"].status] <= RANK["unlikely"]
    assert layers["hand_editing"].because == "layer.hand_editing.not_stated"


def test_what_is_shown_only_in_part_does_not_speak_for_the_work() -> None:
    weak = {"id": "e1", "what": "account_history", "made": "contemporaneous", "strength": "fair"}
    rich = {**RUN, "detail": "rich", "prompt": None, "evidence": ["e1"]}
    result = result_of(
        appraiser="decider",
        steps=[{k: v for k, v in rich.items() if v}],
        evidence=[weak],
    )
    reasons = result.proved.elements["originality"].reasons
    partly = [reason for reason in reasons if reason.code.endswith(".partly_proved")]
    assert partly
    assert [reason for reason in partly if reason.bears == "for"] == []


def test_an_empty_record_lists_what_to_tell_first() -> None:
    result = assess(record(parties=[], tools=[TOOL], evidence=[]), NO_CASES, RULES)
    assert [unknown.code for unknown in result.unknowns] == [
        "unknown.making",
        "unknown.prompts",
        "unknown.choices",
        "unknown.work_by_hand",
        "unknown.own_material",
    ]
    assert all(unknown.opens and unknown.matters for unknown in result.unknowns)


def test_a_value_that_nobody_stated_is_nobodys_appraisal() -> None:
    result = result_of(appraiser="lawyer", steps=[RUN])
    by_field = {appraisal.field: appraisal for appraisal in result.appraisals}
    assert by_field["steps[0].effect"].because == "appraisal.not_stated"
    assert by_field["steps[0].detail"].because == "appraisal.record"  # the words are there


def test_a_gate_of_one_element_is_no_authority_of_another() -> None:
    """What an official text lacks is the field of the Law (art. 5), not that somebody wrote it."""
    written = {"id": "s1", "by": "p1", "action": "write", "extent": "substantial",
               "intent": "wrote the decree"}  # fmt: skip
    result = result_of(kind="text", subject_matter="official", tools=[], steps=[written])
    element = result.claimed.elements["originality"]
    articles = ("prc-copyright-law-3", "prc-implementing-regulations-3")

    assert result.claimed.conclusion == "not_protected"
    (reason,) = [one for one in element.reasons if one.code == "statute.human_text"]
    assert reason.authority == element.bound_by == articles
