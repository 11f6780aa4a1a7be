"""A layer is as strong as what is shown of itself; nothing that is not shown lends it anything."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from tests.support.real_library import real_library
from tests.support.records import HISTORY, PERSON, RULES, record

SEEN = {**HISTORY, "what": "layered_file", "strength": "strong",
        "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}  # fmt: skip
DRAWN = {"id": "s1", "action": "edit", "by": "p1", "intent": "drew a harbour", "adds": ["figure"],
         "extent": "substantial", "effect": "as_intended", "evidence": ["e1"]}  # fmt: skip
WRITTEN = {"id": "s2", "action": "write", "by": "p1", "intent": "wrote the text",
           "adds": ["wording"], "extent": "substantial", "effect": "as_intended"}  # fmt: skip
RUN = {"id": "r1", "action": "generate", "tool": "t1", "prompt": "a hill", "evidence": ["e1"]}
NONE_DECIDED = CaseBase.build([], RULES)


def read(*steps: dict[str, Any], **fields: Any) -> Result:
    of = record(**{"kind": "mixed", "steps": list(steps), "evidence": [SEEN], **fields})
    return assess(of, real_library().base, RULES)


def layer(result: Result, kind: str) -> Any:
    return next(each for each in result.layers if each.layer == kind)


def codes(result: Result) -> set[str]:
    return {found.code.removeprefix("contradiction.") for found in result.contradictions}


def test_a_text_that_nothing_shows_is_not_lifted_by_a_drawing_that_is_shown() -> None:
    text = layer(read(DRAWN, WRITTEN), "human_text")
    assert (text.claimed, text.proved, text.bound_by) == ("protected", "unlikely", ())


def test_a_grant_on_texts_binds_a_text_by_its_own_level() -> None:
    text = layer(read({**WRITTEN, "evidence": ["e1"]}), "human_text")
    assert "feilin-v-baidu-2019-text" in text.bound_by


@pytest.mark.parametrize("kind", ["human_text", "hand_editing"])
def test_typesetting_and_retouching_beside_great_work_by_hand_are_no_creation(kind: str) -> None:
    typeset = {**WRITTEN, "intent": "set the type", "extent": "technical", "evidence": ["e1"]}
    speck = {**DRAWN, "intent": "removed a speck", "extent": "technical", "adds": ["retouch"]}
    steps = [DRAWN, typeset] if kind == "human_text" else [{**WRITTEN, "evidence": ["e1"]}, speck]
    found = layer(read(*steps), kind)
    assert {found.claimed, found.proved} == {"unlikely"}


def test_a_text_that_nothing_shows_does_not_speak_for_a_refused_picture() -> None:
    cat = {**RUN, "prompt": "a cat", "effect": "random"}
    found = read(cat, WRITTEN, kind="image")
    assert layer(found, "prompted_output").proved == "not_protected"
    assert layer(found, "human_text").proved == "unlikely"
    assert found.proved.conclusion == "not_protected"


@pytest.mark.parametrize(
    "act",
    [
        {**DRAWN, "evidence": []},
        {**DRAWN, "intent": "cropped it", "extent": "technical", "adds": ["crop"]},
    ],
)
def test_no_decision_on_prompts_is_named_as_ground_of_what_was_done_by_hand(
    act: dict[str, Any],
) -> None:
    cat = {**RUN, "prompt": "a cat", "effect": "random"}
    found = read(cat, {**act, "parent": "r1"}, kind="image")
    hand = layer(found, "hand_editing")
    assert (hand.proved, hand.bound_by) == ("unlikely", ())
    assert (found.proved.conclusion, found.proved.basis) == ("not_protected", "bound")


def test_an_act_of_ones_own_that_nothing_shows_does_not_settle_who_wrote() -> None:
    author = {**PERSON, "contribution": "Wrote the whole text"}
    helper = {"id": "p2", "name": "Li Bo", "kind": "person", "role": "helper"}
    by_helper = {**WRITTEN, "by": "p2", "evidence": ["e1"]}
    own = {**WRITTEN, "id": "s3", "parent": "s2"}
    for steps, asked in (
        ((by_helper,), True),
        ((by_helper, own), True),
        ((by_helper, {**own, "evidence": ["e1"]}), False),
        (({**by_helper, "evidence": []}, own), False),
    ):
        found = read(*steps, kind="text", tools=[], parties=[author, helper])
        assert ("asked_acts" in codes(found)) is asked
        assert not asked or found.proved.conclusion == "arguable"


@pytest.mark.parametrize(
    "last",
    [
        {**DRAWN, "id": "s4", "parent": "r3", "evidence": []},
        {**DRAWN, "id": "s4", "parent": "s2", "evidence": []},
        {"id": "s4", "action": "arrange", "extent": "local", "criteria": "from dark to light"},
        {"id": "s4", "action": "select", "criteria": "the one nearest to my plan"},
    ],
)
def test_a_later_step_that_nothing_shows_does_not_settle_which_picture_is_the_work(
    last: dict[str, Any],
) -> None:
    painted = {**DRAWN, "id": "s2", "parent": "r1"}
    anew = {**RUN, "id": "r3", "prompt": "a sunset by the sea"}
    found = read(RUN, painted, anew, last, kind="image")
    assert "asked_survival" in codes(found)
    assert found.proved.conclusion == "arguable"


def test_a_choice_that_nothing_shows_does_not_bring_back_what_was_not_chosen() -> None:
    painted = {**DRAWN, "id": "s2", "parent": "r1"}
    chosen = {"id": "s3", "action": "select", "parent": "r1", "outputs": 2, "kept": 1,
              "evidence": ["e1"]}  # fmt: skip
    later = {**DRAWN, "id": "s4", "parent": "s2", "evidence": []}
    hand = [x for x in read(RUN, painted, chosen, later, kind="image").layers if "s2" in x.steps]
    assert all(each.proved in ("unlikely", "not_protected") for each in hand)
    assert hand


@pytest.mark.parametrize(
    ("what", "is_electronic"), [("chat_export", True), ("witness", False), (None, False)]
)
def test_rules_on_electronic_data_are_cited_only_where_such_data_were_brought(
    what: str | None, is_electronic: bool
) -> None:
    piece = {"id": "e1", "what": what, "made": "contemporaneous", "strength": "weak"}
    linked = {**DRAWN, "evidence": ["e1"] if what else []}
    result = read(linked, tools=[], kind="image", evidence=[piece] if what else [])
    cited = set(result.proved.findings["editing"].authority)
    assert {"prc-civil-procedure-law-67", "civil-procedure-interpretation-2022-108"} <= cited
    assert ("civil-evidence-provisions-2019-93" in cited) is is_electronic


def test_what_admissions_call_generated_is_not_said_to_have_been_reworked_with_a_tool() -> None:
    admitted = {**WRITTEN, "intent": "ChatGPT wrote it", "evidence": ["e1"]}
    result = read(admitted, kind="text", tools=[])
    assert "machine" in codes(result) or "prompted_output" in {x.layer for x in result.layers}
    assert result.claimed.findings["refinement"].level == 0
