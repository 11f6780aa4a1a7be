"""What files propose for a record, from where, and what they contradict."""

from __future__ import annotations

import copy
from typing import get_args

import pytest

from assessments.intake import read
from assessments.proposals.from_files import contradictions, propose
from assessments.proposals.from_files.turns import MAX_STEPS
from assessments.wording.contents import contents
from cases.record.schema import Action, Does, EvidenceKind
from tests.support.made_files import RESOURCES, png, text

DUCK = RESOURCES / "sd-parsers" / "automatic1111_cropped.png"
DRAFT = RESOURCES / "tracked_changes" / "license_reviewed.docx"
CHAT = {
    "file": "chat.json",
    "sha256": "c" * 64,
    "media_type": "application/json",
    "generator": "DeepSeek",
    "confidence": "stated",
    "messages": [
        {"id": "1", "role": "user", "text": "写一首诗", "at": "2026-01-01T08:00:00Z"},
        {"id": "2", "role": "assistant", "text": "甲", "parent": "1", "chosen": False},
        {"id": "3", "role": "assistant", "text": "乙", "parent": "1", "chosen": True},
        {"id": "4", "role": "user", "text": "再短些", "parent": "3"},
        {"id": "5", "role": "assistant", "text": "丙", "parent": "4", "chosen": True},
        {"id": "6", "role": "user", "text": "谢谢", "parent": "5"},
    ],
}


def reading(path, name: str = "duck.png") -> dict:
    return read(path, name=name).as_json()


def duck():
    return propose([reading(DUCK)], ["duck.png"])


def record(**step) -> dict:
    found = {"id": "s7", "action": "generate", "evidence": ["mine"], **step}
    return {"steps": [found], "evidence": [{"id": "mine", "sha256": reading(DUCK)["sha256"]}]}


def test_each_field_says_its_value_its_file_its_place_and_who_vouches():
    step = duck().steps[0]
    seed = step.all("parameters.seed")[0]
    assert (seed.value, seed.file, seed.where, seed.confidence) == (
        235284042,
        "duck.png",
        "PNG tEXt parameters",
        "stated",
    )
    assert step.get("prompt") == "photo of a duck"
    assert step.all("action")[0].confidence == "stated"  # a generator wrote the file


def test_the_tool_and_the_file_as_evidence_are_proposed_with_the_step():
    found = duck()
    assert found.tools[0].get("name") == "Stable Diffusion WebUI"
    assert found.tools[0].get("does") == "text_to_image"
    assert found.steps[0].get("tool") == found.tools[0].id
    assert found.evidence[0].get("what") == "generation_metadata"
    assert found.steps[0].get("evidence") == [found.evidence[0].id]


def test_proposed_words_are_words_of_the_record():
    readings = [reading(DUCK), CHAT, reading(DRAFT, "d.docx")]
    found = propose(readings, ["a.png", "b.json", "d.docx"])
    assert {piece.get("action") for piece in found.steps} <= set(get_args(Action))
    assert {piece.get("does") for piece in found.tools} <= set(get_args(Does))
    assert {piece.get("what") for piece in found.evidence} <= set(get_args(EvidenceKind))


def test_whether_evidence_is_of_its_time_is_not_proposed():
    assert duck().evidence[0].get("made") is None


def test_a_file_that_says_nothing_is_evidence_and_no_step():
    found = propose([reading(png(), "photo.png")], ["photo.png"])
    assert found.steps == () and found.evidence[0].get("what") == "original_file"


def test_each_answered_request_of_a_conversation_is_a_step_with_what_was_kept():
    found = propose([CHAT], ["chat.json"])
    assert [(s.get("prompt"), s.get("outputs"), s.get("kept")) for s in found.steps] == [
        ("写一首诗", 2, 1),
        ("再短些", 1, None),  # of a single answer nobody chose
    ]
    assert found.steps[0].all("kept")[0].confidence == "inferred"
    assert found.steps[0].all("prompt")[0].where == "message 1"


