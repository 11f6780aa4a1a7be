"""JSON with a prompt, of whatever program, is read by the names of its fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessments.intake import Lora, read
from tests.support.made_files import itxt, jpeg_comment, png, text

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"
WANGP = {
    "type": "WanGP v10.2 by DeepBeepMeep - Qwen Image 20B",
    "prompt": "a red lantern",
    "negative_prompt": "blurry",
    "resolution": "832x480",
    "seed": 7,
    "num_inference_steps": 20,
    "guidance_scale": 3.5,
    "model_filename": "https://host/qwen_int8.safetensors",
    "activated_loras": ["https://host/ink.safetensors", "b.safetensors"],
    "loras_multipliers": "0.8 1",
    "image_start": None,
    "creation_date": "2026-03-01T10:00:00",
}


def test_the_comment_of_a_film_of_wangp():
    reading = read(CASES / "wangp.mp4")
    values = reading.parameters
    assert (reading.generator, reading.prompt) == ("WanGP", "a red lantern in the rain")
    assert reading.negative_prompt == "blurry"
    assert (values.seed, values.steps, values.cfg_scale) == (1234, 20, 3.5)
    assert (values.width, values.height) == (832, 480)
    assert values.loras == (Lora(name="ink.safetensors", weight=0.8),)
    assert [(t.what, t.value) for t in reading.times] == [("generated", "2026-03-01T10:00:00")]


def made_wav(data: dict) -> bytes:
    body = json.dumps(data).encode()
    chunk = b"json" + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    return b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WAVE" + chunk


@pytest.mark.parametrize(
    "made",
    [
        png(text("comment", WANGP)),
        png(itxt("comment", json.dumps(WANGP))),
        jpeg_comment(b"UNICODE\0" + json.dumps(WANGP).encode("utf-16-be")),
        json.dumps(WANGP, indent=4).encode(),
        made_wav(WANGP),
    ],
)
def test_every_carrier_of_the_same_object(made):
    reading = read(made)
    values = reading.parameters
    assert (reading.generator, reading.prompt) == ("WanGP", "a red lantern")
    assert (values.seed, values.width, values.model) == (7, 832, "qwen_int8.safetensors")
    assert values.loras == (
        Lora(name="ink.safetensors", weight=0.8),
        Lora(name="b.safetensors", weight=1),
    )


def stated(**data):
    return read(png(text("parameters", {**WANGP, **data})))


def test_a_program_is_named_only_where_the_object_names_it():
    plain = {"prompt": "a", "num_inference_steps": 28, "resolution": "832 x 1216", "seed": 2}
    reading = read(png(text("parameters", plain)))
    assert (reading.generator, reading.prompt, reading.parameters.height) == (None, "a", 1216)
    assert reading.confidence == "stated"
    assert "no_metadata" not in [fault.code for fault in reading.problems]
    named = read(png(text("parameters", plain | {"software": "Lantern 2"})))
    assert named.generator == "Lantern 2"
    assert stated(type="something else").generator is None


def test_every_other_setting_is_kept_under_its_own_name():
    reading = stated(flow_shift=5.0, video_length=81, guide_prompt="slowly")
    assert (reading.extra["flow_shift"], reading.extra["video_length"]) == (5.0, 81)
    assert reading.extra["further_words"] == [{"where": "guide_prompt", "text": "slowly"}]
    assert "seed" not in reading.extra


def test_the_words_of_a_language_model_are_not_the_persons():
    reading = stated(enhanced_prompt="a glowing red lantern, masterful light")
    assert reading.prompt == "a red lantern"
    assert reading.extra["enhanced_prompt"].startswith("a glowing")
    assert [fault.code for fault in reading.problems] == ["prompt_expanded"]
    reading = stated(prompt="#!PROMPT!: a red lantern\na glowing red lantern")
    assert (reading.prompt, reading.extra["enhanced_prompt"]) == (
        "a red lantern",
        "a glowing red lantern",
    )
    reading = stated(prompt="!enhanced!\na glowing red lantern")
    assert reading.prompt is None
    assert [fault.code for fault in reading.problems] == ["prompt_only_expanded"]


def test_pictures_that_went_in_are_named_without_keys_to_a_storage():
    reading = stated(image_start="a.png", image_refs=["https://host/b.png?key=1", "data:image/x"])
    assert reading.inputs == ("a.png", "https://host/b.png")


@pytest.mark.parametrize(
    "data",
    [{"prompt": "a"}, {"seed": 1}, {"prompt": ["a"], "seed": 1}, {"prompt": {"x": 1}, "seed": 1}],
)
def test_an_object_without_prompt_or_settings_is_no_generation(data):
    assert read(png(text("parameters", data))).prompt is None


def test_values_of_the_wrong_kind_are_left_out():
    reading = stated(seed="x", num_inference_steps=[1], resolution=5, activated_loras=[None, 7, {}])
    values = reading.parameters
    assert (values.seed, values.steps, values.width, values.loras) == (None, None, None, ())
    assert reading.prompt == "a red lantern"
