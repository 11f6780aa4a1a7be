"""An order by date is nobody's choice; which parts stand in it may be (Copyright Law art. 15)."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from tests.support.records import record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
EXAMINED = {"id": "e1", "what": "account_history", "made": "contemporaneous",
            "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}  # fmt: skip
RUN = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a heron",
       "outputs": 300, "kept": 52}  # fmt: skip
CHOICE = {"id": "s2", "by": "p1", "parent": "s1", "action": "select", "outputs": 300, "kept": 52,
          "criteria": "those in which the light shows the season"}  # fmt: skip
ORDER = {"id": "s3", "by": "p1", "action": "arrange", "extent": "substantial", "adds": ["order"]}


def read(*steps: dict[str, Any]) -> Result:
    linked = [{**step, "evidence": ["e1"]} for step in steps]
    return assess(record(steps=linked, evidence=[EXAMINED]), NONE_DECIDED, RULES)


def arranged(result: Result) -> tuple[str, str | None]:
    layer = next(layer for layer in result.layers if layer.layer == "arrangement")
    return layer.claimed, layer.proved


BY_DATE = [
    "a diary arranged by date",
    "as a timeline",
    "oldest first",
    "按日期排列",
    "按时间线编排",
]


@pytest.mark.parametrize("words", BY_DATE)
def test_an_order_by_date_alone_shows_nothing_of_a_person(words: str) -> None:
    result = read(RUN, {**ORDER, "intent": words})
    assert arranged(result) == ("unlikely", "unlikely")
    assert "contradiction.order_of_itself" in {found.code for found in result.contradictions}


@pytest.mark.parametrize("words", BY_DATE)
def test_parts_that_were_chosen_are_arguable_in_such_an_order_and_no_more(words: str) -> None:
    result = read(RUN, CHOICE, {**ORDER, "intent": words})
    assert arranged(result) == ("arguable", "arguable")
    assert result.claimed.range == ("arguable", "arguable")
    assert result.claimed.findings["selection"].because == "selection.parts_chosen"
    codes = {found.code for found in result.contradictions}
    assert "contradiction.order_of_chosen_parts" in codes


def test_the_choice_may_stand_in_the_words_of_the_order() -> None:
    words = "the pictures with fog, arranged by date"
    assert arranged(read(RUN, {**ORDER, "intent": words})) == ("arguable", "arguable")


def test_a_place_that_somebody_gave_the_parts_is_asked_about() -> None:
    result = read(RUN, {**ORDER, "intent": "in chapters by mood, within each by date"})
    assert arranged(result)[0] == "arguable"
    assert result.claimed.range is not None and result.claimed.range[1] == "protected"


def test_a_chosen_order_is_not_touched() -> None:
    words = "opens with the empty field and ends with the flight, contrasting still and moving"
    assert arranged(read(RUN, CHOICE, {**ORDER, "intent": words}))[0] == "protected"


def test_a_choice_that_nobody_examined_is_not_proved() -> None:
    steps = [{**step, "evidence": ["e1"]} for step in (RUN, {**ORDER, "intent": "by date"})]
    result = assess(record(steps=[*steps, CHOICE], evidence=[EXAMINED]), NONE_DECIDED, RULES)
    assert arranged(result) == ("arguable", "unlikely")
