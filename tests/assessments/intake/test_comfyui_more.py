"""ComfyUI's graphs: services, sizes that were chosen, and workflows without a graph beside them."""

from __future__ import annotations

import pytest

from assessments.intake import Lora, read
from tests.assessments.intake.test_comfyui import extract, node, sampler, simple
from tests.support.made_files import png, text


def test_a_request_to_a_service_states_its_words_and_values():
    nodes = {
        "box": node("PrimitiveStringMultiline", value="a cat"),
        "first": node("OpenAIGPTImage1", prompt="a draft", seed=1, size="auto"),
        "ask": node(
            "ExampleImageNode",
            prompt=["box", 0],
            model="example-4",
            images=["first", 0],
            seed=9,
            size="1024x768",
            **{"model.negative_prompt": "rain"},
        ),
        "save": node("SaveImage", images=["ask", 0]),
    }
    reading = extract(nodes)
    values = reading.parameters
    assert (reading.prompt, reading.negative_prompt, values.seed) == ("a cat", "rain", 9)
    assert (values.model, values.width, values.height) == ("example-4", 1024, 768)
    assert (values.steps, values.sampler, reading.problems) == (None, None, ())
    nodes["ask"]["inputs"] |= {"prompt": ["first", 0], "negative_prompt": ""}
    assert (extract(nodes).prompt, extract(nodes).negative_prompt) == ("a draft", "")
    nodes["first"]["inputs"] = {}
    assert extract(nodes).prompt is None


def test_a_sampled_picture_that_only_guides_another_is_not_its_beginning():
    nodes = simple()
    nodes["depth"] = sampler(nodes, seed=1)
    nodes["guide"] = node(
        "InstructPixToPixConditioning",
        positive=["positive", 0],
        negative=["negative", 0],
        pixels=["depth", 0],
        vae=["model", 2],
    )
    nodes["sampler"] = sampler(nodes, latent_image=["guide", 2])
    assert extract(nodes).parameters.seed == 42
    nodes["guide"]["class_type"] = "InpaintModelConditioning"
    assert extract(nodes).parameters.seed == 1


def test_a_workflows_own_names_of_widgets_go_before_the_known_order():
    listed = [{"name": name, "widget": {"name": name}} for name in ("model", "prompt", "seed")]
    ask = {"id": 1, "type": "GeminiImageNode", "inputs": listed}
    ask |= {"widgets_values": ["m", "a cat", 5, "fixed"], "outputs": []}
    links = [[1, 1, 0, 2, 0, "IMAGE"]]
    save = {"id": 2, "type": "SaveImage", "inputs": [{"name": "images", "link": 1}]}
    reading = read(png(text("workflow", {"nodes": [ask, save], "links": links})))
    assert (reading.prompt, reading.parameters.model, reading.parameters.seed) == ("a cat", "m", 5)
    ask |= {"inputs": [], "widgets_values": ["a dog", "m", 6, "randomize", "1:1"]}
    reading = read(png(text("workflow", {"nodes": [ask, save], "links": links})))
    assert (reading.prompt, reading.parameters.seed) == ("a dog", 6)


def test_a_sampler_without_noise_is_not_the_beginning():
    nodes = simple(none=node("DisableNoise"), seen=node("LoadImage", image="a.png"))
    nodes["depth"] = node(
        "SamplerCustomAdvanced", noise=["none", 0], sigmas=["x", 0], latent_image=["seen", 0]
    )
    nodes["sampler"] = sampler(nodes, latent_image=["depth", 0])
    assert extract(nodes).parameters.seed == 42


def test_the_name_of_a_file_of_conditioning_is_no_prompt():
    nodes = simple(positive=node("ConditioningLoader", conditioning_name="depth.safetensors"))
    assert extract(nodes).prompt is None


def test_a_workflow_is_followed_into_subgraphs_and_through_named_links():
    def drawn(key, kind, values, *inputs):
        listed = [{"name": name, "type": "X", "link": link} for name, link in inputs]
        return {"id": key, "type": kind, "widgets_values": values, "inputs": listed}

    inner = {
        "id": "sub",
        "inputs": [{"name": "latent"}, {"name": "text"}],
        "nodes": [
            drawn(1, "CLIPTextEncode", ["old"], ("text", 1)),
            drawn(2, "KSampler", [7, "fixed", 20], ("positive", 2), ("latent_image", 3)),
        ],
        "links": [[1, -10, 1, 1, 0, "X"], [2, 1, 0, 2, 1, "X"], [3, -10, 0, 2, 3, "X"]]
        + [{"id": 4, "origin_id": 2, "origin_slot": 0, "target_id": -20, "target_slot": 0}],
    }
    outer = [
        drawn(1, "PrimitiveString", ["a cat"]),
        drawn(2, "SetNode", ["words"], ("X", 1)),
        drawn(3, "GetNode", ["words"]),
        drawn(4, "sub", [], ("text", 2), ("latent", None)),
        drawn(5, "SaveImage", ["x"], ("images", 3)),
    ]
    links = [[1, 1, 0, 2, 0, "X"], [2, 3, 0, 4, 0, "X"], [3, 4, 0, 5, 0, "X"]]
    workflow = {"nodes": outer, "links": links, "definitions": {"subgraphs": [inner]}}
    reading = read(png(text("workflow", workflow)))
    assert (reading.prompt, reading.parameters.seed) == ("a cat", 7)


