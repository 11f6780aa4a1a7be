"""Nodes of ComfyUI's graphs that are not what they look like, and nodes that are not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessments.intake import read
from tests.assessments.intake.test_comfyui import extract, node, sampler, simple

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def test_the_model_is_at_the_end_of_the_links_and_adapters_stand_beside_it():
    reading = read(CASES / "ipadapter-as-model.png")
    assert reading.parameters.model == "base_sd15.safetensors"
    assert reading.extra["adapters"] == ["ip-adapter-plus_sd15.bin"]


@pytest.mark.parametrize("name", ["model", "MODEL_in", "basic_pipe"])
def test_a_node_that_takes_a_model_by_any_name_is_passed_through(name):
    nodes = simple(motion=node("SomeMotion", model_name="mm_v2.ckpt", **{name: ["model", 0]}))
    nodes["sampler"] = sampler(nodes, model=["motion", 0])
    reading = extract(nodes)
    expected = "sd15.safetensors" if name == "model" else reading.parameters.model
    assert reading.parameters.model == expected
    if name == "model":
        assert reading.extra["adapters"] == ["mm_v2.ckpt"]


def test_words_before_an_unknown_encoder_are_given_and_the_node_is_named():
    reading = read(CASES / "cutoff-conditioning.png")
    assert reading.prompt == "a girl, pink hair, light blue eyes"
    fault = next(p for p in reading.problems if p.code == "prompt_encoder_unknown")
    assert fault.params["node"] == "BNK_CutoffRegionsToConditioning"
    further = {entry["text"] for entry in reading.extra["further_words"]}
    assert "pink hair\nlight blue eyes" in further
    assert reading.negative_prompt == "blurry"


def test_one_unknown_part_of_a_combined_conditioning_is_named():
    nodes = simple(
        part=node("SomeRegion", clip_regions=["box", 0]),
        box=node("SomeBox", text="a lantern on the left"),
        positive=node("CLIPTextEncode", text="a cat", clip=["model", 1]),
        both=node(
            "ConditioningCombine", conditioning_1=["positive", 0], conditioning_2=["part", 0]
        ),
    )
    nodes["sampler"] = sampler(nodes, positive=["both", 0])
    reading = extract(nodes)
    assert reading.prompt == "a cat\na lantern on the left"
    assert codes(reading) == ["prompt_encoder_unknown"]


def test_a_conditioning_without_words_is_never_passed_over_in_silence():
    reading = extract(simple(positive=node("SVD_img2vid_Conditioning", clip_vision=["model", 1])))
    assert (reading.prompt, codes(reading)) == (None, ["prompt_not_found"])
    reading = extract(simple(positive=node("CLIPTextEncode", text="", clip=["model", 1])))
    assert (reading.prompt, codes(reading)) == ("", [])


def test_a_request_for_speech_states_its_text_model_and_seed():
    reading = read(CASES / "comfy-tts.mp3")
    assert (reading.generator, reading.prompt) == ("ComfyUI", "The lighthouse was dark")
    assert (reading.parameters.model, reading.parameters.seed) == ("eleven_v4", 7)
    assert codes(reading) == []
    nodes = {
        "ask": node("AnyTextToSpeechNode", text="Good evening", voice=["v", 0], seed=1),
        "v": node("VoiceSelector", voice="Roger"),
        "save": node("SaveAudioMP3", audio=["ask", 0]),
    }
    assert extract(nodes).prompt == "Good evening"


def test_a_template_whose_chosen_words_are_not_in_the_file_is_named_so():
    reading = read(CASES / "comfy-random-prompt.png")
    assert reading.prompt == "a {red|blue} lantern"
    assert codes(reading) == ["prompt_template"]
    chosen = node("ImpactWildcardProcessor", wildcard_text="a {x|y}", populated_text="a x")
    nodes = simple(chosen=chosen)
    nodes["positive"] = node("CLIPTextEncode", text=["chosen", 0], clip=["model", 1])
    assert (extract(nodes).prompt, codes(extract(nodes))) == ("a x", [])
    # Braces in a plain encoder are words.
    assert codes(extract(simple(positive=node("CLIPTextEncode", text="a {x|y}")))) == []


def test_words_of_detailers_and_of_earlier_requests_are_further_words():
    nodes = simple(
        face=node("CLIPTextEncode", text="freckles", clip=["model", 1]),
        detail=node(
            "FaceDetailer",
            image=["decode", 0],
            model=["model", 0],
            positive=["face", 0],
            seed=3,
            steps=9,
            sampler_name="euler",
            wildcard="[SEP] green eyes",
        ),
        save=node("SaveImage", images=["detail", 0]),
    )
    reading = extract(nodes)
    assert reading.prompt == "a cat"
    assert reading.extra["further_words"] == [
        {"where": "FaceDetailer", "text": "[SEP] green eyes"},
        {"where": "FaceDetailer", "text": "freckles"},
    ]
    nodes = {
        "first": node("ExampleImageNode", prompt="a still life", model="m", seed=1),
        "ask": node("ExampleVideoNode", prompt="it moves", model="m", seed=2, image=["first", 0]),
        "save": node("SaveVideo", video=["ask", 0]),
    }
    reading = extract(nodes)
    assert reading.prompt == "it moves"
    assert reading.extra["further_words"] == [{"where": "ExampleImageNode", "text": "a still life"}]
