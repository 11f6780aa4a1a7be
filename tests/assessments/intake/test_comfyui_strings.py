"""What nodes of ComfyUI make of words: only what is known of them is given as the prompt."""

from __future__ import annotations

import pytest

from tests.assessments.intake.test_comfyui import extract, node, simple


def graph_of(source, **more):
    """A graph whose encoder gets the text of the node `t`; `box` holds words, `i` a picture."""
    return simple(
        positive=node("CLIPTextEncode", text=["t", 0], clip=["model", 1]),
        box=node("PrimitiveString", value="a dog in rain"),
        i=node("LoadImage", image="photo.jpg"),
        t=source,
        **more,
    )


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def further(reading) -> list[str]:
    return [entry["text"] for entry in reading.extra.get("further_words", ())]


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("AnyVisionNode", {"image": ["i", 0], "text": "Describe"}),
        ("OwnNode", {"anything_linked": ["i", 0], "prompt": "Describe"}),
        ("WD14Tagger|pysssss", {"image": ["i", 0], "tags": "Describe"}),
        ("JoyCaption", {"prompt": "Describe"}),
        ("GeminiNode", {"images": ["i", 0], "prompt": "Describe", "seed": 1}),
    ],
)
def test_a_node_that_describes_a_picture_writes_the_prompt_and_is_asked_with_further_words(
    kind, inputs
):
    reading = extract(graph_of(node(kind, **inputs)))
    assert (reading.prompt, codes(reading)) == (None, ["prompt_made_in_run"])
    assert further(reading) == ["Describe"]
    shown = node("ShowText|pysssss", text=["d", 0], text_0="a street")
    reading = extract(graph_of(shown, d=node(kind, **inputs)))
    assert (reading.prompt, codes(reading)) == (None, ["prompt_made_in_run"])
    assert further(reading) == ["a street", "Describe"]


def test_words_beside_a_description_are_not_all_of_the_prompt():
    joined = node("StringConcatenate", string_a="masterpiece", string_b=["d", 0], delimiter=", ")
    reading = extract(graph_of(joined, d=node("AnyVQA", image=["i", 0], text="What is it?")))
    assert (reading.prompt, codes(reading)) == ("masterpiece", ["prompt_incomplete"])
    rewritten = node("TextGenerate", prompt=["j", 0])
    more = {"j": joined, "d": node("AnyVQA", image=["i", 0], text="What is it?")}
    reading = extract(graph_of(rewritten, **more))
    assert (reading.prompt, codes(reading)) == (None, ["prompt_made_in_run"])


@pytest.mark.parametrize(
    ("kind", "inputs", "prompt"),
    [
        ("StringReplace", {"string": ["box", 0], "find": "dog", "replace": "cat"}, "a cat in rain"),
        ("StringSubstring", {"string": ["box", 0], "start": 2, "end": 5}, "dog"),
        ("StringTrim", {"string": ["box", 0], "mode": "Both"}, "a dog in rain"),
        ("CaseConverter", {"string": ["box", 0], "mode": "UPPERCASE"}, "A DOG IN RAIN"),
        ("easy promptLine", {"prompt": "one\ntwo\nsix", "start_index": 1, "max_rows": 1}, "two"),
        (
            "StringFunction|pysssss",
            {"action": "replace", "text_a": ["box", 0], "text_b": "dog", "text_c": "cat"},
            "a cat in rain",
        ),
        (
            "StringFunction|pysssss",
            {"action": "append", "tidy_tags": "yes", "text_a": ["box", 0], "text_b": "dusk"},
            "a dog in rain, dusk",
        ),
    ],
)
def test_what_can_be_computed_of_a_text_is_the_prompt(kind, inputs, prompt):
    reading = extract(graph_of(node(kind, **inputs)))
    assert (reading.prompt, codes(reading)) == (prompt, [])


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("RegexReplace", {"string": ["box", 0], "regex_pattern": "dog", "replace": "fox"}),
        ("RegexExtract", {"string": ["box", 0], "regex_pattern": "dog"}),
        ("Text Random Line", {"text": ["box", 0], "seed": 3}),
        ("easy promptLine", {"prompt": ["box", 0], "start_index": 0, "max_rows": ["box", 0]}),
        ("StringReplace", {"string": ["box", 0], "find": "dog", "replace": 3}),
        ("Own String Node", {"text_a": ["box", 0], "text_b": "cat", "mode": "swap"}),
        ("OwnNode", {"text": ["box", 0], "strength": 3}),
    ],
)
def test_a_text_that_a_node_changes_or_chooses_is_not_the_prompt(kind, inputs):
    reading = extract(graph_of(node(kind, **inputs)))
    assert (reading.prompt, codes(reading)) == (None, ["prompt_changed_in_run"])
    assert reading.problems[0].params["node"] == kind
    assert "a dog in rain" in further(reading)


