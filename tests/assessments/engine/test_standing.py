"""A decision that is not effective, or that another one ended, decides no other work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from assessments.engine.calibration import calibrate
from tests.assessments.engine.test_comparison import RULES, case, relation, result
from tests.support.records import precedent

DAY = dt.date(2025, 6, 1)
BEFORE = dt.date(2025, 5, 31)
CASES = {
    "protected": (case("ordinary"), "ordinary"),
    "not_protected": (case("specific"), "rich"),
}


@pytest.mark.parametrize("outcome", CASES)
@pytest.mark.parametrize(
    ("fields", "as_of", "binds"),
    [
        ({}, None, True),
        ({"finality": "not_known"}, None, True),
        ({"finality": "appeal_pending", "binding": False}, None, False),
        ({"finality": "not_effective", "binding": False}, BEFORE, False),
        ({"binds_until": DAY}, BEFORE, True),
        ({"binds_until": DAY}, DAY, False),
        ({"binds_until": DAY}, None, False),
        ({"binds_until": dt.date.min}, BEFORE, False),
    ],
    ids=[
        "effective", "not known", "pending", "not effective", "the day before", "that day",
        "no day given", "day not known",
    ],
)  # fmt: skip
def test_it_decides_while_it_binds_and_stays_to_be_seen_afterwards(
    outcome: str, fields: dict[str, Any], as_of: dt.date | None, binds: bool
) -> None:
    new, detail = CASES[outcome]
    found = result(new, precedent("decided", case(detail), outcome, **fields), as_of=as_of)

    assert (found.proved.basis == "bound") is binds
    assert ("decided" in found.proved.bound_by) is binds
    assert (relation(found, "decided") == "follows") is binds


def test_a_base_that_stands_on_a_day_keeps_it() -> None:
    decided = precedent("decided", case("ordinary"), "protected", binds_until=DAY)
    base = CaseBase.build([decided, precedent("other", case("rich"), "protected")], RULES)
    before = base.narrow(as_of=BEFORE).narrow(without=["other"])

    assert assess(case("ordinary"), before, RULES).proved.basis == "bound"
    assert assess(case("ordinary"), before, RULES, DAY).proved.basis != "bound"


def test_the_digest_of_the_base_tells_how_its_decisions_stand() -> None:
    digests = {
        CaseBase.build([precedent("decided", case("rich"), "protected", **fields)], RULES).digest
        for fields in ({}, {"binding": False}, {"binds_until": DAY}, {"finality": "not_known"})
    }
    assert len(digests) == 4


def test_the_calibration_leaves_out_what_was_ended_and_what_is_pending() -> None:
    found = calibrate(
        [
            precedent("ended", case("rich"), "protected", binds_until=DAY),
            precedent("pending", case("rich"), "protected", binding=False),
            precedent("stands", case("rich"), "protected"),
        ],
        RULES,
    )
    assert [run.slug for run in found.with_itself.runs] == ["stands"]
    assert found.decisions == 1
