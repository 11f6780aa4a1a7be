"""What a page sends as a number is read within bounds, and whatever else it sends is none."""

from __future__ import annotations

import pytest

from assessments.answers import problems
from assessments.answers.numbers import sent_number, sent_version

TOO_LONG = "9" * 5000  # Python refuses to read it


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("999999999", 999_999_999), ("", None), ("-1", None), ("1.5", None), ("²", None)],
)
def test_a_number_is_read_from_its_digits_only(text: str, number: int | None) -> None:
    assert sent_number(text) == number


def test_a_number_that_is_too_long_is_none() -> None:
    assert sent_number(TOO_LONG) is None
    assert sent_version({"_version": TOO_LONG}) == sent_version({}) == -1


def test_an_answer_that_is_too_long_for_a_number_is_a_problem_at_its_field() -> None:
    step = {"id": "s1", "action": "generate", "outputs": TOO_LONG}
    found = problems({"title": "A", "kind": "image", "steps": [step]})
    assert [problem.problem.code for problem in found] == ["not_whole_number"]
