"""A decision binds what is like what was decided; an answer speaks of what is claimed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments import wording
from assessments.engine import BASES, Result, assess
from tests.support.real_library import real_library
from tests.support.records import PERSON, PROMPTS, RULES, TOOL, record

SKETCH = {"id": "i1", "what": "sketch", "made_by": "third_party", "licence": "licensed"}
RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "colour this"}
ARRANGED = {"id": "s2", "action": "arrange", "by": "p1", "parent": "s1", "extent": "minor"}
SEEN = {"name": "李律师", "on": "2026-06-01"}


def found(**fields: Any) -> Result:
    made = record(**{"parties": [PERSON], "tools": [TOOL], "steps": [RUN], **fields})
    return assess(made, real_library().base, RULES, today=dt.date(2026, 11, 30))


@pytest.mark.parametrize(("shows", "is_bound"), [("trace", True), ("dominant", False)])
def test_a_refusal_binds_no_picture_that_anothers_sketch_dominates(
    shows: str, is_bound: bool
) -> None:
    result = found(inputs=[{**SKETCH, "in_output": shows}])
    bound = [slug for slug in result.claimed.bound_by if slug in real_library().placed_by_slug]
    assert bool(bound) is is_bound
    assert (result.layers[0].because == "gate.foreign_input") is not is_bound


def test_a_refusal_of_prompted_output_binds_no_arrangement() -> None:
    result = found(claim="arrangement", steps=[RUN, ARRANGED])
    assert result.claimed.layer
    assert result.claimed.bound_by == ()


@pytest.mark.parametrize(("claim", "scope"), [("style", "style"), ("arrangement", "arrangement")])
def test_the_headline_names_what_is_claimed_where_that_is_not_the_work(
    claim: str, scope: str
) -> None:
    result = found(claim=claim, steps=[RUN, ARRANGED])
    for basis in BASES:
        answer = result.answer(basis)
        assert answer.scope == scope
        said = wording.conclusion(answer.conclusion, basis, answer.scope)
        assert "the work is" not in said
        assert wording.conclusion_label(answer.conclusion) in said


@pytest.mark.parametrize(
    ("at", "code"),
    [("2999-05-01", "contradiction.step_in_future"), ("2020-05-01", "contradiction.step_day")],
)
def test_a_step_that_is_to_come_or_outside_of_the_making_is_named(at: str, code: str) -> None:
    result = found(steps=[{**RUN, "at": at}], created_from="2026-04-01")
    assert ("steps[0].at", code) in {(c.field, c.code) for c in result.contradictions}


def test_nothing_shows_a_step_that_is_to_come() -> None:
    piece = {"id": "e1", "what": "account_history", "made": "contemporaneous", "examined_by": SEEN}
    levels = {
        at: found(
            steps=[{**RUN, "prompt": PROMPTS[1], "at": at, "evidence": ["e1"]}], evidence=[piece]
        )
        .proved.findings["instruction"]
        .level
        for at in ("2026-05-01", "2999-05-01")
    }
    assert levels["2026-05-01"] > levels["2999-05-01"] == 0


def test_a_work_that_was_only_exhibited_owes_no_label_of_a_platform() -> None:
    on = {"on": "2026-05-01", "visible_label": False}
    for where, is_owed in (("家中相册", False), ("小红书", True), ("线上展览", True)):
        what = {duty.what for duty in found(published={**on, "where": where}).duties}
        assert ("visible_label" in what) is is_owed
