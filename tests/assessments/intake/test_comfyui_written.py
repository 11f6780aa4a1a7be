"""What a language model wrote, what was made void and what an unknown encoder holds is said."""

from __future__ import annotations

from tests.assessments.intake.test_comfyui import extract, node, sampler, simple
from tests.assessments.intake.test_comfyui_nodes import codes


def further(reading) -> list[str]:
    return [entry["text"] for entry in reading.extra.get("further_words", ())]


def test_words_beside_those_of_a_language_model_are_not_said_to_have_gone_into_it() -> None:
    nodes = simple(
        positive=node("CLIPTextEncode", text=["both", 0], clip=["model", 1]),
        both=node(
            "StringConcatenate", string_a=["llm", 0], string_b="cinematic still", delimiter=", "
        ),
        llm=node("OllamaGenerate", prompt="describe a ferry", model="llama3"),
    )
    reading = extract(nodes)
    assert reading.prompt == "cinematic still"
    assert codes(reading) == ["prompt_part_made_in_run"]
    assert "describe a ferry" in further(reading)
    nodes["positive"] = node("CLIPTextEncode", text=["llm", 0], clip=["model", 1])
    reading = extract(nodes)
    assert (reading.prompt, codes(reading)) == ("describe a ferry", ["prompt_expanded"])


def test_the_words_on_an_unknown_encoder_are_listed_and_not_said_to_be_absent() -> None:
    encoder = node("CR SDXL Base Prompt Encoder", pos_g="a temple bell", pos_l="", neg_g="blur")
    nodes = simple(positive=encoder)
    nodes["sampler"] = sampler(nodes, positive=["positive", 0], negative=["positive", 1])
    reading = extract(nodes)
    assert reading.prompt is None and codes(reading) == ["prompt_among_words"]
    assert further(reading) == ["a temple bell", "blur"]


def test_words_that_are_zeroed_are_no_prompt_and_the_sampler_is_not_called_unknown() -> None:
    nodes = simple(
        lion=node("CLIPTextEncode", text="a lion never used", clip=["model", 1]),
        positive=node("ConditioningZeroOut", conditioning=["lion", 0]),
    )
    reading = extract(nodes)
    assert reading.prompt is None
    assert codes(reading) == ["prompt_zeroed"]
    assert further(reading) == ["a lion never used"]
    assert reading.negative_prompt not in further(reading)
