"""An expression is compiled when a text has a word that it needs, and matches what it would."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.engine import load_rules
from assessments.prompts.expressions import Expression
from assessments.prompts.lexicon import read_file

ROOT = Path(__file__).resolve().parents[3]
QUESTION = "(?:吗|呢|好不好|行不行|可不可以|要不要|怎么样|如何|哪[个种边]好)$"


def test_the_words_are_those_of_the_expressions_as_they_stand() -> None:
    command = [sys.executable, "scripts/expression_words.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_expression_is_not_compiled_for_a_text_without_its_words() -> None:
    expression = Expression(QUESTION)
    assert expression.compiled_for("a red lantern") is None
    found = expression.compiled_for("画一盏红灯笼好吗")
    assert found is not None and found.search("画一盏红灯笼好吗")


def test_an_expression_of_which_no_words_are_known_is_compiled_at_once() -> None:
    assert Expression("a new expression").compiled_for("any text") is not None


@pytest.mark.parametrize("text", ["SURPRISE ME", "ſurprise me", "surprİse me", "surprıse me"])
def test_letters_that_are_taken_for_others_are_words_as_well(text: str) -> None:
    (expression,) = [
        Expression(each, re.IGNORECASE)
        for each in read_file("asides.yaml")["open_clauses"]
        if "surprise me" in each
    ]
    found = expression.compiled_for(text)
    assert found is not None and found.search(text)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("drawn by hand in ink", frozenset()),
        ("drawn by the machine", {"machine", "machine_input"}),
        ("drawn by midjourney", {"machine", "machine_input"}),
        ("由豆包生成", {"machine", "machine_input"}),
        ("由机器生成", {"machine"}),
        ("由我画成", frozenset()),
    ],
)
def test_words_admit_the_same_whether_or_not_a_generator_is_named(
    words: str, kinds: frozenset[str]
) -> None:
    assert load_rules().admissions.read(words) == kinds
