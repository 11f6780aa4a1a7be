"""What an act by hand added carries an answer only while it is in the final work."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from tests.support.records import RULES, record

PAINTED = {
    "id": "s2", "action": "edit", "parent": "s1", "intent": "painted two cranes and a lantern",
    "extent": "substantial", "adds": ["figure"], "effect": "as_intended",
}  # fmt: skip
RUN = {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a hill"}
WRITTEN = {"id": "s1", "action": "write", "intent": "wrote a history", "extent": "substantial"}
MODEL = {"id": "t1", "name": "A model", "does": "language_model"}


def read(*steps: dict[str, Any], **fields: Any) -> Result:
    return assess(record(steps=list(steps), **fields), CaseBase.build([], RULES), RULES)


def codes(result: Result) -> set[str]:
    return {found.code.removeprefix("contradiction.") for found in result.contradictions}


def layer(result: Result, kind: str = "hand_editing") -> str:
    return next(each.claimed for each in result.layers if each.layer.startswith(kind))


def test_what_is_kept_is_in_the_work() -> None:
    found = read(RUN, PAINTED)
    assert (codes(found), layer(found)) == (set(), "protected")


@pytest.mark.parametrize(
    "steps",
    [
        [RUN, {**PAINTED, "outputs": 1, "kept": 0}],
        [RUN, PAINTED, {"id": "s3", "action": "select", "parent": "s1", "outputs": 2, "kept": 1}],
    ],
)
def test_what_was_not_kept_or_not_chosen_carries_nothing(steps: list[dict[str, Any]]) -> None:
    found = read(*steps)
    assert codes(found) == {"left_out"}
    assert layer(found) in ("unlikely", "not_protected")


@pytest.mark.parametrize(
    "step",
    [
        {"action": "generate", "tool": "t1", "prompt": "a hill from scratch", "parent": "s2"},
        {"action": "generate", "tool": "t1", "prompt": "a hill at night", "parent": "s1"},
    ],
)
def test_what_a_later_run_may_have_replaced_is_asked_about(step: dict[str, Any]) -> None:
    found = read(RUN, PAINTED, {"id": "s3", **step})
    assert codes(found) == {"asked_survival"}
    assert layer(found) == "arguable"


@pytest.mark.parametrize(
    "step",
    [
        {"action": "generate", "tool": "t1", "prompt": "sharper", "parent": "s2", "kept": 0},
        {"action": "adjust", "tool": "t1", "prompt": "x", "parent": "s2", "changed": ["region"]},
        {"action": "edit", "tool": "t1", "prompt": "x", "parent": "s2", "extent": "local"},
    ],
)
def test_a_later_run_that_was_dropped_or_touched_a_part_replaces_nothing(
    step: dict[str, Any],
) -> None:
    found = read(RUN, PAINTED, {"id": "s3", **step})
    assert "asked_survival" not in codes(found)
    assert layer(found) == "protected"


def test_a_run_that_only_repeats_an_earlier_one_replaces_nothing_beside_it() -> None:
    again = {"id": "s3", "action": "adjust", "tool": "t1", "prompt": "a hill", "parent": "s1",
             "changed": ["seed"], "effect": "random"}  # fmt: skip
    assert (codes(read(RUN, PAINTED, again)), layer(read(RUN, PAINTED, again))) == (
        set(),
        "protected",
    )
    assert codes(read(RUN, PAINTED, {**again, "kept": 1})) == {"asked_survival"}


def test_which_of_two_pictures_is_the_work_is_asked_about() -> None:
    another = {"id": "s3", "action": "generate", "tool": "t1", "prompt": "a sunset by the sea"}
    assert codes(read(RUN, PAINTED, another)) == {"asked_survival"}
    joined = {"id": "s4", "action": "edit", "intent": "painted a gull", "parent": "s3"}
    for steps in (
        (RUN, PAINTED, {**another, "kept": 0}),
        (RUN, PAINTED, another, joined),
        (another, RUN, PAINTED),
    ):
        assert "asked_survival" not in codes(read(*steps))
    assert codes(read(RUN, PAINTED, another, kind="mixed")) == set()


@pytest.mark.parametrize(
    "words",
    ["painted two cranes, later erased them all again", "画上两只鹤，后来又全部擦掉了"],
)
def test_words_that_take_an_act_back_are_asked_about(words: str) -> None:
    found = read(RUN, {**PAINTED, "intent": words})
    assert "asked_survival" in codes(found)
    assert layer(found) == "arguable"


@pytest.mark.parametrize("does", ["language_model", "audio"])
def test_a_text_is_replaced_by_a_text_and_by_no_sound(does: str) -> None:
    rewrite = {"id": "s2", "action": "generate", "tool": "t1", "prompt": "rewrite", "parent": "s1"}
    found = read(WRITTEN, rewrite, kind="text", tools=[{**MODEL, "does": does}])
    assert ("asked_survival" in codes(found)) is (does == "language_model")


@pytest.mark.parametrize("does", ["language_model", "audio"])
def test_a_text_corrected_by_hand_is_replaced_by_a_later_text(does: str) -> None:
    draft = {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a history of the harbour"}
    corrected = {**PAINTED, "intent": "rewrote the second half", "adds": ["wording"]}
    anew = {**draft, "id": "s3", "parent": "s2", "prompt": "write it again from the beginning"}
    for kind in ("text", "mixed"):
        found = read(draft, corrected, anew, kind=kind, tools=[{**MODEL, "does": does}])
        assert ("asked_survival" in codes(found)) is (does == "language_model")


def test_a_finding_of_a_lawyer_settles_it() -> None:
    seen = {"id": "e1", "what": "layered_file", "made": "contemporaneous",
            "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}  # fmt: skip
    steps = [{**s, "evidence": ["e1"]} for s in (RUN, PAINTED)]
    anew = {"id": "s3", "action": "generate", "tool": "t1", "prompt": "a hill", "parent": "s2"}
    settled = read(*steps, anew, evidence=[seen], appraiser="lawyer")
    unsettled = read(*steps, anew, evidence=[seen])
    assert "asked_survival" not in codes(settled)
    assert "asked_survival" in codes(unsettled)


@pytest.mark.parametrize(
    ("asked", "is_asked"),
    [
        ("Translate into English: once upon a time", False),
        ("Please check the spelling", False),
        ("把下面的小说翻译成英文：从前", False),
        ("检查错别字和标点", False),
        ("Translate it and make it more vivid", True),
        ("Correct the typos and rewrite the ending", True),
        ("翻译成英文并润色", True),
        ("写一个翻译官的故事", True),
    ],
)
def test_a_translation_or_a_check_of_spelling_replaces_no_words(asked: str, is_asked: bool) -> None:
    later = {"id": "s2", "action": "generate", "tool": "t1", "prompt": asked, "parent": "s1"}
    found = read(WRITTEN, later, kind="text", tools=[MODEL])
    assert ("asked_survival" in codes(found)) is is_asked
    assert layer(found, "human_text") == ("arguable" if is_asked else "protected")
