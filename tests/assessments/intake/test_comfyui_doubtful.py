"""Graphs of ComfyUI whose words, models or outputs are only partly in the file."""

from __future__ import annotations

import json
from typing import Any

from assessments.intake import read
from assessments.intake.generators.comfyui import widgets

SAMPLER = {"steps": 20, "cfg": 5, "sampler_name": "euler", "scheduler": "normal", "denoise": 1}


def node(kind: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs}


def api(positive: dict[str, Any], **more: dict[str, Any]) -> dict[str, Any]:
    """A graph whose sampler is guided by the node `p`."""
    return {
        "m": node("CheckpointLoaderSimple", ckpt_name="lantern.safetensors"),
        "p": positive,
        "n": node("CLIPTextEncode", text="blurry", clip=["m", 1]),
        "l": node("EmptyLatentImage", width=512, height=512, batch_size=1),
        "s": node("KSampler", seed=7, model=["m", 0], positive=["p", 0], negative=["n", 0],
                  latent_image=["l", 0], **SAMPLER),
        "d": node("VAEDecode", samples=["s", 0], vae=["m", 2]),
        "o": node("SaveImage", images=["d", 0], filename_prefix="x"),
        **more,
    }  # fmt: skip


def reading_of(graph: dict[str, Any]):
    return read(json.dumps(graph).encode(), name="graph.json")


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def test_every_type_in_the_table_of_widgets_has_a_check():
    letters = {letter for _, letter, _ in widgets._WIDGET.findall(widgets._TABLE)}
    assert letters == set(widgets._CHECKS)
    names = [widget.name for widget in widgets._known_orders("easy wildcards")[0]]
    assert names[1] == "Select to add LoRA"


def test_a_choice_that_adds_to_a_text_does_not_hide_the_text():
    drawn = {
        "type": "easy wildcards",
        "widgets_values": ["a __colour__ kite", "Select the LoRA to add to the text",
                           "Select the Wildcard to add to the text", 5, "fixed", False],
    }  # fmt: skip
    assert widgets.place(drawn).values["text"] == "a __colour__ kite"


def test_a_picture_in_base64_costs_one_look():
    """Where each place is tried again, this takes minutes."""
    assert widgets.is_words("iVBORw0KGgo" * 40_000) is False
    assert widgets.is_words(" " * 400_000 + "x") is False


def test_words_of_a_node_that_is_not_understood_make_the_prompt_incomplete():
    encoder = node("CLIPTextEncode", text=["j", 0], clip=["m", 1])
    joined = node("ConcatText_Own", text_1=["a", 0], text_2="a kite")
    reading = reading_of(api(encoder, j=joined, a=node("ArtistsOfOurs", strength=1)))
    assert reading.prompt == "a kite"
    (fault,) = (f for f in reading.problems if f.code == "prompt_incomplete")
    assert fault.params["node"] == "ArtistsOfOurs"


def test_what_a_node_showed_at_an_earlier_run_is_no_prompt():
    shown = {
        "id": 4, "type": "DisplayText_Own", "mode": 0, "outputs": [{"name": "text", "links": [2]}],
        "inputs": [{"name": "text", "type": "STRING", "link": 1, "widget": {"name": "text"}}],
        "widgets_values": ["", "an answer that some model gave the other day"],
    }  # fmt: skip
    asker = {
        "id": 3, "type": "Asker_Own", "mode": 0, "inputs": [],
        "outputs": [{"name": "text", "links": [1]}],
        "widgets_values": ["what is the sea at night?", "you write prompts for a picture"],
    }  # fmt: skip
    encoder = {
        "id": 5, "type": "CLIPTextEncode", "mode": 0, "widgets_values": [""],
        "inputs": [{"name": "text", "type": "STRING", "link": 2, "widget": {"name": "text"}}],
        "outputs": [{"name": "CONDITIONING", "links": [3]}],
    }  # fmt: skip
    sampler = {
        "id": 6, "type": "KSampler", "mode": 0, "outputs": [{"name": "LATENT", "links": [4]}],
        "inputs": [{"name": "positive", "type": "CONDITIONING", "link": 3}],
        "widgets_values": [1, "fixed", 20, 5, "euler", "normal", 1],
    }  # fmt: skip
    saver = {
        "id": 7, "type": "SaveImage", "mode": 0, "widgets_values": ["x"],
        "inputs": [{"name": "images", "type": "IMAGE", "link": 4}],
    }  # fmt: skip
    links = [[1, 3, 0, 4, 0, "STRING"], [2, 4, 0, 5, 0, "STRING"], [3, 5, 0, 6, 0, "CONDITIONING"],
             [4, 6, 0, 7, 0, "LATENT"]]  # fmt: skip
    reading = reading_of({"nodes": [asker, shown, encoder, sampler, saver], "links": links})
    assert "some model gave" not in str((reading.prompt, reading.extra.get("further_words")))
    assert "what is the sea at night?" in str(reading.extra["further_words"])
    assert "prompt_changed_in_run" in codes(reading)


