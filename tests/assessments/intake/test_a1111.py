"""The text form of Stable Diffusion WebUI, in its many hands."""

from __future__ import annotations

import pytest

from assessments.intake.core.report import Lora
from assessments.intake.generators.a1111 import parse
from assessments.intake.generators.infotext import pairs

LINE = (
    "Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.5, Seed: 42, Size: 512x768"
)


def test_prompts_keep_their_lines():
    found = parse(f"a cat,\nin fog\n\nNegative prompt: rain,\nsnow\n{LINE}")
    assert found and found.prompt == "a cat,\nin fog"
    assert found.negative_prompt == "rain,\nsnow"
    assert (found.parameters.steps, found.parameters.cfg_scale) == (20, 7.5)
    assert (found.parameters.width, found.parameters.height) == (512, 768)
    assert found.parameters.sampler == "DPM++ 2M"


def test_without_a_negative_line_there_is_no_negative_prompt():
    found = parse(f"a cat\n{LINE}")
    assert found and found.negative_prompt is None


def test_the_last_line_of_settings_rules():
    found = parse(f"Steps: of a temple\nstairs\n{LINE}")
    assert found and found.prompt == "Steps: of a temple\nstairs"


def test_a_quoted_value_may_hold_commas_colons_and_escapes():
    found = pairs(
        'Steps: 20, Lora hashes: "a: 1, b: 2", Hires prompt: "say \\"hi\\", Seed: 9", Seed: 4'
    )
    assert found["lora hashes"] == "a: 1, b: 2"
    assert found["hires prompt"] == 'say "hi", Seed: 9'
    assert found["seed"] == "4"


def test_the_first_of_a_key_counts_and_an_open_quote_ends_nothing():
    assert pairs('Model: a, Model: b, Seed: "5')["model"] == "a"
    assert pairs('Template: "never closed, Seed: 5')["seed"] == "5"


def test_loras_stand_in_the_prompt_with_their_weights():
    found = parse(
        f"a <lora:ink v2:0.8> cat <lora:fog:1:0.5> <lyco:rain> <lora:x:te=1:unet=0.4>\n{LINE}"
    )
    assert found and found.parameters.loras == (
        Lora(name="ink v2", weight=0.8),
        Lora(name="fog", weight=1),
        Lora(name="rain", weight=None),
        Lora(name="x", weight=1),
    )


def test_the_former_extension_and_fooocus_name_loras_in_the_settings():
    old = parse(
        f"a\n{LINE}, AddNet Enabled: True, AddNet Model 1: ink(ab12), AddNet Weight A 1: 0.6"
    )
    assert old and old.parameters.loras == (Lora(name="ink", weight=0.6),)
    fooocus = parse(f'a\n{LINE}, Lora weights: "ink: 0.5, fog: 1", Version: Fooocus v2.5.5')
    assert fooocus and fooocus.generator == "Fooocus"
    assert fooocus.parameters.loras == (Lora(name="ink", weight=0.5), Lora(name="fog", weight=1))


def test_civitai_names_model_loras_and_time():
    resources = (
        '[{"type":"checkpoint","modelVersionId":1,"modelName":"Pony"},'
        '{"type":"lora","weight":0.7,"modelVersionId":2,"modelName":"Ink, black"}]'
    )
    found = parse(f"a\n{LINE}, Created Date: 2024-05-01T10:00:00Z, Civitai resources: {resources}")
    assert found and found.generator == "Civitai"
    assert found.parameters.model == "Pony"
    assert found.parameters.loras == (Lora(name="Ink, black", weight=0.7),)
    assert found.times[0].value == "2024-05-01T10:00:00Z"


@pytest.mark.parametrize(
    ("version", "generator"),
    [
        ("Version: v1.10.1", "Stable Diffusion WebUI"),
        ("Version: f1.0.0v2-v1.10.1RC-latest-2202", "reForge"),
        ("Version: f2.0.1v1.10.1-previous-669", "Stable Diffusion WebUI Forge"),
        ("Version: f2.0.1", "Stable Diffusion WebUI Forge"),
        ("Version: neo-2.1", "Stable Diffusion WebUI Forge Neo"),
        ("Version: classic", "Stable Diffusion WebUI Forge Classic"),
        ("App: SD.Next, Version: 2b9e4", "SD.Next"),
        ("Version: ComfyUI", "ComfyUI"),
        ('Version: stable-diffusion.cpp, SDCPP: {"seed": 1}', "stable-diffusion.cpp"),
    ],
)
def test_the_version_names_the_program(version, generator):
    found = parse(f"a\n{LINE}, {version}")
    assert found and found.generator == generator


def test_a_placeholder_is_no_prompt():
    found = parse(f"unknown\nNegative prompt: unknown\n{LINE}")
    assert found and found.prompt is None and found.negative_prompt is None
    assert [problem.code for problem in found.problems] == ["placeholder", "placeholder"]


def test_lines_after_the_settings_are_templates_not_settings():
    found = parse(f"a\n{LINE}, Version: v1.6.0\nTemplate: Seed: 9, __animal__")
    assert found and found.parameters.seed == 42 and found.generator == "Stable Diffusion WebUI"


@pytest.mark.parametrize(
    "text", ["", "a cat", "Created with GIMP", "Steps:", '{"a": 1}', "a\nSteps: up"]
)
def test_other_texts_are_not_taken(text):
    assert parse(text) is None


@pytest.mark.parametrize("text", ["Steps: " + "a: " * 100_000, "Steps: 1, " + '"' * 200_000])
def test_a_long_line_ends_soon(text):
    parse(text)
    parse("x\n" + text)
