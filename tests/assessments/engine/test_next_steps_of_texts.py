"""What was written by hand is secured by its drafts and versions, not by a layered file."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from tests.support.records import RULES, record

EDIT = {"id": "s1", "action": "edit", "by": "p1", "extent": "substantial", "effect": "visible"}
WRITTEN = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial"}


@pytest.mark.parametrize(
    ("fields", "wanted", "other"),
    [
        ({"kind": "text", "steps": [WRITTEN]}, "secure.versions", "secure.layered_file"),
        ({"kind": "image", "steps": [WRITTEN]}, "secure.versions", "secure.layered_file"),
        (
            {"kind": "text", "steps": [{**EDIT, "adds": ["wording"]}]},
            "secure.versions",
            "secure.layered_file",
        ),
        (
            {"kind": "image", "steps": [{**EDIT, "adds": ["figure"]}]},
            "secure.layered_file",
            "secure.versions",
        ),
    ],
)
def test_the_thing_to_secure_is_that_of_the_work(fields: Any, wanted: str, other: str) -> None:
    found = assess(record(tools=[], evidence=[], **fields), CaseBase.build([], RULES), RULES)
    advised = {one.do: one.steps for one in found.improvements}
    assert advised[wanted] == ("s1",)
    assert other not in advised
