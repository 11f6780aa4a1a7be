"""Markers: what supports a fact, and where an authority is cited."""

from __future__ import annotations

import pytest

from assessments.exhibits.references import ExhibitIndex
from assessments.wording.numbers import spans
from cases.record import load_data


@pytest.fixture
def exhibits(record):
    return ExhibitIndex(load_data(record))


def test_evidence_is_numbered_in_the_order_of_the_record(exhibits):
    assert [exhibits.code(e) for e in ("e1", "e2", "e3")] == ["E-01", "E-02", "E-03"]


def test_a_bare_statement_supports_nothing(exhibits):
    assert exhibits.support(["e1"]).carried_by == ("E-01",)
    assert exhibits.support(["e2"]).is_statement_only
    assert exhibits.support(["e2"]).illustrated_by == ("E-02",)


def test_a_later_run_of_the_tool_supports_nothing(record):
    later = {"id": "e9", "what": "reconstruction", "made": "later"}
    changed = {**record, "evidence": [*record["evidence"], later]}
    assert ExhibitIndex(load_data(changed)).support(["e9"]).is_statement_only


def test_steps_without_evidence_that_can_carry_them_are_found(exhibits):
    assert exhibits.step_numbers(s.id for s in exhibits.unsupported_steps()) == [1, 4, 5]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([], []), ([1, 2], ["1", "2"]), ([1, 2, 3], ["1–3"]), ([1, 3, 4, 5, 9], ["1", "3–5", "9"])],
)
def test_runs_of_numbers_are_drawn_together(numbers, told):
    assert spans(numbers) == told
