"""The name of a step says what it did, in words of its maker or by what else is known."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from assessments.answers.telling import item_title
from assessments.wording.names import ACTIONS
from assessments.wording.rounds import DONE, name_of_step, round_title

FIRST = {"id": "s1", "action": "generate", "prompt": "a lantern on a bridge at dusk"}


def title(language: str = "en", **fields: Any) -> str:
    with translation.override(language):
        return round_title({"id": "s3", "parent": "s1", **fields}, 3, [FIRST])


def test_its_act_and_the_prompt_from_what_is_new_name_it() -> None:
    prompt = f"{FIRST['prompt']}, lit from inside, low mist"
    quoted = "“lit from inside, low mist”"
    assert title(action="adjust", prompt=prompt) == f"Round 3: run again with {quoted}"
    assert title("zh-hans", action="adjust", prompt=prompt) == f"第3轮：再次生成{quoted}"


def test_no_piece_of_a_clause_and_no_criterion_names_it() -> None:
    first = {"id": "s1", "action": "generate", "prompt": "竖幅插画，一艘木渔船逆光归航"}
    step = {"parent": "s1", "action": "adjust", "criteria": "凭感觉"}
    moved = {**step, "prompt": "竖幅插画，渔船移到左下，增加一盏灯"}
    with translation.override("zh-hans"):
        assert name_of_step(moved, [first]) == "再次生成“渔船移到左下，增加一盏灯”"
        assert name_of_step({**step, "changed": ["seed"]}, [first]) == "改动：随机种子"
        assert name_of_step(first, []) == "生成“竖幅插画，一艘木渔船逆光归航”"


def test_a_round_that_only_weighs_words_otherwise_is_named_by_that() -> None:
    first = {"id": "s1", "prompt": "castle, (cinematic:1.0)"}
    again = {"parent": "s1", "action": "adjust", "prompt": "castle, (cinematic:1.1)"}
    with translation.override("en"):
        assert name_of_step({**again, "changed": ["weights"]}, [first]) == "changed: weights"
        assert name_of_step(again, [first]) == "changed and run again"


def test_what_its_maker_wanted_comes_before_the_prompt() -> None:
    wanted = title(action="adjust", intent="a lantern that glows", prompt="lantern, glow")
    assert wanted == "Round 3: a lantern that glows"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"action": "select", "outputs": 4}, "chosen from 4"),
        ({"action": "select", "outputs": "4", "kept": "1"}, "1 chosen from 4"),
        ({"action": "adjust", "changed": ["prompt", "seed"]}, "changed: prompt, random seed"),
        ({"action": "adjust", "prompt": FIRST["prompt"]}, "changed and run again"),
        ({"action": "edit"}, "edited by hand"),
        ({}, "what was done is not known"),
    ],
)
def test_without_words_it_says_what_is_known(fields: dict[str, Any], name: str) -> None:
    assert title(**fields) == f"Round 3: {name}"


def test_every_kind_of_act_has_words_of_its_own() -> None:
    assert set(DONE) == set(ACTIONS)


def test_an_answer_that_is_not_known_names_nothing() -> None:
    unknown = "__unknown__"
    first = {**FIRST, "prompt": unknown}
    step = {"id": "s2", "parent": "s1", "action": "edit", "intent": unknown, "prompt": "glow"}
    with translation.override("en"):
        assert item_title({"steps": [first, step]}, "steps", step, 2) == "Round 2: prompt “glow”"


def test_lines_of_a_prompt_stand_apart_in_a_name() -> None:
    named = title(action="generate", prompt="a harbour\nfog", parent=None)
    assert named == "Round 3: generated from “a harbour / fog”"
