"""No regular expression of the application takes more than quadratic time on any text.

One that doubles its time with every character freezes a web process for ever: a search is not
interrupted, and no other thread of the process goes on meanwhile.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.expressions import why_slow

ROOT = Path(__file__).resolve().parents[1]
LEAST = 200  # expressions that there are at present


@pytest.mark.parametrize(
    "slow",
    [
        r"(?:a+)+b",
        r"(?:a|aa)*b",
        r"(?:麻烦(?:你|您)?|你|您)*再",
        r"(?:\w+ ?){0,5}x",
        r"\[\s*([^\]]*?)\s*[\d]*\s*\]",
    ],
)
def test_what_takes_more_is_found(slow: str) -> None:
    assert why_slow(slow)


@pytest.mark.parametrize(
    "quick",
    [
        r"a*b",
        r"(?:\w+ )*\w+",
        r"(?:a++)+b",
        r"(?:麻烦(?:你|您)?|你|您)*+再",
        r"(?:[a-z]{0,2}\d){1,4}",
        r"[^<]*<[^>]*>",
        r"\s*\d*",
    ],
)
def test_what_takes_no_more_is_left_alone(quick: str) -> None:
    assert why_slow(quick) == ""


def test_no_compiled_expression_takes_more() -> None:
    lines = subprocess.run(
        [sys.executable, "-m", "tests.support.compiled_expressions"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()

    assert lines[:-1] == []
    assert int(lines[-1].split()[0]) > LEAST


def test_no_expression_of_the_rules_takes_more() -> None:
    expressions = {
        text: path.name
        for path in (ROOT / "assessments").rglob("*.yaml")
        for text in _texts(yaml.safe_load(path.read_text("utf-8")))
        if ("(?" in text or "\\" in text) and _is_expression(text)
    }

    assert [(n, t[:80], why) for t, n in expressions.items() if (why := why_slow(t))] == []
    assert len(expressions) > LEAST


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