def test_a_translator_and_a_style_are_named():
    reading = extract(graph_of(node("DeepTranslatorTextNode", text="雨中的猫")))
    assert (reading.prompt, codes(reading)) == ("雨中的猫", ["prompt_translated"])
    reading = extract(graph_of(node("SDXLPromptStyler", text_positive="a tram", style="x")))
    assert (reading.prompt, codes(reading)) == ("a tram", ["prompt_incomplete"])


@pytest.mark.parametrize("way", ["ImageUpscaleWithModel", "RMBG", "ImageScaleBy"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_loaded_picture_that_is_saved_has_no_prompt_and_no_model(way, whole):
    nodes = simple(i=node("LoadImage", image="scan.png"), w=node(way, image=["i", 0]))
    nodes["save"] = node("SaveImage", images=["w", 0])
    if not whole:
        nodes.pop("sampler")
        nodes.pop("decode", None)
    reading = extract(nodes)
    assert (reading.prompt, reading.negative_prompt) == (None, None)
    assert (reading.parameters.model, reading.parameters.seed) == (None, None)
    assert codes(reading) == ["graph_saved_loaded"] and reading.inputs == ("scan.png",)
    assert "a cat" in further(reading)


def test_lyrics_are_words_of_their_own_beside_the_tags():
    song = node("TextEncodeAceStepAudio", tags="guqin", lyrics="[verse]\nRain", clip=["model", 1])
    reading = extract(simple(positive=song))
    assert reading.prompt == "guqin"
    assert reading.extra["further_words"] == [{"where": "lyrics", "text": "[verse]\nRain"}]
    alone = node("TextEncodeAceStepAudio", tags="", lyrics="Rain falls", clip=["model", 1])
    assert extract(simple(positive=alone)).prompt == "Rain falls"


def test_a_setting_that_a_node_gave_while_it_ran_is_named_and_left_out():
    nodes = simple(sum=node("MathExpression|pysssss", expression="a*2", a=12))
    nodes["sampler"]["inputs"] |= {"steps": ["sum", 0]}
    reading = extract(nodes)
    assert reading.parameters.steps is None
    (fault,) = reading.problems
    assert (fault.code, dict(fault.params)) == (
        "setting_made_in_run",
        {"field": "steps", "node": "MathExpression|pysssss"},
    )
    nodes["sum"] = node("PrimitiveInt", value=12)
    assert (extract(nodes).parameters.steps, extract(nodes).problems) == (12, ())


def test_an_encoder_that_translates_says_so_unless_a_person_translated():
    inputs = {"text": "一只鹤", "clip": ["model", 1]}
    kind = "GoogleTranslateCLIPTextEncodeNode"
    reading = extract(simple(positive=node(kind, manual_translate=False, **inputs)))
    assert (reading.prompt, codes(reading)) == ("一只鹤", ["prompt_translated"])
    assert codes(extract(simple(positive=node(kind, manual_translate=True, **inputs)))) == []


@pytest.mark.parametrize(
    ("clean", "prompt"), [("true", "a bell, rain"), ("false", "a bell , rain")]
)
def test_blanks_around_joined_texts_are_left_out_where_the_node_does(clean, prompt):
    joined = node("Text Concatenate", delimiter=", ", clean_whitespace=clean, text_a="a bell ",
                  text_b="rain")  # fmt: skip
    assert extract(graph_of(joined)).prompt == prompt
