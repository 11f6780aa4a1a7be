"""The properties that the reasoning must keep, whatever the record and whatever the library."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine import BASES, Case, CaseBase, assess, canonical_json, load_rules
from assessments.engine.codes import Conclusion
from assessments.engine.judging import RANK
from assessments.engine.result_reasons import DimensionReason
from cases.record import CreationRecord, Evidence, Step
from tests.support.records import PROMPTS, layers_of_claim, precedents, record, records

RULES = load_rules()
libraries = st.lists(precedents(), max_size=6).map(
    lambda found: CaseBase.build({p.slug: p for p in found}.values(), RULES)
)

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


def outcome(of: CreationRecord, base: CaseBase) -> tuple[Any, ...]:
    result = assess(of, base, RULES)
    return result.claimed, result.proved, result.layers


def weighed(of: CreationRecord, base: CaseBase) -> list[Any]:
    """What an outcome weighs: words, statuses and levels, without the sentences that say why."""
    result = assess(of, base, RULES)
    layers = [(la.status, la.claimed, la.range, la.basis, la.bound_by) for la in result.layers]
    answers = [
        (
            answer.conclusion,
            answer.range,
            answer.turns_on,
            answer.bound_by,
            {name: (part.status, part.score) for name, part in answer.elements.items()},
            {name: level.level for name, level in answer.findings.items()},
        )
        for answer in (result.claimed, result.proved)
    ]
    return [*layers, *answers]


def raised(thing: Any, name: str) -> Any:
    scale = UP[name]
    now = getattr(thing, name)
    if now is None or now == scale[-1]:
        return thing
    return thing.model_copy(update={name: scale[scale.index(now) + 1]})


def words(of: CreationRecord, base: CaseBase, basis: Any) -> dict[str, Conclusion]:
    """The word of every layer and of the whole."""
    case = Case(of, base, RULES)
    return {**case.words(basis), "whole": case.word_of_whole(basis)}


def never_lower(before: CreationRecord, after: CreationRecord, base: CaseBase) -> None:
    """Between words other than `open`."""
    for basis in BASES:
        old, new = words(before, base, basis), words(after, base, basis)
        if "open" in (old["whole"], new["whole"]):
            continue
        assert all(RANK[new[name]] >= RANK[old[name]] for name in old if name in new), (old, new)


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
                "kept": step.kept * times if step.kept and step.kept == step.outputs else step.kept,
                "prompt_terms": step.prompt_terms * times if step.prompt_terms else None,
            }
        )
        for step in before.steps
    )
    assert weighed(before.model_copy(update={"steps": steps}), base) == weighed(before, base)


@given(records(), libraries, st.integers(1, 3))
def test_running_again_alone_changes_no_word(
    before: CreationRecord, base: CaseBase, times: int
) -> None:
    last = next((s for s in reversed(before.steps) if s.action in ("generate", "adjust")), None)
    if last is None:
        return
    again = tuple(
        Step(
            id=f"r{i}",
            parent=last.id,
            action="adjust",
            tool=last.tool,
            by=last.by,
            prompt=last.prompt,
            changed=("seed",),
            effect="random",
        )  # fmt: skip
        for i in range(times)
    )
    after = before.model_copy(update={"steps": (*before.steps, *again)})
    for basis in BASES:
        old, new = words(before, base, basis), words(after, base, basis)
        assert old == {name: new[name] for name in old}


@given(records(), libraries, st.data())
def test_removing_evidence_never_raises_anything(
    before: CreationRecord, base: CaseBase, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from([piece.id for piece in before.evidence] or [""]))
    after = without_evidence(before, gone)
    old, new = words(before, base, "proved"), words(after, base, "proved")
    if "open" not in (old["whole"], new["whole"]):
        assert all(RANK[new[name]] <= RANK[old[name]] for name in old)


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
    assert (proved.conclusion == "open") == (claimed.conclusion == "open")
    if claimed.conclusion != "open":
        assert RANK[proved.conclusion] <= RANK[claimed.conclusion]
    for layer in result.layers:  # of a claimed style or idea too, which is decided without them
        assert (layer.status == "open") == (layer.claimed == "open")
        if layer.claimed != "open":
            assert RANK[layer.status] <= RANK[layer.claimed]
    for dimension, level in claimed.findings.items():
        assert proved.findings[dimension].level <= level.level


@given(records(), libraries, st.sampled_from(sorted(UP)))
def test_no_word_of_the_makers_raises_what_is_proved(
    of: CreationRecord, base: CaseBase, name: str
) -> None:
    """A label without words, measure, lawyer or decider behind it proves nothing."""
    of = of.model_copy(
        update={
            "appraiser": "maker",
            "evidence": tuple(p.model_copy(update={"examined_by": None}) for p in of.evidence),
            "published": None,
            "distinctiveness": None if of.distinctiveness == "copied" else of.distinctiveness,
        }
    )
    best = UP[name][-1]
    if name in ("distinctiveness", "foreseeability"):
        praised = of.model_copy(update={name: best})
    elif name == "in_output":
        praised = of.model_copy(
            update={
                "inputs": tuple(
                    i.model_copy(update={name: best}) if i.made_by == "own" else i
                    for i in of.inputs
                )
            }
        )
    elif name == "freedom":
        return  # a fact of the genre, no appraisal of the makers' contribution
    else:
        praised = of.model_copy(
            update={"steps": tuple(s.model_copy(update={name: best}) for s in of.steps)}
        )
    old, new = words(of, base, "proved"), words(praised, base, "proved")
    # What is refused on the merits as claimed, too, may be merely not shown where more is claimed.
    assert "open" in (old["whole"], new["whole"]) or all(
        new[name] == word or {word, new[name]} <= {"not_protected", "unlikely"}
        for name, word in old.items()
    )


@given(records(), libraries, st.sampled_from(["detail", "effect", "extent"]), st.data())
def test_silence_never_beats_the_worst_truth(
    of: CreationRecord, base: CaseBase, name: str, data: st.DataObject
) -> None:
    """Unless the answer says so by its range and by what it turns on."""
    if of.appraiser == "decider" or not of.steps:
        return
    index = data.draw(st.integers(0, len(of.steps) - 1))
    if name == "detail" and of.steps[index].prompt:
        return  # the words typed are no silence

    def stating(value: str | None) -> CreationRecord:
        steps = list(of.steps)
        steps[index] = steps[index].model_copy(update={name: value})
        return of.model_copy(update={"steps": tuple(steps)})

    silent, worst = (assess(stating(value), base, RULES) for value in (None, UP[name][0]))
    for basis in BASES:
        if "open" in (silent.claimed.conclusion, worst.claimed.conclusion):
            continue
        answer = silent.answer(basis)
        if not answer.turns_on:
            assert RANK[answer.conclusion] <= RANK[worst.answer(basis).conclusion]


@given(records(), libraries)
def test_a_layer_never_contradicts_the_whole(of: CreationRecord, base: CaseBase) -> None:
    result = assess(of, base, RULES)
    for basis in BASES:
        answer = result.answer(basis)
        if of.claim in ("style", "idea"):  # none of the layers, which are those of the work
            assert not answer.layers_protected
            assert answer.conclusion not in ("likely", "protected")
            continue
        of_layers = {
            layer.id: layer.status if basis == "proved" else layer.claimed
            for layer in result.layers
        }
        if answer.layer:
            assert of_layers[answer.layer] == answer.conclusion
        strong = {name for name, word in of_layers.items() if word in ("likely", "protected")}
        assert set(answer.layers_protected) == strong
        asked = {layer.id for layer in layers_of_claim(of, result)}
        assert (answer.conclusion in ("likely", "protected")) == bool(strong & asked)
        assert answer.range is not None
        if answer.conclusion != "open":
            lowest, highest = map(RANK.__getitem__, answer.range)
            assert lowest <= RANK[answer.conclusion] <= highest
        # The word is that of the weakest element.
        if answer.conclusion in ("likely", "protected"):
            assert all(e.status == "met" for e in answer.elements.values())
        if answer.conclusion in ("unlikely", "not_protected") and answer.layer:
            assert any(e.status == "not_met" for e in answer.elements.values())


@given(records(), libraries)
def test_every_improvement_comes_true(of: CreationRecord, base: CaseBase) -> None:
    """Each is applied as its code says, and gives what it promises."""
    result = assess(of, base, RULES)
    for improvement in result.improvements:
        if not improvement.do.startswith("tell."):
            continue
        best = next(rule.best for rule in RULES.improvements.tell if rule.do == improvement.do)
        part = "inputs" if improvement.inputs else "steps"
        ids = improvement.inputs or improvement.steps
        applied = of.model_copy(
            update={
                part: tuple(
                    item.model_copy(update={improvement.fields[0]: best})
                    if item.id in ids
                    else item
                    for item in getattr(of, part)
                )
            }
        )
        assert assess(applied, base, RULES).answer(improvement.changes).conclusion == improvement.to


@given(records(), libraries, st.sampled_from(["detail", "effect", "extent", "kept"]), st.data())
def test_a_supposition_answers_as_the_record_would_by_itself(
    of: CreationRecord, base: CaseBase, name: str, data: st.DataObject
) -> None:
    """What is kept of the reading before is what a new reading gives."""
    index = data.draw(st.integers(-1, len(of.steps) - 1))
    value = data.draw(st.sampled_from([1, 2] if name == "kept" else UP[name]))
    new = Evidence.model_validate(
        {
            "id": "new", "what": "account_history", "made": "contemporaneous",
            "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"},
        }
    )  # fmt: skip
    linked = data.draw(st.booleans())
    changed = of.model_copy(
        update={
            "evidence": (*of.evidence, new),
            "steps": tuple(
                step.model_copy(
                    update={name: value, "evidence": (*step.evidence, *(["new"] if linked else []))}
                )
                if n == index
                else step
                for n, step in enumerate(of.steps)
            ),
        }
    )
    supposed = Case(of, base, RULES).with_answers(changed, None)
    alone = Case(changed, base, RULES)
    for basis in BASES:
        assert supposed.words(basis) == alone.words(basis)
        assert supposed.word_of_whole(basis) == alone.word_of_whole(basis)
        assert supposed.range_of_whole(basis) == alone.range_of_whole(basis)


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
                # A level is this site's own where no words of an article or decision bear on it.
                assert reason.authority or isinstance(reason, DimensionReason), reason


@given(records(), libraries)
def test_what_is_said_to_matter_changes_the_result(of: CreationRecord, base: CaseBase) -> None:
    result = assess(of, base, RULES)
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
    stated = record(
        appraiser="decider",
        steps=steps,
        evidence=[{"id": "e1", "what": kind, "made": "contemporaneous", "strength": "strong"}],
    )
    result = assess(stated, CaseBase.build([], RULES), RULES)
    assert result.claimed.conclusion == "likely"
    assert result.proved.conclusion == "unlikely"


def test_strength_lowers_what_a_kind_carries_and_never_raises_it() -> None:
    def level(kind: str, strength: str | None) -> int:
        piece = {"id": "e1", "what": kind, "made": "contemporaneous", "strength": strength}
        evidenced = record(
            appraiser="decider",
            steps=[{"id": "s1", "action": "generate", "detail": "rich", "evidence": ["e1"]}],
            evidence=[{k: v for k, v in piece.items() if v}],
        )
        return (
            assess(evidenced, CaseBase.build([], RULES), RULES).proved.findings["instruction"].level
        )

    assert level("account_history", "weak") < level("account_history", None)
    assert level("registration", "strong") == level("registration", None)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_no_label_makes_a_prompt_richer_than_its_words(prompt: str) -> None:
    def level(**fields: str) -> int:
        steps = [{"id": "s1", "action": "generate", "tool": "t1", "prompt": prompt, **fields}]
        found = assess(record(steps=steps), CaseBase.build([], RULES), RULES)
        return found.claimed.findings["instruction"].level

    assert level(detail="rich") == level()


def test_an_empty_record_gets_no_verdict() -> None:
    result = assess(record(), CaseBase.build([], RULES), RULES)
    assert (result.claimed.conclusion, result.proved.conclusion) == ("open", "open")
    assert result.claimed.range == ("not_protected", "protected")
