"""A step is proposed only where a file states one: never from a size, a length or a layer alone."""

from __future__ import annotations

import pytest

from assessments.intake import read
from assessments.proposals.from_files import propose
from tests.support import made_media
from tests.support.made_files import RESOURCES, png, text

CASES = RESOURCES.parent / "evidence-cases"
PSD = {"media_type": "image/vnd.adobe.photoshop", "confidence": "stated"}
LAYER = {"kind": "layer", "text": "Sky", "author": None, "at": None}


def proposed(reading: dict, name: str = "a.x"):
    return propose([{"sha256": "a" * 64, "parameters": {}, **reading}], [name])


def report(name: str) -> dict:
    return read(CASES / name, name=name).as_json()


@pytest.mark.parametrize(
    "data", [made_media.film(first=True), made_media.wav(), png(), png(text("Software", "MyGen"))]
)
def test_a_file_without_marks_of_its_making_is_no_step(data):
    found = propose([read(data, name="a").as_json()], ["a"])
    assert found.steps == () and found.tools == ()
    assert found.evidence[0].get("what") == "original_file"


def test_layers_are_editing_and_not_generation():
    sized = {**PSD, "parameters": {"width": 640, "height": 480}, "edits": [LAYER, LAYER]}
    found = proposed({**sized, "extra": {"program": "Adobe Photoshop 25"}}, "a.psd")
    assert [step.get("action") for step in found.steps] == ["edit"]
    assert found.tools[0].get("name") == "Adobe Photoshop 25"
    assert found.steps[0].all("action")[0].confidence == "inferred"
    assert found.evidence[0].get("what") == "layered_file"


def test_a_single_layer_says_nothing_of_editing():
    assert proposed({**PSD, "edits": [LAYER]}).steps == ()


def test_edits_that_credentials_record_are_a_step_of_editing():
    found = propose([report("credentials-edit-names.jpg")], ["a.jpg"])
    assert [step.get("action") for step in found.steps] == ["edit"]
    assert found.tools[0].get("name") == "Adobe Photoshop"


def test_a_photograph_edited_by_a_program_is_a_step_of_editing_with_that_program():
    found = propose([report("credit-edited-google-ai.jpg")], ["a.jpg"])
    assert [step.get("action") for step in found.steps] == ["edit"]
    assert (found.tools[0].get("name"), found.tools[0].get("does")) == (
        "Google AI",
        "image_to_image",
    )


def test_the_time_of_a_signature_is_not_stated_as_the_time_of_generation():
    reading = {
        "generator": "X",
        "confidence": "verified",
        "times": [{"what": "signed", "value": "2026-01-01T00:00:00Z", "source": "C2PA timestamp"}],
    }
    (at,) = proposed(reading).steps[0].all("at")
    assert at.confidence == "inferred"
    reading["times"] = [{"what": "generated", "value": "2026-01-01", "source": "Creation Time"}]
    assert proposed(reading).steps[0].all("at")[0].confidence == "stated"


def test_a_place_is_named_only_where_the_value_stands_there():
    reading = {
        "generator": "ElevenLabs TTS",
        "parameters": {"seed": 5, "steps": 20},
        "confidence": "stated",
        "raw": [{"where": "encoder", "text": "Lavf59.27.100"}],
    }
    step = proposed(reading).steps[0]
    assert {field.where for field in step.fields} == {None}
    reading["raw"] = [{"where": "settings", "text": '{"seed": 5, "steps": 20, "cfg": 7.5}'}]
    step = proposed(reading).steps[0]
    assert step.all("parameters.seed")[0].where == "settings"


@pytest.mark.parametrize(
    ("extra", "inputs", "does"),
    [
        ({}, [], "text_to_image"),
        ({}, ["sketch.png"], "image_to_image"),
        ({"denoising_strength": "0.5"}, [], "image_to_image"),
        ({"denoising_strength": "0.5", "hires_upscale": "2"}, [], "text_to_image"),
        ({"mask_blur": "4"}, [], "image_to_image"),
    ],
)
def test_what_a_tool_does_follows_from_what_went_into_it(extra, inputs, does):
    reading = {
        "media_type": "image/png",
        "generator": "WebUI",
        "prompt": "a fox",
        "extra": extra,
        "inputs": inputs,
    }
    assert proposed(reading).tools[0].get("does") == does
