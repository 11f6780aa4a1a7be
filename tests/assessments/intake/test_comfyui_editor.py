"""The graphs that ComfyUI's editor saves: subgraphs, group nodes, hidden connections, services."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import read
from assessments.intake.core.problems import Rejected
from assessments.intake.generators.comfyui import widgets, workflow

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"
Json = dict[str, Any]


def case(name: str):
    return read(CASES / name)


def codes(reading) -> list[str]:
    """The codes of the problems beside the one that every saved workflow has."""
    found = [fault.code for fault in reading.problems]
    return [code for code in found if code != "workflow_not_run"]


def saved(data: Json):
    return read(json.dumps(data).encode())


def drawn(number: int, kind: str, values: Any = None, **more: Any) -> Json:
    inputs = [
        {"name": name, "type": kind_of, "link": link, **rest}
        for name, (kind_of, link, rest) in more.pop("inputs", {}).items()
    ]
    node = {"id": number, "type": kind, "mode": 0, "inputs": inputs, "outputs": [], **more}
    return node if values is None else node | {"widgets_values": values}


def wired(kind: str, link: int | None = None, **rest: Any) -> tuple[str, int | None, Json]:
    return kind, link, rest


def widget(kind: str, link: int | None = None, name: str = "") -> tuple[str, int | None, Json]:
    return kind, link, {"widget": {"name": name}}


def definition() -> Json:
    """A subgraph of an encoder and a sampler, with the inputs text, seed and steps."""
    encoder = drawn(
        1,
        "CLIPTextEncode",
        ["the default"],
        inputs={"clip": wired("CLIP"), "text": widget("STRING", 11, "text")},
    )
    sampler = drawn(
        2,
        "KSampler",
        [5, "randomize", 20, 8, "euler", "normal", 1],
        inputs={
            "positive": wired("CONDITIONING", 14),
            "seed": widget("INT", 12, "seed"),
            "steps": widget("INT", 13, "steps"),
        },
    )
    names = (("text", "STRING"), ("seed", "INT"), ("steps", "INT"))
    return {
        "id": "sub",
        "name": "Text to Image",
        "nodes": [encoder, sampler],
        "inputs": [{"name": name, "type": kind} for name, kind in names],
        "outputs": [{"name": "LATENT", "type": "LATENT"}],
        "links": [
            link(11, -10, 0, 1, 1),
            link(12, -10, 1, 2, 1),
            link(13, -10, 2, 2, 2),
            link(14, 1, 0, 2, 0),
            link(15, 2, 0, -20, 0),
        ],
    }


def link(number: int, source: int, slot: int, target: int, place: int) -> Json:
    return {
        "id": number,
        "origin_id": source,
        "origin_slot": slot,
        "target_id": target,
        "target_slot": place,
        "type": "*",
    }


def with_subgraph(values: Any, *subgraphs: Json, **more: Any) -> Json:
    """A workflow in which the node 9 stands for the subgraph and leads to a saver."""
    return {
        "nodes": [
            drawn(9, "sub", values, **more),
            drawn(10, "SaveImage", ["x"], inputs={"images": wired("IMAGE", 1)}),
        ],
        "links": [[1, 9, 0, 10, 0, "IMAGE"]],
        "definitions": {"subgraphs": list(subgraphs or (definition(),))},
    }


def stated(reading) -> tuple[str | None, int | None, int | None]:
    return reading.prompt, reading.parameters.seed, reading.parameters.steps


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("subgraph-image_mage_flow_turbo_t2i_int8.json", 151355717311033),
        ("subgraph-video_minimax_h3_t2v.json", 757358688076805),
        ("subgraph-image_qwen_image_2_1_t2i.json", 447606998181262),
    ],
)
def test_the_value_on_a_subgraphs_own_node_goes_before_the_default_inside(name, seed):
    reading = case(name)
    assert reading.prompt == "words number 1 of the file"
    assert reading.parameters.seed == seed
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("values", "more"),
    [
        (["a cat", 7, 30], {}),
        (["a cat", 7, "fixed", 30], {}),
        (["a cat", 7, 30], {"widgets_values_named": {"text": 1, "seed": 2, "steps": 3}}),
        (None, {"widgets_values_named": {"text": "a cat", "seed": 7, "steps": 30}}),
        (
            [7, "a cat", 30],
            {"properties": {"proxyWidgets": [["2", "seed"], ["-1", "text"], ["2", "steps"]]}},
        ),
        (
            ["a cat", None, 30, None],
            {
                "properties": {
                    "proxyWidgets": [
                        ["-1", "text"],
                        ["2", "control_after_generate"],
                        ["2", "steps"],
                        ["1", "$$canvas-image-preview"],
                    ]
                }
            },
        ),
    ],
)
def test_each_way_of_storing_the_values_of_a_subgraph_is_placed(values, more):
    reading = saved(with_subgraph(values, **more))
    # Where nothing was stored for the seed, the one inside is the one that was shown and run.
    seed = 5 if values and len(values) == 4 and values[1] is None else 7
    assert stated(reading) == ("a cat", seed, 30)
    assert codes(reading) == []


def test_a_subgraph_that_stores_nothing_shows_and_runs_what_is_inside():
    for values in ([], None):
        reading = saved(with_subgraph(values, properties={"proxyWidgets": [["2", "seed"]]}))
        assert stated(reading) == ("the default", 5, 20)
        assert codes(reading) == []


@pytest.mark.parametrize("values", [["a cat"], [7, "a cat", 30], ["a cat", 7, 30, 8, 9]])
def test_values_that_cannot_be_placed_leave_the_inputs_unknown_and_say_so(values):
    reading = saved(with_subgraph(values))
    assert reading.prompt is None
    assert (reading.parameters.seed, reading.parameters.steps) == (None, None)
    assert reading.parameters.sampler == "euler"
    fault = next(p for p in reading.problems if p.code == "graph_values_unplaced")
    assert fault.params == {"count": len(values), "node": "Text to Image"}


def test_a_link_to_a_subgraphs_node_goes_before_the_value_on_it():
    data = with_subgraph(["a cat", 7, 30], inputs={"text": widget("STRING", 2, "text")})
    data["nodes"].append(drawn(11, "PrimitiveString", ["a dog"]))
    data["links"].append([2, 11, 0, 9, 0, "STRING"])
    assert stated(saved(data)) == ("a dog", 7, 30)


def test_a_subgraph_inside_another_gets_the_value_of_the_outermost():
    outer: Json = {
        "id": "outer",
        "name": "Outer",
        "nodes": [drawn(3, "sub", ["inner", 8, 9], inputs={"text": widget("STRING", 21, "text")})],
        "inputs": [{"name": "words", "type": "STRING"}],
        "links": [link(21, -10, 0, 3, 0), link(22, 3, 0, -20, 0)],
    }
    data = with_subgraph(["a cat"], definition(), outer)
    data["nodes"][0]["type"] = "outer"
    assert stated(saved(data)) == ("a cat", 8, 9)
    data["nodes"][0]["widgets_values"] = []
    assert stated(saved(data)) == ("inner", 8, 9)


def test_subgraphs_within_one_another_without_end_are_refused():
    inner = definition()
    inner["nodes"] = [drawn(number, "sub") for number in range(50)]
    with pytest.raises(Rejected):
        workflow.build(with_subgraph([], inner))
    # An output that leads to the input of its own subgraph ends nowhere.
    inner = definition() | {"links": [link(15, -10, 0, -20, 0)]}
    data = with_subgraph([], inner, inputs={"text": wired("STRING", 2)})
    data["links"].append([2, 9, 0, 9, 0, "STRING"])
    assert saved(data).prompt is None


def test_a_group_node_samples_with_the_values_that_it_holds():
    reading = case("ui-group-node.json")
    assert reading.prompt == "three wizards on a table"
    values = reading.parameters
    assert (values.seed, values.steps, values.sampler) == (145663190803925, 20, "euler")
    assert (values.model, values.width) == ("flux1-dev.sft", 1024)
    assert codes(reading) == []


def test_a_group_nodes_values_that_do_not_fit_are_not_those_inside():
    data = json.loads((CASES / "ui-group-node.json").read_text())
    node = next(node for node in data["nodes"] if node["type"] == "workflow/FLUX")
    node["widgets_values"] = ["euler"]
    reading = saved(data)
    assert reading.prompt == "three wizards on a table"
    assert (reading.parameters.seed, reading.parameters.steps) == (None, None)
    assert codes(reading) == ["graph_values_unplaced"]
    node["type"] = "workflow>FLUX"
    node["widgets_values"] = [3, "fixed", "dpmpp_2m", "simple", 12, 1]
    reading = saved(data)
    assert (reading.parameters.seed, reading.parameters.sampler) == (3, "dpmpp_2m")


def sampling(**more: Any) -> Json:
    """An encoder and a sampler without a drawn link between them, and a saver."""
    return {
        "nodes": [
            drawn(1, "CLIPTextEncode", ["a cat"], outputs=[{"links": [4]}]),
            drawn(
                2,
                "KSampler",
                [5, "fixed", 20, 8, "euler", "normal", 1],
                inputs={"positive": wired("CONDITIONING"), "negative": wired("CONDITIONING")},
            ),
            drawn(3, "SaveImage", ["x"], inputs={"images": wired("IMAGE", 1)}),
        ],
        "links": [[1, 2, 0, 3, 0, "IMAGE"]],
        **more,
    }


def test_what_everywhere_nodes_connected_is_followed_as_it_was_stored():
    stored = {"downstream": 2, "downstream_slot": 0, "upstream": "1", "upstream_slot": 0}
    data = sampling(extra={"ue_links": [stored | {"type": "CONDITIONING", "controller": 7}]})
    assert saved(data).prompt == "a cat"
    lost = stored | {"type": "CONDITIONING", "downstream_slot": 12}
    reading = saved(sampling(extra={"ue_links": [lost]}))
    assert reading.prompt is None
    assert "graph_connections_unknown" in codes(reading)


def test_everywhere_nodes_that_stored_nothing_connect_where_one_source_fits():
    data = sampling()
    data["nodes"].append(drawn(4, "CLIPTextEncode", ["rain"]))
    prompts = {"positive": wired("*", 4), "negative": wired("*", 5)}
    data["nodes"].append(drawn(5, "Prompts Everywhere", [], inputs=prompts))
    data["links"] += [[4, 1, 0, 5, 0, "CONDITIONING"], [5, 4, 0, 5, 1, "CONDITIONING"]]
    reading = saved(data)
    assert (reading.prompt, reading.negative_prompt) == ("a cat", "rain")
    # Older versions stored no type with the link, and gave the socket the name of the type.
    data["links"][1:] = [[4, 1, 0, 5, 0, "*"], [5, 4, 0, 5, 1, "*"]]
    data["nodes"][-1]["inputs"][0]["name"] = data["nodes"][-1]["inputs"][1]["name"] = "CONDITIONING"
    assert saved(data).prompt == "a cat"
    data["nodes"][-1] |= {"type": "Anything Everywhere3"}
    reading = saved(data)
    assert reading.prompt is None
    assert "graph_connections_unknown" in codes(reading)


def test_a_node_that_gets_by_name_finds_what_was_set_around_its_subgraph():
    inner = definition()
    inner["nodes"].append(drawn(4, "GetNode", ["words"]))
    inner["links"][0] = link(11, 4, 0, 1, 1)
    data = with_subgraph([], inner)
    data["nodes"] += [
        drawn(11, "PrimitiveStringMultiline", ["a cat"]),
        drawn(12, "SetNode", ["words"], inputs={"STRING": wired("STRING", 7)}),
    ]
    data["links"].append([7, 11, 0, 12, 0, "STRING"])
    assert saved(data).prompt == "a cat"


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("service-api_vidu_text_to_video.json", "viduq1"),
        ("service-api_ideogram_v4_5_t2i.json", "ideogram-4.5"),
    ],
)
def test_a_request_to_a_service_gives_its_words(name, model):
    reading = case(name)
    assert reading.prompt == "words number 1 of the file"
    assert reading.parameters.model == model
    assert codes(reading) == []


def request(kind: str, values: list[Any]) -> Json:
    return {
        "nodes": [
            drawn(1, kind, values),
            drawn(2, "SaveVideo", ["v", "auto", "auto"], inputs={"video": wired("VIDEO", 1)}),
        ],
        "links": [[1, 1, 0, 2, 0, "VIDEO"]],
    }


def test_the_words_of_an_unknown_node_are_given_as_not_certain():
    reading = saved(request("SomebodysVideoNode", ["m-2", "a red lantern in the rain", 8, "fixed"]))
    assert (reading.prompt, reading.parameters.seed) == ("a red lantern in the rain", 8)
    assert reading.parameters.model is None
    fault = next(p for p in reading.problems if p.code == "prompt_place_unknown")
    assert fault.params["node"] == "SomebodysVideoNode"
    # What reads like a negative prompt is listed, and not stated as the prompt.
    reading = saved(request("SomebodysVideoNode", ["m-2", "blurry, ugly, bad anatomy", 8]))
    assert reading.prompt is None
    assert reading.extra["further_words"][0]["text"] == "blurry, ugly, bad anatomy"


def test_notes_are_no_prompt():
    data = {
        "nodes": [drawn(1, "MarkdownNote", ["how this workflow is to be used by you"])],
        "links": [],
    }
    reading = saved(data)
    assert (reading.prompt, reading.extra.get("further_words")) == (None, None)


def test_that_nothing_saves_is_said_only_where_nothing_does():
    data = request("VAEDecode", [])
    assert codes(saved(data)) == ["graph_not_understood"]
    data = sampling()
    data["nodes"][0]["outputs"] = []
    data["links"] = []
    assert "graph_path_unknown" in codes(saved(data))
    data["nodes"] = data["nodes"][:2]
    assert "graph_no_saver" in codes(saved(data))


def test_the_true_or_false_behind_an_old_seed_is_its_control():
    reading = case("old-control-boolean.json")
    values = reading.parameters
    assert (values.steps, values.cfg_scale, values.sampler) == (20, 8, "euler")
    assert (values.seed, reading.extra["scheduler"]) == (805157917, "karras")


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("KSampler", [1, "fixed", 20, 8, "euler", "normal", 1], {"seed": 1, "steps": 20}),
        ("KSampler", [1, 20, 8, "euler", "normal", 1], {"seed": 1, "steps": 20}),
        ("KSampler", [1, True, 20, 8, "euler", "normal", 1], {"seed": 1, "steps": 20}),
        ("KSampler", ["euler", 20, 8, 1], {}),
        ("ViduTextToVideoNode", ["viduq1", "a cat", 5, 3, "fixed"], {"prompt": "a cat", "seed": 3}),
        ("Nobodys", ["x", 7, "randomize", 4], {"seed": 7}),
    ],
)
def test_values_get_names_where_every_one_has_the_type_of_its_widget(kind, values, found):
    placed = widgets.place({"type": kind, "widgets_values": values}).values
    assert {name: placed.get(name) for name in found} == found
    assert found or placed == {}


def test_the_words_of_a_choice_are_not_taken_for_its_name():
    values: list[Any] = [
        "the words that somebody wrote for it",
        "Nano Banana 2 (Gemini 3.1 Flash Image)",
    ]
    values += ["auto", "2K", "HIGH", 42, "randomize", "IMAGE", "You are an engine"]
    placed = widgets.place({"type": "GeminiNanoBanana2V2", "widgets_values": values})
    assert placed.values["prompt"] == values[0]
    assert placed.values["seed"] == 42


def test_a_saved_workflow_says_that_it_may_not_have_run():
    assert "workflow_not_run" in [p.code for p in case("old-control-boolean.json").problems]
