"""A switch of a graph selects as its values say; where they do not, a problem says so."""

from __future__ import annotations

import pytest

from tests.assessments.intake.test_comfyui_doubtful import SAMPLER, api, codes, node, reading_of

ENCODER = node("CLIPTextEncode", text=["w", 0], clip=["m", 1])


def texts(switch: dict, **more: dict) -> tuple[str | None, list[str]]:
    reading = reading_of(api(ENCODER, w=switch, **more))
    return reading.prompt, codes(reading)


def test_the_number_of_a_switch_is_followed_to_the_node_that_holds_it():
    switch = node("CR Text Input Switch", text1="a fox", text2="a hen", Input=["i", 0])
    assert texts(switch, i=node("PrimitiveInt", value=2)) == ("a hen", [])


def test_a_switch_whose_number_is_not_in_the_file_is_not_certain():
    switch = node("ImpactSwitch", select=["i", 0], input1="a fox", input2="a hen")
    prompt, found = texts(switch, i=node("RandomInt_Own", min=1, max=2))
    assert (prompt, found) == ("a fox", ["ambiguous"])


def test_inputs_that_are_equal_leave_nothing_open():
    switch = node("ImpactSwitch", select=["i", 0], input1="a fox", input2="a fox")
    assert texts(switch, i=node("RandomInt_Own", min=1, max=2)) == ("a fox", [])


def test_an_empty_way_that_was_selected_is_not_filled_from_the_other():
    switch = node("ComfySwitchNode", switch=True, on_true="", on_false="a hen")
    assert texts(switch)[0] == ""


@pytest.mark.parametrize(("number", "seed"), [(1, 7), (2, 9)])
def test_of_two_pictures_the_selected_one_is_that_of_the_graph(number, seed):
    graph = api(node("CLIPTextEncode", text="a fox", clip=["m", 1]))
    graph["t"] = node("KSampler", seed=9, model=["m", 0], positive=["p", 0], negative=["n", 0],
                      latent_image=["l", 0], **SAMPLER)  # fmt: skip
    graph["e"] = node("VAEDecode", samples=["t", 0], vae=["m", 2])
    graph["w"] = node("CR Image Input Switch", Input=number, image1=["d", 0], image2=["e", 0])
    graph["o"]["inputs"]["images"] = ["w", 0]
    reading = reading_of(graph)
    assert (reading.parameters.seed, codes(reading)) == (seed, [])


def test_what_a_detailer_leaves_out_and_the_guidance_of_flux_are_given():
    graph = api(node("FluxGuidance", guidance=3.5, conditioning=["q", 0]))
    graph["q"] = node("CLIPTextEncode", text="a fox", clip=["m", 1])
    graph["x"] = node("CLIPTextEncode", text="ugly face", clip=["m", 1])
    graph["f"] = node("FaceDetailer", image=["d", 0], positive=["q", 0], negative=["x", 0],
                      seed=3, steps=9, cfg=1, sampler_name="euler", scheduler="simple")  # fmt: skip
    graph["o"]["inputs"]["images"] = ["f", 0]
    reading = reading_of(graph)
    assert reading.extra["further_words"] == [
        {"where": "FaceDetailer negative", "text": "ugly face"}
    ]
    assert reading.extra["distilled_guidance"] == 3.5


def test_words_that_lead_are_no_negative_prompt_because_they_come_through_a_pipe():
    graph = api(node("CLIPTextEncode", text="a fox", clip=["m", 1]))
    graph["q"] = node("easy pipeIn", pos=["p", 0], latent=["l", 0])
    graph["s"]["inputs"] = {"seed": 7, "pipe": ["q", 0], "latent_image": ["l", 0], **SAMPLER}
    reading = reading_of(graph)
    assert (reading.prompt, reading.negative_prompt) == ("a fox", None)


def test_the_model_is_that_of_the_way_that_a_switch_selects():
    graph = api(node("CLIPTextEncode", text="a fox", clip=["m", 1]))
    graph["b"] = node("CheckpointLoaderSimple", ckpt_name="other.safetensors")
    graph["w"] = node("CR Model Input Switch", Input=2, model1=["m", 0], model2=["b", 0])
    graph["s"]["inputs"]["model"] = ["w", 0]
    assert reading_of(graph).parameters.model == "other.safetensors"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("KSampler", {"denoise": 0}),
        ("KSampler", {"denoise": ["z", 0]}),
        ("KSamplerAdvanced", {"noise_seed": 3, "start_at_step": 20, "end_at_step": 10000}),
    ],
)
def test_a_sampler_that_takes_no_step_made_nothing_of_the_words(kind, values):
    graph = api(node("CLIPTextEncode", text="a fox", clip=["m", 1]), z=node("Float", value=0.0))
    graph["s"]["class_type"] = kind
    graph["s"]["inputs"] |= values
    reading = reading_of(graph)
    assert (reading.prompt, reading.parameters.seed) == (None, None)
    assert codes(reading) == ["graph_sampler_idle"]
    assert reading.extra["further_words"][0]["text"] == "a fox"
    graph["s"]["inputs"] |= {"denoise": 0.5, "start_at_step": 0}
    assert reading_of(graph).prompt == "a fox"


@pytest.mark.parametrize(("share", "prompt"), [(0, "a hen"), (1, "a fox"), (0.5, "a fox\na hen")])
def test_of_two_averaged_prompts_one_without_a_share_is_no_part(share, prompt):
    graph = api(node("ConditioningAverage", conditioning_to=["q", 0], conditioning_from=["r", 0],
                     conditioning_to_strength=share))  # fmt: skip
    for name, words in (("q", "a fox"), ("r", "a hen")):
        graph[name] = node("CLIPTextEncode", text=words, clip=["m", 1])
    assert reading_of(graph).prompt == prompt
