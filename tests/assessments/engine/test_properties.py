"""The properties that the reasoning must keep, whatever the record and whatever the library."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine import BASES, CaseBase, assess, canonical_json, find_all, load_rules
from assessments.engine.elements import score_elements
from cases.record import CreationRecord, Step
from tests.support.records import precedents, record, records

RULES = load_rules()
LADDER = ["not_protected", "unlikely", "arguable", "likely", "protected"]
libraries = st.lists(precedents(), max_size=6).map(lambda found: CaseBase.build(found, RULES))

# One step up on each ordered scale of the record.
UP: dict[str, list[str]] = {
    "detail": ["none", "topic", "ordinary", "specific", "rich"],
    "effect": ["none", "random", "visible", "as_intended"],
    "extent": ["technical", "minor", "local", "substantial"],
    "in_output": ["none", "trace", "partial", "dominant"],
    "distinctiveness": ["copied", "commonplace", "different", "striking"],
    "foreseeability": ["random", "broad", "close"],
    "freedom": ["none", "narrow", "wide"],
}


def scores(of: CreationRecord, base: CaseBase, basis: Any) -> dict[str, int]:
    findings = find_all(of, RULES)
    return {name: r.score for name, r in score_elements(of, findings, base, RULES, basis).items()}


def outcome(of: CreationRecord, base: CaseBase) -> tuple[Any, ...]:
    result = assess(of, base, RULES)
    return result.claimed, result.proved, result.layers


def raised(thing: Any, name: str) -> Any:
    scale = UP[name]
    now = getattr(thing, name)
    if now is None or now == scale[-1]:
        return thing
    return thing.model_copy(update={name: scale[scale.index(now) + 1]})


def never_lower(before: CreationRecord, after: CreationRecord, base: CaseBase) -> None:
    for basis in ("claimed", "proved"):
        old, new = scores(before, base, basis), scores(after, base, basis)
        assert all(new[name] >= old[name] for name in old), (basis, old, new)


@given(records(), libraries, st.sampled_from(["detail", "effect", "extent"]), st.data())
def test_raising_what_a_step_did_never_lowers_an_element(
    before: CreationRecord, base: CaseBase, name: str, data: st.DataObject
) -> None:
    if before.steps:
        index = data.draw(st.integers(0, len(before.steps) - 1))
        steps = list(before.steps)
        steps[index] = raised(steps[index], name)
        never_lower(before, before.model_copy(update={"steps": tuple(steps)}), base)


@given(records(), libraries, st.sampled_from(["distinctiveness", "foreseeability", "freedom"]))
def test_raising_a_fact_of_the_whole_never_lowers_an_element(
    before: CreationRecord, base: CaseBase, name: str
) -> None:
    never_lower(before, raised(before, name), base)


@given(records(), libraries)
def test_more_of_an_own_input_in_the_result_never_lowers_an_element(
    before: CreationRecord, base: CaseBase
) -> None:
    inputs = tuple(raised(i, "in_output") if i.made_by == "own" else i for i in before.inputs)
    never_lower(before, before.model_copy(update={"inputs": inputs}), base)


@given(records(), libraries, st.sampled_from(["summary", "notes"]), st.text())
def test_an_unrelated_answer_changes_nothing(
    before: CreationRecord, base: CaseBase, name: str, words: str
) -> None:
    assert outcome(before.model_copy(update={name: words}), base) == outcome(before, base)


@given(records(), libraries, st.integers(2, 1000))
def test_counts_alone_change_nothing(before: CreationRecord, base: CaseBase, times: int) -> None:
    steps = tuple(
        step.model_copy(
            update={
                "repeat": step.repeat * times,
                "outputs": step.outputs * times if step.outputs else None,
                "prompt_terms": step.prompt_terms * times if step.prompt_terms else None,
            }
        )
        for step in before.steps
    )
    assert outcome(before.model_copy(update={"steps": steps}), base) == outcome(before, base)


@given(records(), libraries, st.integers(1, 30))
def test_rerolling_moves_no_element_up_to_the_border(
    before: CreationRecord, base: CaseBase, times: int
) -> None:
    """The first re-roll tells that the first output was not taken; more of them tell nothing."""
    roll = Step(id="r0", action="adjust", changed=("seed",), effect="random", tool="t1")
    once = before.model_copy(update={"steps": (*before.steps, roll)})
    many = tuple(roll.model_copy(update={"id": f"r{i}"}) for i in range(times + 1))
    often = before.model_copy(update={"steps": (*before.steps, *many)})
    for basis in ("claimed", "proved"):
        assert scores(once, base, basis) == scores(often, base, basis)


@given(records(), libraries, st.data())
def test_removing_evidence_never_raises_anything(
    before: CreationRecord, base: CaseBase, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from([piece.id for piece in before.evidence] or [""]))
    after = without_evidence(before, gone)
    for basis in ("claimed", "proved"):
        old, new = scores(before, base, basis), scores(after, base, basis)
        assert all(new[name] <= old[name] for name in old)
    assert scores(after, base, "claimed") == scores(before, base, "claimed")


def without_evidence(before: CreationRecord, gone: str) -> CreationRecord:
    def strip(thing: Any) -> Any:
        return thing.model_copy(update={"evidence": tuple(e for e in thing.evidence if e != gone)})

    return before.model_copy(
        update={
            "evidence": tuple(e for e in before.evidence if e.id != gone),
            "steps": tuple(strip(s) for s in before.steps),
            "inputs": tuple(strip(i) for i in before.inputs),
        }
    )


@given(records(), libraries)
def test_proved_never_exceeds_claimed(of: CreationRecord, base: CaseBase) -> None:
    result = assess(of, base, RULES)
    claimed, proved = result.claimed, result.proved
    assert LADDER.index(proved.conclusion) <= LADDER.index(claimed.conclusion)
    for name, element in claimed.elements.items():
        assert proved.elements[name].score <= element.score
    for dimension, level in claimed.findings.items():
        assert proved.findings[dimension].level <= level.level


@given(records(), st.lists(precedents(), max_size=6), st.randoms(use_true_random=False))
def test_the_same_arguments_give_the_same_bytes(
    of: CreationRecord, found: list[Any], chance: random.Random
) -> None:
    unique = list({p.slug: p for p in found}.values())
    shuffled = unique[:]
    chance.shuffle(shuffled)
    again = CreationRecord.model_validate_json(of.model_dump_json(by_alias=True))
    first = canonical_json(assess(of, CaseBase.build(unique, RULES), RULES))
    assert canonical_json(assess(again, CaseBase.build(shuffled, RULES), RULES)) == first


@given(records(), libraries)
def test_every_reason_names_facts_and_an_authority(of: CreationRecord, base: CaseBase) -> None:
    result = assess(of, base, RULES)
    for basis in BASES:
        for element in result.answer(basis).elements.values():
            assert element.reasons
            for reason in element.reasons:
                assert any(dict(reason.facts).values()), reason
                assert reason.authority, reason


@given(records(), libraries)
def test_an_unknown_that_is_said_to_matter_changes_the_result(
    of: CreationRecord, base: CaseBase
) -> None:
    result = assess(of, base, RULES)
    named = {unknown.code for unknown in result.unknowns}
    if of.distinctiveness is None:
        assert "unknown.distinctiveness" in named
    for unknown in result.unknowns:
        for basis in BASES:
            change = unknown.change(basis)
            assert change.from_ == change.to or unknown.matters
            assert change.from_ == result.answer(basis).conclusion


@given(records(), libraries)
def test_no_result_speaks_of_a_share_or_a_percentage(of: CreationRecord, base: CaseBase) -> None:
    text = canonical_json(assess(of, base, RULES))
    assert "%" not in text
    assert "share" not in text.replace("terms_shared", "")


@pytest.mark.parametrize("kind", ["reconstruction", "statement"])
def test_a_later_rerun_and_a_bare_statement_carry_nothing(kind: str) -> None:
    strong = {"detail": "rich", "effect": "as_intended", "changed": ["prompt", "parameters"]}
    steps = [
        {"id": "s1", "action": "generate", "tool": "t1", **strong, "evidence": ["e1"]},
        {"id": "s2", "action": "adjust", "parent": "s1", **strong, "evidence": ["e1"]},
    ]
    said = record(
        steps=steps,
        evidence=[{"id": "e1", "what": kind, "made": "contemporaneous", "strength": "strong"}],
    )
    result = assess(said, CaseBase.build([], RULES), RULES)
    assert result.claimed.conclusion in ("likely", "protected")
    assert result.proved.conclusion == "not_protected"


def test_strength_lowers_what_a_kind_carries_and_never_raises_it() -> None:
    def level(kind: str, strength: str | None) -> int:
        piece = {"id": "e1", "what": kind, "made": "contemporaneous", "strength": strength}
        evidenced = record(
            steps=[{"id": "s1", "action": "generate", "detail": "rich", "evidence": ["e1"]}],
            evidence=[{k: v for k, v in piece.items() if v}],
        )
        return find_all(evidenced, RULES).levels("proved")["instruction"]

    assert level("account_history", "weak") < level("account_history", None)
    assert level("registration", "strong") == level("registration", None)
