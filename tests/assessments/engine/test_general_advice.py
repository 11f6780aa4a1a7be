"""Securing everything is advised only where no single thing gives as much."""

from __future__ import annotations

from assessments.engine import CaseBase, HeldFiles, assess
from tests.support.records import RULES, record

NONE_DECIDED = CaseBase.build([], RULES)
WORDS = "a red lantern on a stone bridge at night, three paper cranes to its left, seen from below"


def test_files_that_only_have_to_be_added_leave_nothing_general_to_say() -> None:
    run = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": WORDS}
    more = f"{WORDS}, tied with red thread"
    steps = [
        {**run, "effect": "visible", "evidence": ["e1"]},
        {**run, "id": "s2", "parent": "s1", "action": "adjust", "prompt": more,
         "effect": "as_intended", "evidence": ["e1"]},
    ]  # fmt: skip
    advised = assess(record(steps=steps), NONE_DECIDED, RULES, files=HeldFiles()).improvements
    assert "hold.files_examined" in {one.do for one in advised}
    assert "secure.everything" not in {one.do for one in advised}
