"""What other programs write is not taken for a generation, and what states one not for silence."""

from __future__ import annotations

import json

import pytest

from assessments.intake import read
from assessments.proposals.from_files import propose
from tests.support.made_files import jpeg, png, text, xmp
from tests.support.signed_pictures import sign_file

TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DRAWN = {"action": "c2pa.created", "digitalSourceType": f"{TYPES}digitalCreation"}
LABEL = {"Label": "1", "ContentProducer": "00119111", "ProduceID": "x1"}


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def signed(program: str, *acts: dict):
    manifest = {
        "claim_generator_info": [{"name": program}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(acts)}}],
    }
    return read(sign_file(png(), "image/png", manifest=manifest).picture)


# --- Content Credentials ------------------------------------------------------------------------


@pytest.mark.parametrize("start", [DRAWN, {"action": "c2pa.opened"}])
def test_a_generator_that_edited_what_was_there_is_not_called_its_maker(start):
    filled = {"action": "c2pa.edited", "softwareAgent": {"name": "Adobe Firefly"}}
    reading = signed("Adobe Photoshop", start, filled)
    assert (reading.generator, reading.extra.get("edited_with")) == (None, "Adobe Firefly")


def test_a_drawing_made_in_a_program_named_like_a_generator_is_not_generated():
    reading = signed("Adobe Firefly", DRAWN)
    assert (reading.generator, reading.extra.get("edited_with")) == (None, None)


def test_a_generator_that_made_all_or_only_converted_it_stays_the_generator():
    born = {"action": "c2pa.created", "digitalSourceType": f"{TYPES}trainedAlgorithmicMedia"}
    anew = {
        "action": "c2pa.edited",
        "softwareAgent": {"name": "Gemini"},
        "digitalSourceType": f"{TYPES}trainedAlgorithmicMedia",
    }
    opened = {"action": "c2pa.opened"}
    assert signed("Some Library", {**born, "softwareAgent": "gpt-image"}).generator == "OpenAI"
    assert signed("ChatGPT", opened, {"action": "c2pa.converted"}).generator == "ChatGPT"
    assert signed("Some Library", opened, anew).generator == "Google Gemini"


# --- Standing -----------------------------------------------------------------------------------


def test_a_digital_source_type_is_a_statement_on_the_making():
    packet = xmp("", f'Iptc4xmpExt:DigitalSourceType="{TYPES}trainedAlgorithmicMedia"')
    reading = read(jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)))
    assert (reading.generator, reading.confidence) == (None, "stated")
    assert read(jpeg()).confidence == "none"


def test_a_visible_label_is_a_statement_on_the_making():
    said = read("灯笼亮着。\n\n（本文由AI生成）\n".encode())
    assert (said.extra["visible_label"], said.confidence) == ("（本文由AI生成）", "stated")
    assert read("灯笼亮着。\n\n（本文并非AI生成）\n".encode()).confidence == "none"


# --- Labels, objects, graphs, texts --------------------------------------------------------------


def test_a_label_in_an_element_of_its_own_is_one_object():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><metadata><AIGC>%s</AIGC></metadata></svg>'
    reading = read((drawing % json.dumps(LABEL)).encode())
    assert reading.aigc_label == LABEL
    assert "label_variant" not in codes(reading)


@pytest.mark.parametrize(
    ("fields", "prompt"),
    [
        ({"prompt": "提示", "steps": "步骤", "seed": "种子", "cancel": "取消"}, None),
        ({"prompt": "Prompt", "width": "Width", "model": "Model"}, None),
        ({"prompt": "a hut", "seed": "random", "steps": 20}, "a hut"),
        ({"prompt": "a hut", "model": "flux"}, "a hut"),
        ({"prompt": "a hut", "size": "1024x1024"}, "a hut"),
        ({"prompt": "a hut", "seed": "", "model": "flux"}, "a hut"),
    ],
)
def test_a_dictionary_of_an_interface_is_no_run(fields, prompt):
    assert read(json.dumps(fields).encode(), name="a.json").prompt == prompt
    assert read(png(text("parameters", json.dumps(fields)))).prompt == prompt


def test_a_graph_that_only_enlarges_is_not_stated_to_generate():
    graph = {
        "1": {"class_type": "LoadImage", "inputs": {"image": "photo of me.jpg"}},
        "3": {"class_type": "ImageUpscaleWithModel", "inputs": {"image": ["1", 0]}},
        "4": {"class_type": "SaveImage", "inputs": {"images": ["3", 0]}},
    }
    reading = read(png(text("prompt", json.dumps(graph))))
    assert "graph_not_understood" in codes(reading)
    (step,) = propose([reading.as_json()], ["a.png"]).steps
    assert {field.confidence for field in step.fields} == {"inferred"}


def test_a_text_in_which_no_program_is_named_says_by_what_it_was_taken_for_a_conversation():
    play = "**User:** who are you, asked the machine.\n\n**Assistant:** I fetch tea, she said.\n"
    assert "conversation_form_unknown" in codes(read(play.encode()))
    named = "**User:** who are you?\n\n**ChatGPT:** A model.\n"
    assert "conversation_form_unknown" not in codes(read(named.encode()))


# --- Graphs of other programs --------------------------------------------------------------------

GRAPHS = {
    "n8n": {
        "nodes": [{"id": "a", "type": "n8n-nodes-base.webhook", "parameters": {"prompt": "x"}}],
        "connections": {},
    },
    "InvokeAI": {
        "nodes": [
            {"id": "n", "type": "invocation", "data": {"inputs": {"prompt": {"value": "x"}}}}
        ],
        "edges": [],
    },
    "Flowise": {"nodes": [{"id": "c", "data": {"inputs": {"prompt": "{x}"}}}], "edges": []},
    "D3": {"nodes": [{"id": "a", "type": "person", "prompt": "x"}], "links": [{"source": "a"}]},
}


@pytest.mark.parametrize("program", GRAPHS)
def test_a_graph_of_nodes_is_of_comfyui_only_where_its_editor_drew_it(program):
    graph = json.dumps(GRAPHS[program])
    for reading in (read(graph.encode(), name="a.json"), read(png(text("workflow", graph)))):
        assert (reading.generator, reading.prompt, reading.confidence) == (None, None, "none")
        assert not {"workflow_not_run", "graph_not_understood"} & set(codes(reading))


@pytest.mark.parametrize(
    "node",
    [
        {"id": 1, "type": "Zork", "widgets_values": [5]},
        {"id": 1, "type": "Zork", "inputs": [{"name": "x", "type": "IMAGE", "link": 4}]},
        {"id": 1, "type": "Zork", "outputs": [{"name": "x", "type": "IMAGE", "links": None}]},
    ],
)
def test_a_workflow_of_unknown_nodes_is_still_of_comfyui(node):
    graph = json.dumps({"nodes": [node], "links": []})
    assert read(png(text("workflow", graph))).generator == "ComfyUI"


def test_a_prompt_of_a_command_line_is_no_prompt():
    assert read(b'{"prompt": "$ ", "width": 80, "height": 24}', name="a.json").prompt is None
