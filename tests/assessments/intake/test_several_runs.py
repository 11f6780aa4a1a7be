"""A text with the settings of several runs is never read as one run."""

from __future__ import annotations

import pytest

from assessments.answers.pasting import split_settings
from assessments.intake import read
from tests.support.made_files import png, text

FIRST = "a stone bridge\nNegative prompt: lowres\nSteps: 28, Sampler: Euler, Seed: 100, Model: m1\n"
SECOND = "an iron bridge\nSteps: 30, Sampler: Euler a, Seed: 200, Model: m2\n"


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


@pytest.mark.parametrize(
    "written",
    [
        f"{FIRST}\n{SECOND}",
        FIRST + SECOND,
        f"{FIRST}Template: a {{stone|iron}} bridge\n\n{SECOND}",
        f"{FIRST[:-1]},\nSize: 512x512, VAE: none\n\n\n{SECOND}",
    ],
)
def test_each_run_of_a_text_is_listed_with_its_own_words(written: str) -> None:
    reading = read(written.encode())
    assert [(run["prompt"], run["seed"], run["model"]) for run in reading.extra["runs"]] == [
        ("a stone bridge", 100, "m1"),
        ("an iron bridge", 200, "m2"),
    ]
    assert (reading.prompt, reading.negative_prompt) == ("a stone bridge", "lowres")
    assert codes(reading) == ["runs_several"]


def test_code_blocks_of_markdown_are_a_run_each() -> None:
    reading = read(f"# Notes\n\nOne\n\n```\n{FIRST}```\n\nTwo\n\n```text\n{SECOND}```\n".encode())
    assert reading.media_type == "text/markdown"
    assert [run["prompt"] for run in reading.extra["runs"]] == ["a stone bridge", "an iron bridge"]
    alone = read(f"# Notes\n\n```\n{SECOND}```\n".encode())
    assert (alone.prompt, alone.parameters.seed) == ("an iron bridge", 200)


@pytest.mark.parametrize(
    "written",
    [f"{FIRST}\n{SECOND}", f"{FIRST} {SECOND}".replace("\n", " ")],
)
def test_a_picture_with_the_settings_of_two_runs_states_neither(written: str) -> None:
    reading = read(png(text("parameters", written)))
    assert (reading.prompt, reading.negative_prompt, reading.parameters.seed) == (None, None, None)
    assert "settings_several" in codes(reading)
    assert "a stone bridge" in reading.extra["further_words"][0]["text"]
    assert split_settings(written) is None


def test_a_line_of_a_prompt_that_begins_like_settings_ends_no_run() -> None:
    reading = read(png(text("parameters", f"Recipe\nSteps: mix, bake, cool\n{SECOND}")))
    assert reading.prompt == "Recipe\nSteps: mix, bake, cool\nan iron bridge"
    assert reading.parameters.seed == 200
