"""The history of generations that Krita AI Diffusion keeps in a document."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import Lora, read

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"
MAIN = (
    '<DOC xmlns="http://www.calligra.org/DTD/krita" syntaxVersion="2.0" editor="Krita">'
    '<IMAGE name="x" width="64" height="48"><layers>'
    '<layer name="Background" nodetype="paintlayer"/></layers></IMAGE></DOC>'
)
UI = "doc/annotations/ai_diffusion/ui.json"


def document(state: Any, name: str = UI):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/x-krita")
        archive.writestr("maindoc.xml", MAIN)
        if state is not None:
            archive.writestr(name, state if isinstance(state, str) else json.dumps(state))
    return read(held.getvalue())


def generation(prompt: str, seed: int, used: dict[str, bool], **more: Any) -> dict[str, Any]:
    metadata = {
        "prompt": prompt,
        "negative_prompt": "blurry",
        "checkpoint": "m.safetensors",
        "sampler": "Euler",
        "steps": 20,
        "guidance": 7.0,
        "strength": 0.6,
        "loras": [{"name": "ink.safetensors", "weight": 0.5}],
    }
    params = {"name": prompt, "seed": seed, "bounds": [0, 0, 64, 48], "metadata": metadata, **more}
    return {"id": "j", "slot": 0, "offsets": [0, 9, 18], "params": params, "in_use": used}


def test_the_generation_whose_result_was_used():
    reading = read(CASES / "krita-ai-history.kra")
    values = reading.parameters
    assert (reading.generator, reading.prompt) == (
        "Krita AI Diffusion",
        "a red lantern in the rain",
    )
    assert (reading.negative_prompt, values.seed, values.model) == (
        "blurry",
        77,
        "flat2d.safetensors",
    )
    (run,) = reading.extra["iterations"]
    assert (run["results"], run["used"]) == (2, [0])
    assert [edit.text for edit in reading.edits][-1] == "Background"
    assert "2026-03-01T10:00:00" in [time.value for time in reading.times]


def test_of_several_generations_the_last_used_is_given_and_all_are_listed():
    region = {"layer_id": "l", "prompt": "a moon", "bounds": [0, 0, 9, 9]}
    history = [
        generation("a cat", 1, {"0": False}),
        generation("a dog", 2, {"1": True, "2": True}, regions=[region]),
        generation("a bird", 3, {}),
    ]
    reading = document({"version": 1, "history": history, "root": {"positive": "a fish"}})
    values = reading.parameters
    assert (reading.prompt, values.seed, values.steps, values.cfg_scale) == ("a dog", 2, 20, 7.0)
    assert (values.width, values.height) == (64, 48)
    assert values.loras == (Lora(name="ink.safetensors", weight=0.5),)
    assert [run["used"] for run in reading.extra["iterations"]] == [[], [1, 2], []]
    assert (reading.extra["results"], reading.extra["results_used"]) == (9, 2)
    assert reading.extra["further_words"] == [
        {"where": "another generation", "text": "a cat"},
        {"where": "region", "text": "a moon"},
        {"where": "another generation", "text": "a bird"},
        {"where": "prompt field of the plug-in", "text": "a fish"},
    ]
    assert reading.problems == ()
    history[2]["in_use"] = {"0": True}
    reading = document({"history": history})
    assert (reading.prompt, [fault.code for fault in reading.problems]) == (
        "a bird",
        ["generations_several"],
    )


def test_documents_of_before_version_1_26_and_kinds_by_name():
    params = {"prompt": "a cat", "negative_prompt": "", "seed": 4, "checkpoint": "old.ckpt"}
    entry = {"kind": "diffusion", "params": params, "offsets": [0]}
    preview = {"kind": "live_preview", "params": {"prompt": "no", "seed": 5}, "offsets": [0]}
    reading = document({"history": [entry, preview]}, "doc/annotations/ai_diffusion/ui")
    assert (reading.prompt, reading.parameters.model) == ("a cat", "old.ckpt")
    assert len(reading.extra["iterations"]) == 1


def test_a_prompt_that_stands_in_the_plug_in_alone_is_not_stated_as_run():
    reading = document({"history": [], "root": {"positive": "a fish", "negative": ""}})
    assert (reading.generator, reading.prompt) == ("Krita AI Diffusion", None)
    assert [fault.code for fault in reading.problems] == ["generations_not_kept"]
    assert reading.extra["further_words"][0]["text"] == "a fish"


@pytest.mark.parametrize(
    "state",
    [
        "{",
        "[]",
        "x" * 40,
        {"history": 5},
        {"history": [7, {"params": []}, {"params": {"metadata": 1}, "in_use": [1]}]},
        {"history": [{"kind": {}, "params": {}, "in_use": {"x": True, "1": 3}, "offsets": {}}]},
        {"root": [], "regions": {}, "history": None},
    ],
)
def test_a_state_of_another_form_never_loses_the_layers(state):
    reading = document(state)
    assert (reading.generator, reading.prompt) == ("Krita AI Diffusion", None)
    assert [edit.text for edit in reading.edits] == ["Background"]


def test_a_document_without_the_plug_in_names_no_generator():
    reading = document(None)
    assert (reading.generator, reading.extra.get("iterations")) == (None, None)


def test_how_many_results_there_were_is_unknown_where_it_is_not_stated():
    entry = generation("a lantern", 5, {"1": True})
    entry.pop("offsets", None)
    reading = document({"history": [entry]})
    assert reading.extra["iterations"][0]["results"] is None
    assert reading.extra["results"] is None
