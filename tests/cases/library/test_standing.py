"""How a decision stands follows from its finality and from what others did to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from cases.library import Decision, InvalidLibrary, load_all
from cases.library.standing import Standing, standings
from tests.cases.library.test_loading import a_decision, a_judged, complaints, write

BY = {"en": "The High Court", "zh": "高级法院"}
DAY = dt.date(2025, 6, 1)


def decision(slug: str, day: str | None, precision: str = "day", **fields: Any) -> Decision:
    date = day and {"value": day, "precision": precision, "mark": "A"}
    data = a_decision(slug=slug, judged=[a_judged(slug)], short_name={"en": slug, "zh": slug})
    return Decision.model_validate(data | {"date": date} | fields)


def treatment(relation: str = "reversed", **fields: Any) -> dict[str, Any]:
    return {"relation": relation, "by": BY, "mark": "A"} | fields


def first(*treatments: dict[str, Any], day: str | None = "2024-05-01") -> Decision:
    return decision("first-2024", day, treatment=treatments)


def second(
    *treatments: dict[str, Any], day: str | None = "2025-06-01", precision: str = "day"
) -> Decision:
    return decision("second-2025", day, precision, treatment=treatments)


def standing(*decisions: Decision, slug: str = "first-2024") -> Standing:
    return standings(decisions)[slug]


@pytest.mark.parametrize(
    ("state", "binding"),
    [
        ("effective", True),
        ("final", True),
        ("not_known", True),
        ("appeal_pending", False),
        ("not_effective", False),
    ],
)
def test_finality_decides_whether_it_binds(state: str, binding: bool) -> None:
    found = standing(decision("first-2024", None, finality={"state": state, "mark": "A"}))

    assert (found.binding, found.binds_until, found.finality) == (binding, None, state)


@pytest.mark.parametrize("relation", ["reversed", "vacated", "remanded", "superseded"])
def test_either_file_can_say_that_the_later_ended_the_earlier(relation: str) -> None:
    received = standing(first(treatment(relation, slug="second-2025")), second())
    given = standing(first(), second(treatment(relation, slug="first-2024")))

    for found in (received, given):
        assert found.end is not None
        assert (found.end.relation, found.end.acting, found.binds_until) == (
            relation,
            "second-2025",
            DAY,
        )
    assert received.end.by.en == "The High Court"
    assert given.end.by.en == "second-2025"


@pytest.mark.parametrize("relation", ["affirmed", "followed", "cited", "distinguished", "appealed"])
def test_another_relation_ends_nothing(relation: str) -> None:
    assert standing(first(treatment(relation, slug="second-2025")), second()).end is None


def test_the_later_decision_keeps_standing_wherever_the_relation_is_stated() -> None:
    for decisions in (
        (first(treatment(slug="second-2025")), second()),
        (first(), second(treatment(slug="first-2024"))),
    ):
        assert standing(*decisions, slug="second-2025").end is None


def test_a_direction_that_is_stated_needs_no_dates() -> None:
    undated = {"day": None}
    given = treatment(slug="first-2024", direction="given")
    received = treatment(slug="second-2025", direction="received")

    assert standing(first(**undated), second(given)).binds_until == DAY
    assert standing(first(received, **undated), second()).binds_until == DAY
    assert standing(first(**undated), second(given), slug="second-2025").end is None


def test_it_reversed_what_has_no_file_and_stands_itself() -> None:
    assert standing(second(treatment(direction="given")), slug="second-2025").end is None


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"on": "2025-07-15", "slug": "second-2025"}, dt.date(2025, 7, 15)),
        ({"on": "2025-07-15"}, dt.date(2025, 7, 15)),
        ({"on": "2025-07-15", "precision": "month"}, dt.date(2025, 7, 1)),
        ({"on": "2025-07-15", "precision": "year"}, dt.date(2025, 1, 1)),
        ({"slug": "second-2025"}, DAY),
        ({}, dt.date.min),
    ],
    ids=["stated", "without a file", "month", "year", "of the other decision", "not known"],
)
def test_it_stops_on_the_day_stated_or_else_of_the_other_or_else_at_once(
    fields: dict[str, Any], until: dt.date
) -> None:
    assert standing(first(treatment(**fields)), second()).binds_until == until


def test_of_a_month_it_stops_with_the_first_day_on_which_it_may_have_been_ended() -> None:
    found = standing(first(), second(treatment(slug="first-2024"), precision="month"))

    assert (found.binds_until, found.end.precision) == (DAY, "month")


def test_what_both_files_say_is_one_relation_and_the_day_of_either_counts() -> None:
    undated = decision("first-2024", "2024-05-01", treatment=[treatment()])
    found = standing(undated, second(treatment(slug="first-2024")))

    assert found.binds_until == DAY


def test_the_earliest_of_several_ends_it() -> None:
    later = treatment("superseded", on="2025-12-01")
    earlier = treatment("vacated", on="2025-02-01")

    assert standing(first(later, earlier)).end.relation == "vacated"
    assert standing(first(later, treatment("vacated"))).binds_until == dt.date.min


def test_before_that_day_it_stood() -> None:
    found = standing(first(treatment(on="2025-06-01")))

    assert found.as_of(dt.date(2025, 5, 31)).end is None
    assert found.as_of(DAY).end is not None
    assert found.as_of(None).end is not None


REFUSED = [
    ({"on": "2024-04-30"}, "treatment[0].on", "treated_before_decided"),
    ({"on": "2026-11-23"}, "last_verified", "verified_before_treated"),
    ({"relation": "overruled"}, "treatment[0].relation", "wrong_value"),
    ({"direction": "both"}, "treatment[0].direction", "wrong_value"),
]


@pytest.mark.parametrize(("fields", "field", "code"), REFUSED, ids=lambda value: str(value)[:30])
def test_each_fault_of_a_treatment_is_refused(
    fields: dict[str, Any], field: str, code: str
) -> None:
    assert (field, code) in complaints(a_decision(treatment=[treatment(**fields)]))


def library(folder: Path, of_first: Any, of_second: Any, day: str | None = "2025-06-01") -> None:
    date = day and {"value": day, "mark": "A"}
    for slug, fields in (("first-2024", of_first), ("second-2025", of_second | {"date": date})):
        write(folder, a_decision(slug=slug, judged=[a_judged(slug)], **fields))


AMONG = [
    ({"treatment": [treatment(slug="second-2025")]}, {}, None, "direction_unclear"),
    ({"treatment": [treatment(slug="second-2025")]}, {}, "2024-05-01", "direction_unclear"),
    ({"treatment": [treatment(slug="first-2024", direction="given")]}, {}, None, "treats_itself"),
    (
        {"treatment": [treatment(slug="second-2025", direction="given")]},
        {},
        "2025-06-01",
        "treated_by_earlier",
    ),
    (
        {},
        {"treatment": [treatment(slug="first-2024", direction="received")]},
        "2025-06-01",
        "treated_by_earlier",
    ),
]


@pytest.mark.parametrize(("of_first", "of_second", "day", "code"), AMONG)
def test_what_the_dates_contradict_or_do_not_tell_is_refused(
    tmp_path: Path, of_first: Any, of_second: Any, day: str | None, code: str
) -> None:
    library(tmp_path, of_first, of_second, day)

    with pytest.raises(InvalidLibrary) as caught:
        load_all(tmp_path)

    [problem] = caught.value.problems
    assert (problem.problem.field, problem.problem.code) == ("treatment[0].direction", code)


def test_a_relation_that_ends_nothing_needs_no_direction(tmp_path: Path) -> None:
    library(tmp_path, {"treatment": [treatment("cited", slug="second-2025")]}, {}, None)

    assert len(load_all(tmp_path)) == 2
