"""Words beside the prompt are kept: of detailers, second passes, regions, styles and templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessments.intake import read
from assessments.intake.generators.a1111 import parse
from tests.support.made_files import png, text

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"
SETTINGS = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Model: m"


def further(reading) -> dict[str, str]:
    return {entry["where"]: entry["text"] for entry in reading.extra.get("further_words", ())}


def test_prompts_of_extensions_are_kept_as_they_are_named():
    reading = read(CASES / "a1111-adetailer-hires-prompts.png")
    expected = {
        "ADetailer prompt": "detailed face, freckles",
        "ADetailer negative prompt": "ugly face",
        "Hires prompt": "lantern, macro",
    }
    assert further(reading) == expected
    assert expected.items() <= reading.extra.items()
    assert reading.extra["RP Divide mode"] == "Matrix"
    assert (reading.extra["hires_upscale"], reading.parameters.steps) == ("2", 20)


def test_every_unknown_setting_is_kept_under_its_own_name():
    reading = parse(f"a cat\n{SETTINGS}, Eta: 0.1, Forge Couple: True, ADetailer prompt 2nd: nose")
    assert reading.extra["Eta"] == "0.1"
    assert reading.extra["Forge Couple"] == "True"
    assert further(reading) == {"ADetailer prompt 2nd": "nose"}
    assert "Steps" not in reading.extra and "steps" not in reading.extra


def test_templates_below_the_settings_are_words_of_the_person():
    reading = parse(
        f"a red cat\nNegative prompt: rain\n{SETTINGS}\n"
        "Template: a {red|blue} cat,\n__place__\nNegative Template: {rain|snow}"
    )
    assert (reading.prompt, reading.parameters.model) == ("a red cat", "m")
    assert further(reading) == {
        "Template": "a {red|blue} cat,\n__place__",
        "Negative Template": "{rain|snow}",
    }


def test_a_name_without_words_is_no_further_prompt():
    reading = parse(f"a cat\n{SETTINGS}, Hires prompt: none, ADetailer prompt: [PROMPT]")
    assert further(reading) == {}


def test_settings_that_bars_separate_are_those_of_sd_next():
    reading = read(CASES / "sdnext-2023-pipes.png")
    values = reading.parameters
    assert (reading.generator, reading.prompt) == ("SD.Next", "a red lantern in the rain, ink wash")
    assert reading.negative_prompt == "blurry, text"
    assert (values.steps, values.seed, values.sampler) == (25, 1879635471, "Euler a")
    assert (values.cfg_scale, values.width, values.model) == (7, 768, "revAnimated_v122")
    assert (reading.extra["version"], reading.extra["Pipeline"]) == ("aa62f6d", "Original")


@pytest.mark.parametrize(
    ("line", "generator"),
    [
        ("Steps: 20 | Sampler: DPM++ 2M | CFG scale: 5.5 | Seed: 19 | Size: 640x360 | Parser: Full "
         "parser | Eta: 0", "SD.Next"),
        ("Steps: 20, Seed: 25, Sampler: DDIM, CFG scale: 6, Parser: Full parser, Backend: "
         "Original, Version: 90afba3, Operations: txt2img", "SD.Next"),
        ("Steps: 20 | Seed: 1 | Sampler: Euler | Size: 1x1", "Stable Diffusion WebUI"),
    ],
)  # fmt: skip
def test_sd_next_is_named_by_its_own_settings_only(line, generator):
    reading = parse(f"a cat | a dog | a bird\n{line}")
    assert (reading.generator, reading.parameters.steps) == (generator, 20)
    assert reading.prompt == "a cat | a dog | a bird"


def test_regional_prompts_and_reference_pictures_of_invokeai():
    reading = read(CASES / "invoke-regional.png")
    assert further(reading) == {
        "regional prompt": "a sleeping cat under the lantern",
        "negative regional prompt": "dog",
    }
    assert reading.inputs == ("8a1f.png",)
    assert reading.extra["guidance"] == 4


def invoke(**data):
    data = {"positive_prompt": "a cat", "seed": 1, "model": {"name": "m"}, **data}
    return read(png(text("invokeai_metadata", data)))


def test_older_forms_of_invokeais_canvas_and_what_is_disabled():
    layer = {"type": "regional_guidance_layer", "isEnabled": True, "positivePrompt": "a moon"}
    reading = invoke(
        control_layers={"layers": [layer, layer | {"isEnabled": False, "positivePrompt": "no"}]},
        controlnets=[{"image": {"image_name": "pose.png"}, "control_weight": 1}],
        positive_style_prompt="ink",
        init_image="first.png",
        hrf_enabled=True,
    )
    assert further(reading) == {"style prompt": "ink", "regional prompt": "a moon"}
    assert reading.inputs == ("pose.png", "first.png")
    assert reading.extra["hrf_enabled"] is True


def test_swarmui_keeps_what_the_person_wrote_before_wildcards_were_chosen():
    data = {
        "sui_image_params": {
            "prompt": "a red cat",
            "refinerprompt": "fur",
            "seed": 1,
            "initimage": "data:image/png;base64,AAAA",
            "vae": "ae.sft",
        },
        "sui_extra_data": {"date": "2026-03-01", "original_prompt": "a <wildcard:colour> cat"},
    }
    reading = read(png(text("parameters", data)))
    assert further(reading) == {
        "original_prompt": "a <wildcard:colour> cat",
        "refinerprompt": "fur",
    }
    assert (reading.inputs, reading.extra["vae"]) == ((), "ae.sft")
    assert "initimage" not in reading.extra


def test_the_characters_of_novelai_are_further_words():
    captions = {"char_captions": [{"char_caption": "a girl with an umbrella"}]}
    comment = {"prompt": "a street", "steps": 28, "v4_prompt": {"caption": captions}}
    made = png(text("Software", "NovelAI"), text("Comment", json.dumps(comment)))
    assert further(read(made)) == {"characters": "a girl with an umbrella"}
