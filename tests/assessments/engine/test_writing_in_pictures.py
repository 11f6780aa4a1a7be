"""To write is to write words in a text; in pictures, films and sound where a record says so."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.result import Result
from tests.support.owners import AUTHOR, WRITE, result
from tests.support.records import TOOL

EXAMINED = [
    {"id": "e1", "what": "drafts", "made": "contemporaneous",
     "examined_by": {"name": "Wang", "on": "2025-11-01"}},
]  # fmt: skip


def made(kind: str, **more: Any) -> Result:
    steps = [{**WRITE, **more}]
    return result(AUTHOR, kind=kind, steps=steps, evidence=EXAMINED, tools=[TOOL])


@pytest.mark.parametrize("kind", ["image", "model_3d", "audio", "video"])
def test_what_nobody_says_was_written_is_arguable_and_asked(kind: str) -> None:
    found = made(kind)
    (layer,) = found.layers
    assert layer.layer == "hand_editing"
    assert (layer.claimed, layer.proved) == ("arguable", "arguable")
    assert found.claimed.range == ("unlikely", "protected")
    assert [turns.field for turns in found.claimed.turns_on] == ["steps[0].adds"]
    assert "unknown.adds" in {unknown.code for unknown in found.unknowns}
    assert "feilin-v-baidu-2019-text" not in found.claimed.bound_by


@pytest.mark.parametrize(
    ("kind", "more"),
    [("image", {"adds": ["wording"]}), ("video", {"layer": "script"}), ("audio", {"layer": "歌词"}),
     ("text", {}), ("mixed", {})],
)  # fmt: skip
def test_words_are_a_text_where_the_record_says_so(kind: str, more: dict[str, Any]) -> None:
    (layer,) = made(kind, **more).layers
    assert (layer.layer, layer.claimed) == ("human_text", "protected")


def test_a_painting_is_work_by_hand_where_its_figures_are_named() -> None:
    (layer,) = made("image", adds=["figure"]).layers
    assert (layer.layer, layer.claimed) == ("hand_editing", "protected")


def test_writing_with_a_tool_that_generates_is_a_run_of_it() -> None:
    (layer,) = made("image", tool="t1").layers
    assert layer.layer == "prompted_output"
