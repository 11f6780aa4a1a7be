"""Every problem has a sentence in both languages, and the English is the one of the record."""

from __future__ import annotations

from django.utils import translation

from cases.record import Problem
from cases.record.problems import SENTENCES
from cases.wording import problems


def test_the_english_sentences_are_those_of_the_record_and_none_is_left_over() -> None:
    with translation.override("en"):
        assert {code: str(text) for code, text in problems.SENTENCES.items()} == dict(SENTENCES)


def test_a_problem_is_told_with_its_field() -> None:
    problem = Problem(field="steps[3].parent", code="no_step", params={"id": "s9"})

    with translation.override("en"):
        line = problems.problem_line(problem)
        assert line == str(problem)
        assert line.startswith('steps[3].parent: no step "s9"; ')
    with translation.override("zh-hans"):
        assert problems.problem_line(problem).startswith("steps[3].parent：没有步骤“s9”；")


def test_a_fault_of_the_whole_file_has_no_place() -> None:
    problem = Problem(field="", code="not_a_record", params={"found": "a list"})

    with translation.override("zh-hans"):
        assert (
            problems.problem_line(problem) == "必须是由“schema”“title”等字段组成的映射，不能是列表"
        )
