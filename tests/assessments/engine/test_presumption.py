"""What is proved by the name on the work alone has reasons that say so."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from assessments.engine.presumption import PRESUMED
from tests.support.records import RULES, record

SIGNED = {"signature": True, "visible_label": False}
WRITTEN = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial"}


def result(**fields: Any) -> Result:
    told = {"kind": "text", "tools": [], "evidence": [], "steps": [WRITTEN], "published": SIGNED}
    return assess(record(**{**told, **fields}), CaseBase.build([], RULES), RULES)


def codes(of: Result, basis: str) -> set[str]:
    elements = (of.claimed if basis == "claimed" else of.proved).elements
    return {reason.code for element in elements.values() for reason in element.reasons}


def test_the_answer_as_proved_names_the_article() -> None:
    found = result()
    reasons = found.proved.elements["originality"].reasons
    assert (reasons[0].code, reasons[0].authority) == (PRESUMED, ("prc-copyright-law-12",))
    assert codes(found, "proved") >= {PRESUMED, "editing.presumed"}
    assert not codes(found, "claimed") & {PRESUMED, "editing.presumed"}
    assert found.layers[0].because == "layer.human_text.presumed"
    assert found.proved.findings["editing"].because == "editing.presumed"
    assert found.appraisals[0].because == "appraisal.presumed"


@pytest.mark.parametrize(
    "fields",
    [
        {"published": None},
        {"published": {**SIGNED, "visible_label": True}},
        {
            "steps": [{**WRITTEN, "evidence": ["e1"]}],
            "evidence": [
                {
                    "id": "e1",
                    "what": "drafts",
                    "made": "contemporaneous",
                    "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
                }
            ],
        },
    ],
)
def test_nothing_is_presumed_without_a_name_or_beside_examined_drafts(fields: Any) -> None:
    assert PRESUMED not in codes(result(**fields), "proved")


def test_drafts_that_nobody_examined_leave_the_presumption() -> None:
    drafts = {"id": "e1", "what": "drafts", "made": "contemporaneous"}
    found = result(steps=[{**WRITTEN, "evidence": ["e1"]}], evidence=[drafts])
    assert PRESUMED in codes(found, "proved")


def test_a_makers_value_on_an_examined_exhibit_stays_the_makers() -> None:
    drafts = {
        "id": "e1",
        "what": "drafts",
        "made": "contemporaneous",
        "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
    }
    steps = [{**WRITTEN, "evidence": ["e1"]}]
    found = result(steps=steps, evidence=[drafts])
    assert found.appraisals[0].because == "appraisal.examined"
    found = result(steps=steps, evidence=[drafts], appraiser="lawyer")
    assert found.appraisals[0].because == "appraisal.lawyer"
