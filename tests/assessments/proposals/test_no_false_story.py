"""No step says more than its file: who did it, what came of it, and what is only inferred."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments.intake import read
from assessments.lineage.tree_page import Descent
from assessments.proposals.from_files import Proposals, propose
from assessments.proposals.from_files.authors import machine_of
from assessments.proposals.matching import FieldRow, Statement

PASTED = (
    "用户：画一只雨中的红灯笼，水墨风\n豆包：已为你生成图片\n用户：改成蓝色\n豆包：已为你修改\n"
)


def chat(*turns: dict, **more) -> dict:
    said = [{"text": "", "parent": None, **turn} for turn in turns]
    return {
        "file": "chat.json",
        "sha256": "c" * 64,
        "media_type": "application/json",
        "generator": "ChatGPT",
        "parameters": {},
        "confidence": "stated",
        "messages": said,
        **more,
    }


def by_tool(found: Proposals) -> list[tuple]:
    tools = {tool.id: tool for tool in found.tools}
    named = (tools.get(step.get("tool")) for step in found.steps)
    return [(tool.get("name"), tool.get("does")) if tool else (None, None) for tool in named]


@pytest.mark.parametrize(
    "name", ["claude[bot]", "豆包", "ChatGPT", "GPT-4o", "文心一言", "WPS AI", "dependabot[bot]"]
)
def test_a_program_that_is_named_as_author_is_no_person(name):
    assert machine_of(name)


@pytest.mark.parametrize("name", ["李梅", "Claude Monet", "Ai Weiwei", "Sora Kim", "Jean Luma"])
def test_a_person_whose_name_holds_that_of_a_program_stays_a_person(name):
    assert machine_of(name) is None


def test_changes_by_a_program_are_a_run_of_it_and_name_it():
    edits = [
        {"kind": "insert", "author": "豆包", "text": "雨夜", "at": "2026-03-02T10:00:00Z"},
        {"kind": "insert", "author": "李梅", "text": "字", "at": "2026-03-03T10:00:00Z"},
    ]
    found = propose([{"sha256": "a" * 64, "parameters": {}, "edits": edits}], ["小说.docx"])

    assert [(s.get("action"), s.get("author"), s.get("by")) for s in found.steps] == [
        ("generate", "豆包", None),
        ("edit", "李梅", "李梅"),
    ]
    assert by_tool(found)[0] == ("豆包", "language_model")
    assert {s.all("action")[0].confidence for s in found.steps} == {"inferred"}


def test_a_commit_by_a_bot_is_no_writing():
    log = (
        b"commit " + b"1" * 40 + b"\nAuthor: claude[bot] <1+claude[bot]@users.noreply.github.com>\n"
    )
    log += b"Date:   Sun Mar 1 11:00:00 2026 +0800\n\n    Rain\n"
    (step,) = propose([read(log).as_json()], ["log.txt"]).steps
    assert (step.get("action"), step.get("author"), step.get("by")) == (
        "generate",
        "claude[bot]",
        None,
    )


def test_a_pasted_request_for_a_picture_states_no_number_and_no_purpose():
    found = propose([read(PASTED.encode(), name="p.txt").as_json()], ["p.txt"])
    assert len(found.steps) == 2
    for step in found.steps:
        assert step.get("outputs") is None and step.get("kept") is None
        assert step.all("action")[0].confidence == step.all("tool")[0].confidence == "inferred"
    assert by_tool(found) == [("豆包", None)] * 2


def test_pictures_in_the_file_are_counted_and_a_call_of_a_tool_is_no_result():
    asked = {"id": "u1", "role": "user", "text": "a lantern"}
    call = {
        "id": "a1",
        "role": "assistant",
        "parent": "u1",
        "text": '{"prompt": "ink"}',
        "chosen": True,
        "extra": {"recipient": "t2uay3k"},
    }
    made: dict[str, Any] = {"id": "t1", "role": "tool", "parent": "a1"}
    made["extra"] = {"pictures": [{"asset": "one"}, {"asset": "two"}]}

    found = propose([chat(asked, call, made)], ["c.json"])
    assert (found.steps[0].get("outputs"), found.steps[0].get("kept")) == (2, None)
    assert by_tool(found) == [("ChatGPT", "text_to_image")]
    without = propose([chat(asked, call)], ["c.json"])
    assert without.steps[0].get("outputs") is None and by_tool(without) == [("ChatGPT", None)]


def test_a_workflow_that_was_not_run_is_no_generation_that_a_file_states():
    problem: dict[str, Any] = {"code": "workflow_not_run", "params": {}}
    reading: dict[str, Any] = {"sha256": "a" * 64, "media_type": "text/plain"}
    reading["generator"] = "ComfyUI"
    reading |= {"prompt": "a fox", "parameters": {}, "confidence": "stated"}
    for problems, how in (([], "stated"), ([problem], "inferred")):
        (step,) = propose([{**reading, "problems": problems}], ["w.json"]).steps
        assert step.all("action")[0].confidence == how
        assert step.all("tool")[0].confidence == "inferred"  # what it did is not known


def test_a_fill_by_a_model_and_the_edits_beside_it_are_two_steps():
    composite = "x/compositeWithTrainedAlgorithmicMedia"
    acts = [
        {"action": "c2pa.edited", "agent": "Adobe Firefly", "digital_source_type": composite},
        {"action": "c2pa.cropped", "agent": None, "digital_source_type": None},
    ]
    reading = {
        "sha256": "a" * 64,
        "media_type": "image/jpeg",
        "parameters": {},
        "extra": {"edited_with": "Adobe Firefly"},
        "c2pa": {"claim_generator": "Adobe Photoshop", "actions": acts},
    }
    assert by_tool(propose([reading], ["a.jpg"])) == [
        ("Adobe Firefly", "image_to_image"),
        ("Adobe Photoshop", "other"),
    ]


def test_only_what_a_file_states_is_chosen_beforehand():
    said = Statement(value="edit", file="a", where="", confidence="inferred")
    assert FieldRow(field="action", statements=(said,)).choice == ""
    stated = replace(said, confidence="stated")
    assert FieldRow(field="action", statements=(stated,)).choice == "read0"
    assert not Descent("x/1").is_stated