@pytest.mark.parametrize(
    ("latent", "expected"),
    [
        (
            {"aspect_ratio": "3:2 landscape 768x512", "swap_dimensions": "On", "width": 1024},
            (512, 768),
        ),
        ({"aspect_ratio": "custom", "width": 640, "height": 480}, (640, 480)),
        ({"resolution": "832x1152 (0.72)", "width_override": 0, "height_override": 0}, (832, 1152)),
        ({"resolution": "832x1152", "width_override": 512, "height_override": 768}, (512, 768)),
        ({"resolution": "width x height (custom)", "width": 64, "height": 32}, (64, 32)),
    ],
)
def test_a_chosen_format_goes_before_the_numbers_beside_it(latent, expected):
    chosen = {"height": 1024} | latent
    for linked in (False, True):
        nodes = simple(size=node("Aspect", **chosen))
        sides = {"width": ["size", 0], "height": ["size", 1]}
        nodes["latent"] = node("EmptyLatentImage", **(sides if linked else chosen))
        values = extract(nodes).parameters
        assert (values.width, values.height) == expected


def test_a_node_that_saves_and_notes_the_prompt_is_still_an_output():
    saver = node("Image Saver", images=["decode", 0], positive="a cat", negative="rain")
    assert extract(simple(save=saver)).problems == ()
    nodes = {
        "load": node("easy fullLoader", ckpt_name="m", positive="a cat", negative="rain"),
        "set": node("easy preSampling", seed=42, steps=20, sampler_name="e", pipe=["load", 0]),
        "run": node("easy kSampler", image_output="Save", pipe=["set", 0]),
    }
    reading = extract(nodes)
    assert (reading.prompt, reading.parameters.seed, reading.problems) == ("a cat", 42, ())


def test_a_wrapper_of_a_video_model_calls_its_sampler_a_scheduler():
    nodes = simple(sampler=node("WanVideoSampler", seed=42, steps=20, scheduler="unipc"))
    assert extract(nodes).parameters.sampler == "unipc"


def test_the_loras_of_a_later_pass_count_too():
    nodes = simple(ink=node("LoraLoader", model=["model", 0], lora_name="ink", strength_model=0.5))
    nodes["second"] = sampler(nodes, model=["ink", 0], latent_image=["sampler", 0])
    nodes["decode"] = node("VAEDecode", samples=["second", 0])
    assert extract(nodes).parameters.loras == (Lora(name="ink", weight=0.5),)
    nodes["second"]["class_type"] = "DetailerForEach"
    assert extract(nodes).parameters.loras == ()


def test_what_conditions_against_is_kept_apart():
    layers = node("LayeredDiffusionCondApply", cond=["positive", 0], uncond=["negative", 0])
    nodes = simple(layers=layers)
    nodes["sampler"] = sampler(nodes, positive=["layers", 1], negative=["layers", 2])
    reading = extract(nodes)
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
    control = node("ControlNetApply", positive=["positive", 0], negative=["negative", 0])
    layers["inputs"] = {"cond": ["control", 0], "uncond": ["control", 1]}
    reading = extract(nodes | {"control": control})
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")


def test_of_two_guidances_the_second_leads_to_what_is_against():
    pair = {"positive": ["positive", 0], "negative": ["negative", 0]}
    nodes = simple(seen=node("InstructPixToPixConditioning", **pair))
    nodes["guider"] = node(
        "DualCFGGuider", cond1=["seen", 0], cond2=["seen", 1], negative=["positive", 0], cfg_conds=5
    )
    nodes["noise"] = node("RandomNoise", noise_seed=42)
    nodes["sampler"] = node(
        "SamplerCustomAdvanced", guider=["guider", 0], noise=["noise", 0], sigmas=["x", 0]
    )
    reading = extract(nodes)
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