def test_the_one_file_of_an_unknown_loader_is_its_model_or_lora():
    lora = {"type": "OwnLoraLoader", "widgets_values": ["rain.safetensors", 0.6, True, "x"]}
    assert widgets.place(lora).values == {"lora_name": "rain.safetensors", "strength": 0.6}
    model = {"type": "OwnLoader", "widgets_values": ["Baked", "a.safetensors", {}, 3]}
    assert widgets.place(model).values == {"ckpt_name": "a.safetensors"}
    two = {"type": "OwnLoader", "widgets_values": ["a.safetensors", "b.safetensors", {}]}
    assert "ckpt_name" not in widgets.place(two).values


def test_a_picture_that_a_switch_keeps_out_is_no_input():
    graph = api(node("CLIPTextEncode", text="a kite", clip=["m", 1]))
    graph["i"] = node("LoadImage", image="sketch.png")
    graph["b"] = node("OwnImageToVideo", image=["i", 0], latent=["l", 0], bypass=True)
    graph["s"]["inputs"]["latent_image"] = ["b", 0]
    assert reading_of(graph).inputs == ()
    graph["b"]["inputs"]["bypass"] = False
    assert reading_of(graph).inputs == ("sketch.png",)


def test_words_that_a_pipe_is_given_for_a_later_pass_are_further_words():
    encoder = node("CLIPTextEncode", text="a kite", clip=["m", 1])
    pipe = node("easy pipeEdit", pipe=["q", 0], optional_positive="a red kite",
                optional_negative="", conditioning_mode="replace")  # fmt: skip
    graph = api(encoder, q=node("easy pipeIn", pos=["p", 0], latent=["s", 0]), e=pipe)
    graph["t"] = node("KSamplerOwn", seed=9, pipe=["e", 0], latent_image=["s", 0], **SAMPLER)
    graph["d"]["inputs"]["samples"] = ["t", 0]
    reading = reading_of(graph)
    assert reading.prompt == "a kite"
    assert [words["text"] for words in reading.extra["further_words"]] == ["a red kite"]


def test_both_models_of_a_cascade_are_given():
    graph = api(node("CLIPTextEncode", text="a kite", clip=["m", 1]))
    graph["m"] = node("easy cascadeLoader", stage_c="c.safetensors", stage_b="b.safetensors")
    reading = reading_of(graph)
    assert reading.parameters.model == "c.safetensors"
    assert reading.extra["further_models"] == ["b.safetensors"]


def test_outputs_that_part_behind_one_sampler_are_several_readings():
    graph = api(node("CLIPTextEncode", text="a kite", clip=["m", 1]))
    for name in ("u", "v"):
        graph[name] = {**graph["s"], "inputs": {**graph["s"]["inputs"], "latent_image": ["s", 0]}}
        graph[f"d{name}"] = node("VAEDecode", samples=[name, 0], vae=["m", 2])
        graph[f"o{name}"] = node("SaveImage", images=[f"d{name}", 0], filename_prefix="x")
    (fault,) = (f for f in reading_of(graph).problems if f.code == "ambiguous")
    assert fault.params["count"] == 2


def test_a_node_that_only_orders_the_run_hands_on_its_value():
    encoder = node("CLIPTextEncode", text="a kite", clip=["m", 1])
    order = node("ImpactExecutionOrderController", signal=["i", 0], value=["e", 0])
    graph = api(order, e=encoder, i=node("LoadVideo", file="control.mp4"))
    reading = reading_of(graph)
    assert reading.prompt == "a kite" and "prompt_not_found" not in codes(reading)
