"""Settings in a file of their own, read as if they stood in the picture."""

from __future__ import annotations

import json

import pytest

from assessments.intake import read
from tests.assessments.intake.test_comfyui import simple
from tests.assessments.intake.test_generators import SWARM

SETTINGS = "a cat\nNegative prompt: rain\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 42"
INVOKE = {"positive_prompt": "a cat", "negative_prompt": "rain", "seed": 42, "model": "m"}


@pytest.mark.parametrize(
    ("content", "generator"),
    [
        (SETTINGS, "Stable Diffusion WebUI"),
        (json.dumps(simple(), indent=1), "ComfyUI"),
        (json.dumps({"prompt": simple()}), "ComfyUI"),
        (json.dumps(INVOKE), "InvokeAI"),
    ],
)
def test_a_file_of_settings_is_read_as_the_pictures_own(content, generator):
    reading = read(content.encode(), name="settings")
    assert (reading.media_type, reading.generator) == ("text/plain", generator)
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
    assert reading.parameters.seed == 42
    assert reading.extra["text"]


def test_an_object_of_another_program_is_found_by_its_mark():
    assert read(json.dumps(SWARM).encode()).generator == "SwarmUI"


@pytest.mark.parametrize(
    "content",
    [
        "How to cook\n\nSteps: 3, easy.",
        "# Notes\n\n" + SETTINGS,
        '{"base_model": 3, "note": "no settings"',
        "x" * 100_000 + "\n" + SETTINGS,
    ],
)
def test_other_texts_stay_texts(content):
    assert (read(content.encode()).generator, read(content.encode()).prompt) == (None, None)


def test_what_is_too_deep_stays_a_text_and_says_so():
    reading = read(('{"class_type": ' + "[" * 100 + "]" * 100 + "}").encode())
    assert reading.generator is None and reading.extra["text"]
    assert [problem.code for problem in reading.problems] == ["too_deep"]
