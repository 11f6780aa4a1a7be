"""The form of a text names no program where the picture names another one beside it."""

from __future__ import annotations

import pytest

from assessments.intake import read
from tests.support.made_files import png, text

SETTINGS = "a grey cat\nSteps: 20, Sampler: Euler a, Seed: 22, Model: x"
LABEL = '{"Label": "1", "ContentProducer": "001191", "ProduceID": "p-1"}'


@pytest.mark.parametrize(
    ("beside", "named"),
    [(("Software", "SeaArt"), "SeaArt"), (("AIGC", LABEL), "AIGC 001191")],
)
def test_another_name_beside_the_form_leaves_the_program_open(beside, named) -> None:
    reading = read(png(text("parameters", SETTINGS), text(*beside)))
    assert (reading.prompt, reading.parameters.seed) == ("a grey cat", 22)
    assert reading.generator is None
    (fault,) = [fault for fault in reading.problems if fault.code == "form_of_webui"]
    assert fault.params["program"] == named


@pytest.mark.parametrize(
    ("written", "software"),
    [(SETTINGS, None), (f"{SETTINGS}, Version: v1.10.1", "SeaArt"), (SETTINGS, "sd-webui 1.9")],
)
def test_a_program_that_the_text_names_or_nothing_contradicts_is_named(written, software) -> None:
    beside = [text("Software", software)] if software else []
    reading = read(png(text("parameters", written), *beside))
    assert reading.generator == "Stable Diffusion WebUI"
    assert all(fault.code != "form_of_webui" for fault in reading.problems)
