"""What people say of how a work came about, in both languages, is read by its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.held_files import normalise_words
from assessments.engine.judging import RANK
from tests.support.owners import asked, layer_of
from tests.support.records import PERSON, record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
RESOURCE = Path(__file__).resolve().parents[2] / "resources/own_words.yaml"
SENTENCES: dict[str, Any] = yaml.safe_load(RESOURCE.read_text(encoding="utf-8"))
# Kinds that say the same of what they concern.
SAME = {
    "copied": {"copied", "copied_text", "copied_perhaps"},
    "others_input": {"others_input", "others_subject", "copied"},
    "nobodys_input": {"nobodys_input", "trifling_input", "machine_input"},
}


def found(kind: str, sentence: str) -> bool:
    return bool(RULES.admissions.read(sentence) & SAME.get(kind, {kind}))


def test_each_sentence_is_read_as_what_it_admits() -> None:
    wrong = [(k, s) for k, listed in SENTENCES["read"].items() for s in listed if not found(k, s)]
    assert wrong == []


def test_no_sentence_is_read_as_what_it_denies_or_tells_of_something_else() -> None:
    wrong = [(k, s) for k, listed in SENTENCES["not_read"].items() for s in listed if found(k, s)]
    assert wrong == []


def test_sentences_of_makers_on_their_own_work_admit_nothing() -> None:
    read = {sentence: RULES.admissions.read(sentence) for sentence in SENTENCES["nothing"]}
    assert {s: f for s, f in read.items() if f - {"asks_for_prompt"}} == {}


def by_hand(words: str, **fields: Any) -> Result:
    drawn = {"id": "s1", "by": "p1", "action": "edit", "extent": "substantial",
             "adds": ["figure"], "effect": "visible", "intent": words}  # fmt: skip
    steps = [{"id": "s0", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a lake"}]
    made = record(**{"steps": [*steps, {**drawn, "parent": "s0"}], **fields})
    return assess(made, NONE_DECIDED, RULES)


@pytest.mark.parametrize("words", SENTENCES["read"]["others_hand"])
def test_what_another_person_did_is_not_owned_by_who_is_named(words: str) -> None:
    result = by_hand(words)
    assert "contradiction.others_hand" in {c.code for c in result.contradictions}
    assert layer_of(result, "hand_editing").owner == ""
    assert "who_made_layer" in asked(result)


def test_of_several_people_the_one_who_did_it_may_be_meant() -> None:
    two = [PERSON, {"id": "p2", "name": "Father", "kind": "person", "role": "co_author"}]
    result = by_hand("my father painted the two herons", parties=two)
    assert "contradiction.others_hand" not in {c.code for c in result.contradictions}


@pytest.mark.parametrize(
    "words", ["opened an account and paid for a month", "下载安装了整合包", "注册账号，买了会员"]
)
def test_what_only_lets_a_tool_run_prepares_nothing(words: str) -> None:
    assert RULES.appraisal.trifles.is_only_readiness(normalise_words(words))
    ready = {"id": "a", "by": "p1", "action": "prepare", "extent": "substantial", "intent": words}
    run = {"id": "b", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a lake"}
    result = assess(record(steps=[ready, run]), NONE_DECIDED, RULES)
    assert result.claimed.findings["conception"].level <= 1
    assert "contradiction.readiness" in {c.code for c in result.contradictions}
    wrote = {**ready, "intent": "wrote the rules by which the report is filled"}
    result = assess(record(steps=[wrote, run]), NONE_DECIDED, RULES)
    assert result.claimed.findings["conception"].level == 4


def test_an_answer_that_hangs_on_a_model_of_ones_own_says_so() -> None:
    rich = (
        "A young woman in a blue raincoat crouches at the left edge of a flooded alley, her right "
        "hand reaching toward a paper boat; low viewpoint from the water, one red lantern behind "
        "her reflected in the ripples, cold dusk light from the right"
    )
    run = {"id": "b", "by": "p1", "action": "generate", "tool": "t1", "prompt": rich}
    lora = {"id": "i", "what": "model", "made_by": "own"}
    result = assess(record(steps=[run], inputs=[lora]), NONE_DECIDED, RULES)
    assert RANK[result.claimed.conclusion] <= RANK["arguable"]
    assert ("inputs[0].made_by", "own") in {(t.field, t.value) for t in result.claimed.turns_on}
    named = {**lora, "note": "merged three checkpoints from civitai"}
    result = assess(record(steps=[run], inputs=[named]), NONE_DECIDED, RULES)
    assert result.claimed.conclusion == "unlikely"
