"""Exports of Claude, ChatGPT and Gemini: order without parents, tools that write files, models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import FileReport, read

CASES = Path("tests/resources/evidence-cases")


def codes(reading: FileReport) -> list[str]:
    return [problem.code for problem in reading.problems]


def export(*turns: tuple[str, str, str], **more: Any) -> FileReport:
    """An export of Claude without parents; a turn is its sender, its text and its second."""
    listed = [
        {
            "uuid": f"m{number}",
            "sender": sender,
            "text": text,
            "created_at": f"2026-03-01T10:00:{second}Z" if second else None,
        }
        for number, (sender, text, second) in enumerate(turns)
    ]
    return read(json.dumps([{"uuid": "c", "chat_messages": listed, **more}]).encode())


def test_turns_of_an_export_without_parents_are_in_the_order_of_time():
    reading = read(CASES / "claude-no-parents-a.json")
    order = "question 0,answer 2,question 3,answer 4,question 1,answer 5,question 6,question 8"
    assert [turn.text for turn in reading.messages] == [*order.split(","), "answer 9", "question 7"]
    assert codes(reading) == ["order_uncertain"]


def test_the_second_of_two_turns_of_one_speaker_has_no_parent_and_is_no_variant():
    reading = read(CASES / "claude-no-parents-a.json")
    by_text = {turn.text: turn for turn in reading.messages}
    assert by_text["question 8"].parent is None
    assert by_text["answer 9"].parent == by_text["question 8"].id
    assert all("variants" not in turn.extra for turn in reading.messages)


def test_the_person_comes_first_at_one_time():
    reading = export(("assistant", "b", "02"), ("human", "a", "02"), ("human", "c", "03"))
    assert [turn.text for turn in reading.messages] == ["a", "b", "c"]
    assert [turn.parent for turn in reading.messages] == [None, "m1", "m0"]
    assert codes(reading) == []


def test_a_list_without_times_stays_as_it_is():
    reading = export(("human", "a", ""), ("assistant", "b", ""), ("human", "c", ""))
    assert [turn.parent for turn in reading.messages] == [None, "m0", "m1"]
    assert codes(reading) == []


def test_a_list_of_another_program_is_ordered_alike():
    said = [("assistant", "b", 2), ("user", "a", 1), ("user", "c", 3), ("user", "d", 4)]
    turns = [
        {"role": role, "content": text, "timestamp": 1772359200 + second}
        for role, text, second in said
    ]
    reading = read(json.dumps({"messages": turns}).encode())
    assert [turn.text for turn in reading.messages] == ["a", "b", "c", "d"]
    assert reading.messages[3].parent is None
    assert codes(reading) == ["order_uncertain", "conversation_form_unknown"]


def test_files_that_claude_wrote_are_edits_and_what_was_pasted_belongs_to_the_person():
    reading = read(CASES / "claude-file-tools.json")
    assert [(edit.kind, edit.text, edit.extra.get("pattern")) for edit in reading.edits] == [
        ("insert", "The lantern slept.", None),
        ("replace", "dreamed", "slept"),
    ]
    pasted = reading.messages[0]
    assert (pasted.role, pasted.extra["attached_texts"]) == (
        "user",
        [{"name": "paste.txt", "characters": 38}],
    )


@pytest.mark.parametrize(
    ("name", "given", "kind", "text"),
    [
        ("str_replace_based_edit_tool", {"command": "create", "file_text": "a"}, "insert", "a"),
        ("text_editor", {"command": "insert", "insert_text": "b"}, "insert", "b"),
        ("Filesystem:write_file", {"path": "p", "content": "c"}, "insert", "c"),
        ("mcp__fs__edit_file", {"edits": [{"oldText": "d", "newText": "e"}]}, "replace", "e"),
        ("str_replace", {"path": "p", "old_str": "gone", "new_str": ""}, "delete", "gone"),
        ("artifacts", {"command": "rewrite", "content": "f", "title": "T"}, "replace", "f"),
    ],
)
def test_every_tool_that_writes_is_known(name, given, kind, text):
    call = {"type": "tool_use", "id": "t", "name": name, "input": given}
    turn = {"uuid": "m", "sender": "assistant", "text": "", "content": [call]}
    (edit,) = read(json.dumps([{"uuid": "c", "chat_messages": [turn]}]).encode()).edits
    assert (edit.kind, edit.text) == (kind, text)


@pytest.mark.parametrize("name", ["view", "bash_tool", "web_search", "present_files"])
def test_a_tool_that_only_looks_makes_no_edit(name):
    call = {"type": "tool_use", "id": "t", "name": name, "input": {"path": "p", "content": "x"}}
    turn = {"uuid": "m", "sender": "assistant", "text": "", "content": [call]}
    assert read(json.dumps([{"uuid": "c", "chat_messages": [turn]}]).encode()).edits == ()


def test_a_call_that_failed_made_no_edit():
    data = json.loads((CASES / "claude-file-tools.json").read_text())
    data[0]["chat_messages"][1]["content"][1]["is_error"] = True
    (edit,) = read(json.dumps(data).encode()).edits
    assert edit.text == "dreamed"


def test_a_model_stated_for_the_conversation_counts_where_its_turns_name_none():
    data = json.loads((CASES / "chatgpt-default-model.json").read_text())
    assert read(json.dumps(data).encode()).parameters.model == "gpt-5-2-thinking"
    data[0]["default_model_slug"] = "auto"
    assert read(json.dumps(data).encode()).parameters.model is None
    data[0]["default_model_slug"] = "gpt-5"
    data[0]["mapping"]["a1"]["message"]["metadata"] = {"model_slug": "gpt-4o"}
    assert read(json.dumps(data).encode()).parameters.model == "gpt-4o"


def test_the_model_of_a_plain_list_may_stand_above_it():
    said = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    for above in ({"model": "gpt-4o"}, {"options": {"model": "gpt-4o"}}):
        reading = read(json.dumps({**above, "messages": said}).encode())
        assert reading.parameters.model == "gpt-4o"


def test_takeout_names_what_was_attached_and_keeps_an_unclear_picture_apart():
    reading = read(CASES / "gemini-takeout-attachments.json")
    asked = reading.messages[0]
    assert asked.extra["attachments"] == ["lantern.png"]
    assert asked.extra["files_named"] == ["lantern-1.png"]
    assert [turn.role for turn in reading.messages] == ["user", "assistant", "user"]


def test_takeout_in_another_language_is_read_and_its_verb_is_not_the_persons():
    entry = {
        "header": "Gemini アプリ",
        "title": "送信したメッセージ: 詩を書いて",
        "time": "2026-03-01T10:00:00Z",
        "products": ["Gemini アプリ"],
        "safeHtmlItem": [{"html": "<p>赤い</p>"}],
    }
    reading = read(json.dumps([entry], ensure_ascii=False).encode())
    assert [turn.text for turn in reading.messages] == ["詩を書いて", "赤い"]
    other = {**entry, "title": "Hai chiesto una poesia"}
    assert codes(read(json.dumps([other]).encode())) == ["activity_verb_kept"]


def test_each_conversation_of_an_export_is_listed_with_its_first_words_and_told_apart():
    reading = read(CASES / "gemini-takeout-attachments.json")
    listed = reading.extra["conversations"]
    assert len({entry["id"] for entry in listed}) == len(listed)
    assert listed[0]["first_words"] == "Make the last line colder"
    assert {turn.extra["conversation"] for turn in reading.messages} <= {e["id"] for e in listed}
