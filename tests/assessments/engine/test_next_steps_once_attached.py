"""A file that is attached is not asked for again: what it lacks is somebody who examines it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from tests.support.records import RULES, record

EDIT = {
    "id": "s2",
    "action": "edit",
    "by": "p1",
    "adds": ["figure"],
    "extent": "substantial",
    "effect": "as_intended",
    "evidence": ["e1"],
}
GENERATE = {"id": "s1", "action": "generate", "by": "p1", "tool": "t1", "prompt": "a lamp"}
LAYERS = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}


def advised(**piece: Any) -> set[str]:
    tool = {"id": "t1", "name": "Dream", "does": "text_to_image"}
    made = record(
        kind="image", tools=[tool], steps=[GENERATE, EDIT], evidence=[{**LAYERS, **piece}]
    )
    return {one.do for one in assess(made, CaseBase.build([], RULES), RULES).improvements}


def test_a_layered_file_that_nobody_examined_is_to_be_examined_not_added_again() -> None:
    found = advised()
    assert "examine.exhibits" in found
    assert "secure.layered_file" not in found


@pytest.mark.parametrize("piece", [{"what": "original_file"}, {"made": "later"}])
def test_another_file_takes_the_place_of_none(piece: dict[str, Any]) -> None:
    assert "secure.layered_file" in advised(**piece)
