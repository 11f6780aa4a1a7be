"""Lists of a draft: what is added, moved and removed, and what pointed to it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from assessments.answers import AnswerEditor
from assessments.answers.comparing import changed_since
from assessments.answers.editing import ItemNotFound


def answers() -> dict[str, Any]:
    return {
        "parties": [{"id": "p1", "name": "Li"}],
        "steps": [
            {"id": "s1", "action": "conceive"},
            {"id": "s2", "action": "generate", "parent": "s1", "by": "p1", "evidence": ["e1"]},
            {"id": "s3", "action": "adjust", "parent": "s2", "evidence": ["e1", "e2"]},
        ],
        "evidence": [{"id": "e1", "sha256": "0" * 64}, {"id": "e2"}],
    }


def order(given: dict[str, Any]) -> list[str]:
    return [item["id"] for item in given["steps"]]


def test_only_an_adjusted_run_continues_the_step_before_it() -> None:
    given = answers()

    last = AnswerEditor(given).add("steps", {"action": "adjust"})
    between = AnswerEditor(given).add("steps", {"action": "adjust"}, after="s1")

    assert (last["id"], last["parent"], between["id"], between["parent"]) == (
        "s4",
        "s3",
        "s5",
        "s1",
    )
    assert order(given) == ["s1", "s5", "s2", "s3", "s4"]
    for action in ("edit", "write", "arrange", "select", "generate", ""):
        assert "parent" not in AnswerEditor(given).add("steps", {"action": action})


def test_a_twin_keeps_what_was_typed_and_no_proof_of_the_other() -> None:
    given = answers()

    twin = AnswerEditor(given).duplicate("steps", "s3")
    proof = AnswerEditor(given).duplicate("evidence", "e1")

    assert twin == {"id": "s4", "action": "adjust", "parent": "s3"}
    assert "sha256" not in proof


@pytest.mark.parametrize(
    ("section", "item"), [("steps", "s1"), ("steps", "s2"), ("parties", "p1"), ("evidence", "e1")]
)
def test_what_was_removed_can_be_put_back_with_all_that_pointed_to_it(
    section: str, item: str
) -> None:
    given = answers()
    editing = AnswerEditor(given)

    removed = editing.remove(section, item)
    assert item not in str(given)
    editing.put_back(copy.deepcopy(removed))

    expected = answers()
    for step, other in zip(given["steps"], expected["steps"], strict=True):
        assert {**step, "evidence": sorted(step.get("evidence", []))} == {
            **other,
            "evidence": sorted(other.get("evidence", [])),
        }
    assert given[section] == expected[section]


def test_what_continued_from_a_removed_step_continues_from_the_one_before() -> None:
    given = answers()

    AnswerEditor(given).remove("steps", "s2")

    assert (given["steps"][1]["id"], given["steps"][1]["parent"]) == ("s3", "s1")


def test_a_step_moved_before_its_parent_continues_from_nothing() -> None:
    given = answers()

    AnswerEditor(given).move("steps", "s3", 0)

    assert order(given) == ["s3", "s1", "s2"]
    assert "parent" not in given["steps"][0]


def test_an_item_that_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(ItemNotFound):
        AnswerEditor(answers()).get("steps", "s9")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({"prompt": "a, b"}, {"prompt": "a, c"}, ["prompt"]),
        ({"prompt": "a, b"}, {"prompt": "b, a"}, ["order"]),
        ({"prompt": "a, (b:1.2)"}, {"prompt": "a, (b:1.4)"}, ["weights"]),
        ({"prompt": "a"}, {}, []),
        (
            {"parameters": [["seed", "1"], ["steps", "20"]]},
            {"parameters": [["seed", "2"], ["steps", "28"]]},
            ["parameters", "seed"],
        ),
        ({"parameters": [["Model", "x"]]}, {"parameters": [["Model", "y"]]}, ["model"]),
        ({"tool": "t1"}, {"tool": "t2"}, ["model"]),
    ],
)
def test_what_changed_is_seen_where_both_steps_are_told(
    before: dict[str, Any], now: dict[str, Any], expected: list[str]
) -> None:
    assert changed_since(before, now) == expected