def test_each_author_of_tracked_changes_is_a_step_with_the_name_as_the_file_has_it():
    found = propose([reading(DRAFT, "d.docx")], ["d.docx"])
    tools = {tool.id: tool.get("name") for tool in found.tools}
    assert [(s.get("author"), s.get("action"), tools.get(s.get("tool"))) for s in found.steps] == [
        ("AI Reviewer", "generate", "AI Reviewer")
    ]


def parameters(seed: int) -> str:
    return f"a fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: {seed}, Size: 512x512"


def test_files_beside_each_other_are_one_step_and_their_difference_is_shown():
    readings = [read(png(text("parameters", parameters(seed)))).as_json() for seed in (1, 2)]
    found = propose(readings, ["out/0001.png", "out/0001.webp"])
    assert len(found.steps) == 1
    (contradiction,) = found.contradictions
    assert (contradiction.code, contradiction.at) == ("files_differ", "steps/s1#parameters.seed")
    assert [(side.value, side.file) for side in contradiction.sides] == [
        (1, "out/0001.png"),
        (2, "out/0001.webp"),
    ]


def test_the_members_of_an_archive_are_steps_that_the_archive_shows():
    archive = {"file": "all.zip", "sha256": "b" * 64, "extra": {"members": [reading(DUCK)]}}
    found = propose([archive], ["all.zip"])
    (step,) = found.steps
    assert step.get("prompt") == "photo of a duck" and step.get("evidence") == ["e1"]
    assert step.fields[0].file == "all.zip/duck.png"
    assert [piece.get("sha256") for piece in found.evidence] == ["b" * 64]


def test_files_of_other_names_are_steps_of_their_own():
    readings = [read(png(text("parameters", parameters(seed)))).as_json() for seed in (1, 2)]
    found = propose(readings, ["0001.png", "0002.png"])
    assert len(found.steps) == 2 and found.contradictions == ()


def test_what_a_file_says_twice_differently_is_a_contradiction():
    given = copy.deepcopy(reading(DUCK))
    params = {"field": "seed", "first": 1, "second": 2}
    given["problems"] = [{"code": "contradiction", "params": params}]
    (contradiction,) = propose([given], ["duck.png"]).contradictions
    assert contradiction.code == "file_differs" and [
        side.value for side in contradiction.sides
    ] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"parameters": {"seed": 123}}, "steps/s7#parameters.seed"),
        ({"parameters": {"sampler": "Euler"}}, "steps/s7#parameters.sampler"),
        ({"parameters": {"model": "other"}}, "steps/s7#parameters.model"),
        ({"prompt": "photo of a swan"}, "steps/s7#prompt"),
    ],
)
def test_what_was_typed_otherwise_than_the_file_says_is_shown_with_both(typed, at):
    (contradiction,) = contradictions(record(**typed), duck())
    assert (contradiction.code, contradiction.at) == ("typed_differs", at)
    assert contradiction.sides[0].file is None and contradiction.sides[1].file == "duck.png"


@pytest.mark.parametrize(
    "typed",
    [
        {"parameters": {"seed": "235284042", "cfg_scale": 5.0, "sampler": "unipc"}},
        {"parameters": {"model": "realistic_realisticVisionV20_v20.safetensors [c0d1994c73]"}},
        {"prompt": " photo of\na duck "},
        {"parameters": {"unheard_of": 1}},
        {},
    ],
)
def test_the_same_written_otherwise_is_no_contradiction(typed):
    assert contradictions(record(**typed), duck()) == ()


def test_a_file_of_another_step_contradicts_nothing():
    given = record(parameters={"seed": 1})
    given["evidence"][0]["sha256"] = "0" * 64
    assert contradictions(given, duck()) == ()


def test_another_tool_than_the_file_names_is_a_contradiction():
    given = record(tool="t")
    given["tools"] = [{"id": "t", "name": "Midjourney"}]
    (contradiction,) = contradictions(given, duck())
    assert contradiction.at == "tools/t#name"
    given["tools"][0]["name"] = "stable diffusion webui"
    assert contradictions(given, duck()) == ()


