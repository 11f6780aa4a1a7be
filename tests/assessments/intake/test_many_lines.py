"""Short lines without end cost no more than the lines that are read, and the rest is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments.intake import read
from assessments.intake.conversations import markdown
from assessments.intake.core import limits

MOST = 40
TURNS = {
    "lines of text": "User: fox {n}\n\nAssistant: ok {n}\n\n",
    "a session of aider": "\n#### fox {n}\n\nok {n}\n\n",
}
HEADS = {"lines of text": "", "a session of aider": "# aider chat started at 2026-01-01 10:00:00\n"}


def text_of(form: str, turns: int) -> str:
    return HEADS[form] + "".join(TURNS[form].format(n=n) for n in range(turns))


@pytest.fixture(autouse=True)
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT_LINES", replace(limits.TEXT_LINES, value=MOST))


@pytest.mark.parametrize("form", TURNS)
def test_turns_behind_the_lines_that_are_read_are_left_out_and_said(form: str) -> None:
    whole, long = read(text_of(form, 4).encode()), read(text_of(form, 100).encode())

    assert [message.text for message in long.messages][:4] == ["fox 0", "ok 0", "fox 1", "ok 1"]
    assert 4 < len(long.messages) <= MOST / 2
    assert [problem.code for problem in long.problems].count("text_too_large") == 1
    assert "text_too_large" not in [problem.code for problem in whole.problems]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\f", "\u2028"])
def test_no_more_lines_are_looked_at_whatever_ends_them(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    parse = markdown._parse_speaker

    def watch(line: str) -> object:
        looked_at.append(line)
        return parse(line)

    monkeypatch.setattr(markdown, "_parse_speaker", watch)

    found = read(("fox" + end + f"x{end}" * 10_000).encode())

    assert 0 < len(looked_at) <= 2 * MOST  # once to find turns, once to read them
    assert found.extra["characters"] >= 20_000
