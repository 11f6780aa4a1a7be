"""The reason that decides an element says something of this work."""

from __future__ import annotations

import pytest

from assessments import wording
from assessments.engine import CaseBase, assess
from assessments.memo.opening import decisive_reason
from tests.support.records import RULES, record

RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a lantern"}


@pytest.mark.parametrize(
    ("fields", "element", "code"),
    [
        ({"distinctiveness": "copied"}, "originality", "gate.copied"),
        ({"subject_matter": "data"}, "field", "gate.generic_data"),
        ({}, "intellectual_achievement", "instruction.topic"),  # what it lacks
        ({}, "field", "field.open"),
    ],
)
def test_a_gate_or_the_fact_that_is_lacking_decides(fields, element, code):
    result = assess(
        record(steps=[RUN], appraiser="decider", **fields), CaseBase.build([], RULES), RULES
    )
    assert decisive_reason(result.claimed.elements[element]) == wording.sentence(code)
