"""ComfyUI's graphs: the way of the saved picture, its words, its values."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.intake import Lora, read
from assessments.intake.core.problems import Rejected
from assessments.intake.generators.comfyui import read_graph
from assessments.intake.generators.comfyui.graph import build
from tests.support import made_files
from tests.support.made_files import png, text

Nodes = dict[str, Any]


def node(kind: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs}


def simple(**changes: Any) -> Nodes:
    """One sampler from model and two texts to a saved picture; `changes` replace nodes by name."""
    nodes = {
        "model": node("CheckpointLoaderSimple", ckpt_name="sd15.safetensors"),
        "positive": node("CLIPTextEncode", text="a cat", clip=["model", 1]),
        "negative": node("CLIPTextEncode", text="rain", clip=["model", 1]),
        "latent": node("EmptyLatentImage", width=512, height=768, batch_size=1),
        "sampler": node(
            "KSampler",
            seed=42,
            steps=20,
            cfg=7.5,
            sampler_name="euler",
            scheduler="karras",
            denoise=1.0,
            model=["model", 0],
            positive=["positive", 0],
            negative=["negative", 0],
            latent_image=["latent", 0],
        ),
        "decode": node("VAEDecode", samples=["sampler", 0], vae=["model", 2]),
        "save": node("SaveImage", images=["decode", 0], filename_prefix="x"),
    }
    return nodes | changes


def extract(nodes: Nodes):
    graph = build(nodes)
    assert graph
    return read_graph(graph)


def sampler(nodes: Nodes, **inputs: Any) -> dict[str, Any]:
    return node("KSampler", **{**nodes["sampler"]["inputs"], **inputs})


def test_a_simple_graph_states_all_its_values():
    reading = extract(simple())
    values = reading.parameters
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
    assert (values.seed, values.steps, values.cfg_scale, values.sampler) == (42, 20, 7.5, "euler")
    assert (values.width, values.height, values.model) == (512, 768, "sd15.safetensors")
    assert not reading.problems


def test_a_sampler_beside_the_way_of_the_saved_picture_does_not_count():
    nodes = simple()
    stray = {"0": sampler(nodes, seed=1), "00": node("PreviewImage", images=["0", 0])}
    assert extract(stray | nodes).parameters.seed == 42


def test_a_picture_that_only_guides_is_not_the_beginning():
    nodes = simple()
    nodes["other"] = sampler(nodes, seed=1)
    nodes["seen"] = node("CLIPVisionEncode", image=["other", 0])
    nodes["guided"] = node(
        "unCLIPConditioning", conditioning=["positive", 0], clip_vision_output=["seen", 0]
    )
    nodes["sampler"] = sampler(nodes, positive=["guided", 0])
    reading = extract(nodes)
    assert (reading.parameters.seed, reading.prompt) == (42, "a cat")
    assert len(reading.extra["passes"]) == 1


def test_a_second_pass_leaves_the_settings_to_the_first():
    nodes = simple()
    nodes["up"] = node("LatentUpscale", samples=["sampler", 0], width=1024, height=1536)
    nodes["second"] = sampler(nodes, seed=7, steps=9, denoise=0.5, latent_image=["up", 0])
    nodes["decode"] = node("VAEDecode", samples=["second", 0])
    reading = extract(nodes)
    assert (reading.parameters.seed, reading.parameters.width) == (42, 512)
    assert [sampler_pass["seed"] for sampler_pass in reading.extra["passes"]] == [42, 7]


def test_settings_spread_over_nodes_are_gathered():
    nodes = simple(
        sampler=node(
            "SamplerCustomAdvanced",
            noise=["noise", 0],
            guider=["guider", 0],
            sampler=["select", 0],
            sigmas=["split", 1],
            latent_image=["latent", 0],
        ),
        noise=node("RandomNoise", noise_seed=["seed", 0]),
        seed=node("PrimitiveInt", value=99),
        guider=node(
            "CFGGuider", model=["model", 0], positive=["flux", 0], negative=["zero", 0], cfg=1
        ),
        flux=node("FluxGuidance", conditioning=["positive", 0], guidance=3.5),
        zero=node("ConditioningZeroOut", conditioning=["positive", 0]),
        select=node("KSamplerSelect", sampler_name="dpmpp_2m"),
        split=node("SplitSigmas", sigmas=["schedule", 0], step=3),
        schedule=node("BasicScheduler", scheduler="beta", steps=28, model=["model", 0]),
    )
    reading = extract(nodes)
    values = reading.parameters
    assert (values.seed, values.steps, values.cfg_scale, values.sampler) == (99, 28, 1, "dpmpp_2m")
    assert (reading.prompt, reading.negative_prompt) == ("a cat", None)
    assert values.model == "sd15.safetensors"


def test_texts_are_joined_replaced_and_chosen():
    nodes = simple(
        positive=node("CLIPTextEncode", text=["join", 0]),
        join=node("StringConcatenate", string_a=["box", 0], string_b="in fog", delimiter=", "),
        box=node("PrimitiveStringMultiline", value="a cat"),
        negative=node("CLIPTextEncode", text=["switch", 0]),
        switch=node("ComfySwitchNode", switch=["no", 0], on_true="snow", on_false=["box2", 0]),
        no=node("PrimitiveBoolean", value=False),
        box2=node("StringReplace", string="rain", find="r", replace="p"),
    )
    reading = extract(nodes)
    assert (reading.prompt, reading.negative_prompt) == ("a cat, in fog", "pain")


def test_the_persons_words_count_not_a_language_models():
    nodes = simple(
        positive=node("CLIPTextEncode", text=["shown", 0]),
        shown=node("ShowText|pysssss", text=["switch", 0], text_0="An exquisite feline portrait"),
        switch=node("ComfySwitchNode", switch=True, on_true=["llm", 0], on_false=["box", 0]),
        llm=node("TextGenerate", prompt=["with", 0], seed=3),
        **{
            "with": node(
                "StringConcatenate", string_a="Improve:", string_b=["box", 0], delimiter=" "
            )
        },
        box=node("PrimitiveStringMultiline", value="a cat"),
    )
    reading = extract(nodes)
    assert reading.prompt == "a cat"
    assert [problem.code for problem in reading.problems] == ["prompt_expanded"]


def test_conditionings_are_combined_and_control_keeps_the_two_apart():
    nodes = simple()
    nodes["other"] = node("CLIPTextEncode", text="a hill")
    nodes["both"] = node(
        "ConditioningCombine", conditioning_1=["positive", 0], conditioning_2=["other", 0]
    )
    nodes["control"] = node(
        "ControlNetApplyAdvanced", positive=["both", 0], negative=["negative", 0]
    )
    nodes["sampler"] = sampler(nodes, positive=["control", 0], negative=["control", 1])
    reading = extract(nodes)
    assert (reading.prompt, reading.negative_prompt) == ("a cat\na hill", "rain")


def test_a_box_of_text_adds_to_the_text_below():
    nodes = simple()
    nodes["box"] = node("GLIGENTextBoxApply", conditioning_to=["positive", 0], text="a red ball")
    nodes["sampler"] = sampler(nodes, positive=["box", 0])
    assert extract(nodes).prompt == "a cat\na red ball"


def test_two_encoders_with_the_same_text_give_it_once():
    encode = node("CLIPTextEncodeSDXL", text_g="a cat", text_l="a cat", width=1, height=1)
    assert extract(simple(positive=encode)).prompt == "a cat"
    encode = node("CLIPTextEncodeFlux", clip_l="cat", t5xxl="a cat sits", guidance=3.5)
    assert extract(simple(positive=encode)).prompt == "a cat sits\ncat"


def test_an_empty_negative_is_stated_as_empty():
    assert extract(simple(negative=node("CLIPTextEncode", text=""))).negative_prompt == ""


def test_loras_come_in_the_order_they_were_applied():
    nodes = simple()
    nodes["l1"] = node(
        "LoraLoader", model=["model", 0], lora_name="ink.safetensors", strength_model=0.8
    )
    nodes["l2"] = node(
        "Power Lora Loader (rgthree)",
        model=["l1", 0],
        lora_1={"on": True, "lora": "fog.safetensors", "strength": 0.5},
        lora_2={"on": False, "lora": "off.safetensors", "strength": 1},
    )
    nodes["sampler"] = sampler(nodes, model=["l2", 0])
    reading = extract(nodes)
    assert reading.parameters.loras == (
        Lora(name="ink.safetensors", weight=0.8),
        Lora(name="fog.safetensors", weight=0.5),
    )
    assert reading.parameters.model == "sd15.safetensors"


def test_the_efficient_loader_holds_texts_model_and_size():
    nodes = {
        "1": node(
            "Efficient Loader",
            ckpt_name="x.safetensors",
            lora_name="ink.safetensors",
            lora_model_strength=0.6,
            positive="a cat",
            negative="rain",
            empty_latent_width=640,
            empty_latent_height=480,
        ),
        "2": node(
            "KSampler (Efficient)",
            seed=5,
            steps=20,
            cfg=7,
            sampler_name="euler",
            scheduler="normal",
            model=["1", 0],
            positive=["1", 1],
            negative=["1", 2],
            latent_image=["1", 3],
        ),
        "3": node("SaveImage", images=["2", 5]),
    }
    reading = extract(nodes)
    values = reading.parameters
    assert (reading.prompt, reading.negative_prompt, values.model) == (
        "a cat",
        "rain",
        "x.safetensors",
    )
    assert (values.width, values.height) == (640, 480)
    assert values.loras == (Lora(name="ink.safetensors", weight=0.6),)


def test_a_picture_that_went_in_is_named_without_its_signature():
    nodes = simple(load=node("LoadImage", image="https://a.example/p.png?key=secret"))
    nodes["latent"] = node("VAEEncode", pixels=["load", 0])
    reading = extract(nodes)
    assert reading.inputs == ("https://a.example/p.png",)
    assert reading.parameters.width is None


def test_circles_and_diamonds_end():
    nodes = simple()
    nodes["sampler"] = sampler(nodes, seed=["a", 0], positive=["t", 0])
    nodes |= {"a": node("Reroute", value=["b", 0]), "b": node("Reroute", value=["a", 0])}
    nodes["t"] = node("CLIPTextEncode", text=["s0", 0])
    for index in range(60):
        nodes[f"s{index}"] = node(
            "StringConcatenate", string_a=[f"s{index + 1}", 0], string_b=[f"s{index + 1}", 0]
        )
    nodes["s60"] = node("PrimitiveString", value="ab")
    reading = extract(nodes)
    assert reading.parameters.seed is None
    assert {"graph_cycle", "text_too_large"} <= {problem.code for problem in reading.problems}


def test_a_long_chain_ends_and_a_huge_graph_is_refused():
    nodes = simple()
    nodes["sampler"] = sampler(nodes, positive=["r0", 0])
    for index in range(900):
        nodes[f"r{index}"] = node("Reroute", conditioning=[f"r{index + 1}", 0])
    assert extract(nodes).prompt is None
    with pytest.raises(Rejected):
        build({str(index): node("X") for index in range(6000)})


def test_links_into_nothing_and_odd_values_are_unknown():
    nodes = simple()
    nodes["sampler"] = sampler(
        nodes, seed=["gone", 0], steps={"a": 1}, cfg=None, positive=["gone", 1]
    )
    nodes["latent"] = node("EmptyLatentImage", width=["gone", 0], height=[[1], 2])
    reading = extract(nodes)
    assert reading.prompt is None and reading.parameters.seed is None
    assert reading.parameters.width is None


GRAPH = json.dumps(simple())
CARRIERS = {
    "PNG": png(text("prompt", GRAPH)),
    "NaN": png(text("prompt", GRAPH.replace("1.0", "NaN"))),
    "animated WebP": made_files.webp(EXIF=made_files.tiff({0x0110: f"prompt:{GRAPH}".encode()})),
    "save node, Make": made_files.webp(EXIF=made_files.tiff({0x010F: f"Prompt: {GRAPH}".encode()})),
    "one comment": made_files.jpeg_comment(
        b"ASCII\0\0\0" + json.dumps({"prompt": simple()}).encode()
    ),
    "texts in a comment": made_files.jpeg_comment(
        b"UNICODE\0" + json.dumps({"prompt": GRAPH, "workflow": "{}"}).encode("utf-16-be")
    ),
    "bare graph": made_files.jpeg_comment(b"UNICODE\0" + GRAPH.encode("utf-16-le")),
}


@pytest.mark.parametrize("data", CARRIERS.values(), ids=CARRIERS)
def test_the_graph_is_found_in_every_carrier(data):
    reading = read(data)
    assert (reading.generator, reading.prompt) == ("ComfyUI", "a cat")
    assert reading.parameters.seed == 42


def test_a_text_beside_the_graph_completes_and_contradicts_it():
    beside = "unknown\nNegative prompt: unknown\nSteps: 20, Sampler: Euler, Seed: 41, Model: other"
    reading = read(png(text("prompt", simple()), text("parameters", beside)))
    assert (reading.prompt, reading.parameters.seed) == ("a cat", 42)
    contradiction = next(problem for problem in reading.problems if problem.code == "contradiction")
    assert contradiction.params == {"field": "seed", "first": 42, "second": 41}


def test_a_workflow_alone_is_read_by_the_order_of_its_widgets():
    def drawn(key, kind, values, inputs=(), mode=0):
        listed = [{"name": name, "type": "X", "link": link} for name, link in inputs]
        return {"id": key, "type": kind, "widgets_values": values, "inputs": listed, "mode": mode}

    workflow = {
        "nodes": [
            drawn(1, "CheckpointLoaderSimple", ["m.safetensors"]),
            drawn(2, "CLIPTextEncode", ["a cat"]),
            drawn(3, "CLIPTextEncode", ["rain"]),
            drawn(4, "EmptyLatentImage", [512, 640, 1]),
            drawn(
                5,
                "KSampler",
                [7, "randomize", 20, 8, "euler", "normal", 1],
                [("model", 1), ("positive", 2), ("negative", 3), ("latent_image", 4)],
            ),
            drawn(6, "VAEDecode", [], [("samples", 5)]),
            drawn(7, "SaveImage", ["x"], [("images", 8)]),
            drawn(8, "ImageSharpen", [], [("image", 6)], mode=4),
        ],
        "links": [
            [1, 9, 0, 5, 0, "X"],
            [2, 2, 0, 5, 1, "X"],
            [3, 3, 0, 5, 2, "X"],
            [4, 4, 0, 5, 3, "X"],
            [5, 5, 0, 6, 0, "X"],
            [6, 6, 0, 8, 0, "X"],
            [8, 8, 0, 7, 0, "X"],
        ],
    }
    workflow["links"][0][1] = 1
    reading = read(png(text("workflow", workflow)))
    values = reading.parameters
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
    assert (values.seed, values.steps, values.cfg_scale, values.sampler) == (7, 20, 8, "euler")
    assert (values.model, values.width) == ("m.safetensors", 512)
