"""Real pictures of each generator, and what they state."""

from __future__ import annotations

import pytest

from assessments.intake import Lora, read
from tests.support.made_files import RESOURCES

DUCK = ("photo of a duck", "monochrome", 15, 5, 235284042, "UniPC", (512, 400))
REALISTIC = "realistic_realisticVisionV20_v20"
EXPECTED = {
    "automatic1111_cropped.png": (*DUCK, REALISTIC),
    "automatic1111_cropped.jpg": (*DUCK, REALISTIC),
    "text_after_idat.png": (*DUCK, REALISTIC),
    "automatic1111_stealth.png": (
        "a circle",
        "a square",
        20,
        7,
        2015833630,
        "Euler",
        (64, 64),
        "realisticVisionV51_v51VAE",
    ),
    "img2img_cropped.png": (
        "photograph of victorian woman with wings, sky clouds, meadow grass",
        "watermark, text",
        20,
        8,
        280823642470253,
        "sample_dpmpp_2m",
        (None, None),
        "v1-5-pruned-emaonly.ckpt",
    ),
    "fooocus1_cropped.png": (
        "a smiling goldfish",
        "",
        30,
        4,
        6952411511246973023,
        "dpmpp_2m_sde_gpu",
        (768, 1280),
        "juggernautXL_v8Rundiffusion",
    ),
    "invokeai_imeta1.png": (
        "digital artwork, oil painting. painterly brushstrokes, holidays,",
        "grainy+, photo, oversaturated, overexposed, blurry, compressed jpg+, noisy++, "
        "unfocused , black and white",
        35,
        8,
        3293022630,
        "euler",
        (1024, 1024),
        "juggernautXL",
    ),
}


def core(reading):
    found = reading.parameters
    return (
        reading.prompt,
        reading.negative_prompt,
        found.steps,
        found.cfg_scale,
        found.seed,
        found.sampler,
        (found.width, found.height),
        found.model,
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_picture_states_its_generation(name):
    reading = read(RESOURCES / "sd-parsers" / name)
    assert core(reading) == EXPECTED[name]
    assert reading.confidence == "stated"
    expanded = "prompt_expansion" in "".join(raw.text for raw in reading.raw)
    assert [fault.code for fault in reading.problems] == ["prompt_added_to"] * expanded


def test_the_first_two_generations_of_invokeai_part_the_bracketed_words():
    for name in ("invokeai_dream1.png", "invokeai_sdmeta1.png"):
        reading = read(RESOURCES / "sd-parsers" / name)
        assert reading.negative_prompt == "rendering, glowing eyes, skinny"
        assert reading.prompt and "[" not in reading.prompt
        assert reading.parameters.seed == 2980747362
        assert reading.parameters.sampler == "k_lms"


def test_an_area_composition_gives_every_text_and_the_first_pass():
    reading = read(RESOURCES / "sd-parsers" / "night_evening_day_morning_cropped.png")
    assert reading.prompt and reading.prompt.count("\n") == 4
    (later,) = reading.extra["further_words"]  # of the second pass
    assert later["where"] == "KSampler" and later["text"] not in reading.prompt
    assert reading.parameters.seed == 335608130539327
    assert [sampler_pass["seed"] for sampler_pass in reading.extra["passes"]] == [
        335608130539327,
        1122440447966177,
    ]


def test_several_beginnings_are_called_ambiguous():
    reading = read(RESOURCES / "sd-parsers" / "noisy_latents_3_subjects_cropped.png")
    assert [problem.code for problem in reading.problems] == ["ambiguous"]


def test_a_lora_is_read_with_its_weight():
    reading = read(RESOURCES / "comfyui" / "lora.png")
    assert reading.parameters.loras == (Lora(name="epiNoiseoffset_v2.safetensors", weight=1.0),)


def test_an_old_novelai_picture_takes_its_prompt_from_the_description():
    reading = read(RESOURCES / "sd-parsers" / "novelai1_cropped.png")
    assert reading.generator == "NovelAI"
    assert reading.prompt == "masterpiece, best quality,  cat, space, icon"
    assert reading.signature is None


@pytest.mark.parametrize("name", ["empty_image.png", "empty_image.jpg"])
def test_a_clean_picture_states_nothing(name):
    reading = read(RESOURCES / "sd-parsers" / name)
    assert reading.generator is None and reading.confidence == "none"
    assert [problem.code for problem in reading.problems] == ["no_metadata"]