def test_a_conversation_is_held_against_the_request_with_the_same_words():
    given = {
        "steps": [{"id": "s1", "prompt": "再短些", "outputs": 9, "evidence": ["c"]}],
        "evidence": [{"id": "c", "sha256": "c" * 64}],
    }
    (contradiction,) = contradictions(given, propose([CHAT], ["chat.json"]))
    assert (contradiction.at, [side.value for side in contradiction.sides]) == (
        "steps/s1#outputs",
        [9, 1],
    )


def test_each_run_of_a_log_is_a_step_and_joins_the_picture_that_came_of_it():
    rows = "prompt,seed,steps,filename\na cat,1,20,a.png\na dog,2,20,b.png\n"
    log = read(rows.encode(), name="run/log.csv").as_json()
    picture = read(png(text("parameters", "a cat\nSteps: 20, Seed: 1, Sampler: x"))).as_json()
    found = propose([log, picture], ["run/log.csv", "run/a.png"])
    assert [step.get("prompt") for step in found.steps] == ["a cat", "a dog"]
    assert found.steps[0].get("evidence") == ["e1"]
    assert {field.file for field in found.steps[0].fields} == {"run/log.csv", "run/a.png"}
    assert [one.get("what") for one in found.evidence] == ["generation_metadata"] * 2


def test_a_generation_in_a_documents_history_states_its_results_and_those_used():
    history = {
        "media_type": "application/x-krita",
        "generator": "Krita AI Diffusion",
        "confidence": "stated",
        "edits": [{"kind": "layer", "text": "Background"}],
        "extra": {
            "iterations": [
                {"prompt": "a cat", "seed": 1, "results": 4, "used": [1], "at": None},
                {"prompt": "a dog", "seed": 2, "results": 2, "used": [], "at": None},
            ]
        },
    }
    found = propose([history], ["a.kra"])
    assert [(step.get("outputs"), step.get("kept")) for step in found.steps] == [(4, 1), (2, 0)]
    assert [step.get("parameters.seed") for step in found.steps] == [1, 2]
    assert found.evidence[0].get("what") == "layered_file"


def test_words_beside_the_prompt_are_fields_of_the_same_step_with_their_place():
    settings = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Model: m"
    words = f"a cat\n{settings}, ADetailer prompt: freckles on the nose, Hires prompt: macro"
    found = propose([read(png(text("parameters", words)), name="a.png").as_json()], ["a.png"])

    (step,) = found.steps
    (freckles,) = step.all("words.ADetailer prompt")
    assert (freckles.value, freckles.where) == ("freckles on the nose", "PNG tEXt parameters")
    assert step.get("words.Hires prompt") == "macro"
    assert step.get("prompt") == "a cat"


def test_several_words_of_one_place_are_told_apart():
    report = {
        "prompt": "a",
        "extra": {"further_words": [{"where": "N.x", "text": t} for t in "bc"]},
    }
    (step,) = propose([report], ["a.png"]).steps
    assert (step.get("words.N x"), step.get("words.N x (2)")) == ("b", "c")


def test_a_screenshot_is_a_moment_of_a_screen_that_anybody_can_edit():
    report = {"media_type": "image/png", "extra": {"screenshot": {"marks": ["file_name"]}}}
    (piece,) = propose([report], ["a.png"]).evidence
    assert (piece.get("what"), piece.get("strength")) == ("screen_recording", "fair")


def test_a_conversation_without_end_proposes_as_much_as_anybody_looks_through() -> None:
    turns = [
        {"id": f"m{n}", "role": ("user", "assistant")[n % 2], "text": f"words {n}"}
        | ({"parent": f"m{n - 1}"} if n else {})
        for n in range(2 * MAX_STEPS + 20)
    ]
    reading = {"messages": turns, "media_type": "application/json"}

    assert len(propose([reading], ["chat.json"]).steps) == MAX_STEPS
    assert "1010 prompts" in " ".join(contents(reading))
