"""Running a tool again moves nothing, however often, whatever is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import BASES, CaseBase, Result, assess, load_rules
from assessments.engine.held_files import normalise_words
from tests.support.records import record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
HERON = (
    "a grey heron standing on one leg in a flooded rice field at dawn, seen from low, "
    "red sun behind the left wing, mist over the water"
)
FIRST = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": HERON}
AGAIN = {"id": "s2", "by": "p1", "parent": "s1", "action": "adjust", "tool": "t1", "repeat": 400}
EXAMINED = {"id": "e1", "what": "account_history", "made": "contemporaneous",
            "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}  # fmt: skip


def read(*steps: dict[str, Any]) -> Result:
    linked = [{**step, "evidence": ["e1"]} for step in steps]
    return assess(record(steps=linked, evidence=[EXAMINED]), NONE_DECIDED, RULES)


def levels(result: Result) -> list[tuple[str, int]]:
    found = [result.answer(basis).findings.items() for basis in BASES]
    return [(name, level.level) for one in found for name, level in one]


TOLD = [
    "400 re-runs of a heron",
    "reran the prompt until it looked right",
    "hit generate again and again",
    "the same prompt with another seed",
    "30 more variations",
    "重抽了四百次",
    "抽卡抽了一百多张，挑了这张",
    "同样的提示词又跑了30遍",
    "没有改任何东西，重新生成",
]
CHANGED = [
    "re-ran it with the cape changed to red",
    "ran it again with a lower cfg",
    "re-ran only the hands with a mask",
    "raised the weight of the LoRA and ran again",
    "把斗篷换成红色再跑一遍",
    "不是简单重抽，而是逐次修改提示词",
    "the heron flies again over the lake",
]


@pytest.mark.parametrize("words", TOLD)
@pytest.mark.parametrize("changed", [None, ["seed"], ["parameters"], ["prompt", "region"]])
def test_words_of_another_run_outweigh_a_change_that_nothing_shows(
    words: str, changed: list[str] | None
) -> None:
    again = {**AGAIN, "intent": words, "changed": changed, "effect": "as_intended"}
    alone, more = read(FIRST), read(FIRST, again)
    assert levels(more) == levels(alone)
    assert more.claimed.range == alone.claimed.range
    named = {contradiction.code for contradiction in more.contradictions}
    assert ("contradiction.rerun" in named) == (changed not in (None, ["seed"]))


@pytest.mark.parametrize("words", CHANGED)
def test_words_of_a_change_beside_another_run_are_no_rerun(words: str) -> None:
    assert not RULES.appraisal.reruns.match(normalise_words(words))
    again = {**AGAIN, "intent": words, "changed": ["parameters"], "effect": "visible"}
    assert read(FIRST, again).claimed.findings["control"].level


def test_another_seed_is_no_control_and_foresees_nothing() -> None:
    again = {**AGAIN, "changed": ["seed"], "effect": "as_intended",
             "parameters": {"seed": 5, "variations": 400}}  # fmt: skip
    assert levels(read(FIRST, again)) == levels(read(FIRST))


@pytest.mark.parametrize(
    "prompt",
    [
        f"400 re-runs of {HERON}",
        f"{HERON}, run again 400 times",
        f"Please generate 20 more variations of {HERON}",
        f"重抽400次，{HERON}",
    ],
)
def test_a_number_of_runs_in_a_prompt_changes_nothing_of_it(prompt: str) -> None:
    again = {**AGAIN, "prompt": prompt, "changed": ["prompt"], "effect": "visible"}
    assert levels(read(FIRST, again)) == levels(read(FIRST))
    number = {**AGAIN, "prompt": f"three more birds, {HERON}", "effect": "visible"}
    assert levels(read(FIRST, number)) != levels(read(FIRST))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("灰鹭单脚站在水田里，黄狗趴在田埂上", "灰鹭单脚站在水田里，黄色的狗趴在田埂上"),
        ("a grey heron standing on one leg in a flooded rice field", "灰鹭单脚站在水田里"),
    ],
)
def test_a_change_that_may_be_one_of_words_only_is_asked_about(first: str, then: str) -> None:
    changed = {**AGAIN, "repeat": 1, "prompt": then, "changed": ["prompt"]}
    found = read({**FIRST, "prompt": first}, changed)
    asked = {c.field: c.code for c in found.contradictions}
    assert asked == {"steps[1].changed": "contradiction.asked_change"}
    assert found.proved.findings["refinement"].level == 0


@pytest.mark.parametrize("other", [{"kind": "machine"}, {"kind": "person"}])
def test_words_that_another_typed_first_are_named(other: dict[str, Any]) -> None:
    parties = [
        {"id": "p1", "name": "Author", "kind": "person", "role": "author"},
        {"id": "p2", "name": "Somebody", "role": "helper", **other},
    ]
    again = {**AGAIN, "repeat": 1, "prompt": f"{HERON}.", "changed": ["parameters"]}
    steps = [{**FIRST, "by": "p2"}, again]
    found = assess(record(steps=steps, parties=parties), NONE_DECIDED, RULES)
    assert ("steps[1].prompt", "contradiction.asked_same_words") in {
        (c.field, c.code) for c in found.contradictions
    }
    own = assess(record(steps=[FIRST, again], parties=parties), NONE_DECIDED, RULES)
    assert "contradiction.asked_same_words" not in {c.code for c in own.contradictions}
