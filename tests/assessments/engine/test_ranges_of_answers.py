"""What an open answer may give is a range: nobody is promised the answer that helps most."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.judging import RANK
from assessments.engine.result import Result
from assessments.results.terminal import report
from tests.support.owners import AUTHOR, RULES, WRITE, result
from tests.support.real_library import real_library
from tests.support.records import record

UNTOLD = {key: value for key, value in WRITE.items() if key != "extent"}
CUT: dict[str, Any] = {
    "id": "c", "by": "p1", "action": "arrange", "extent": "substantial",
    "criteria": "from the funeral back to the birth", "effect": "as_intended",
}  # fmt: skip


def telling(found: Result) -> list[Any]:
    return [item for item in found.improvements if item.do.startswith("tell.")]


@pytest.mark.parametrize("steps", [[UNTOLD], [CUT]])
def test_a_question_names_what_the_least_and_the_most_helpful_answers_give(
    steps: list[dict[str, Any]],
) -> None:
    found = telling(result(AUTHOR, steps=steps))
    assert found
    for item in found:
        assert item.lowest is not None
        assert RANK[item.lowest] < RANK[item.to] or item.from_ == item.to


def test_every_rule_of_a_question_has_an_answer_that_helps_least() -> None:
    assert all(rule.worst != rule.best for rule in RULES.improvements.tell)


def test_what_evidence_gives_has_no_range() -> None:
    found = result(AUTHOR)
    securing = [i for i in found.improvements if not i.do.startswith("tell.")]
    assert securing
    assert {i.lowest for i in securing} == {None}


def test_the_report_says_between_which_words_an_answer_falls() -> None:
    fields: dict[str, Any] = {"kind": "text", "tools": [], "evidence": [], "steps": [UNTOLD]}
    printed = report(record(**fields), result(AUTHOR, **fields), real_library())
    assert "by what is answered, between “" in printed
