"""Chat programs of the table of shapes: turns, speakers, versions, models, times, and edits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import FileReport, read

CASES = Path("tests/resources/evidence-cases")
ASKED, ANSWERED = "Write a poem about a lantern", "Red lantern sways above the lane"


def of(value: Any) -> FileReport:
    return read(json.dumps(value, ensure_ascii=False).encode())


def of_lines(*values: Any) -> FileReport:
    return read("\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode())


def turns(reading: FileReport) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in reading.messages]


def links(reading: FileReport) -> list[int | None]:
    """The number of the turn that each turn answers."""
    ids = [turn.id for turn in reading.messages]
    return [None if turn.parent is None else ids.index(turn.parent) for turn in reading.messages]


def codes(reading: FileReport) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("name", "service", "model", "roles", "parents"),
    [
        ("grok-prod-grok-backend.json", "Grok", "grok-4", "uaua", [None, 0, 1, 2]),
        ("nextchat-backup.json", "NextChat", "deepseek-chat", "uaua", [None, 0, 1, 2]),
        ("1756219403097.conversation.json", "LM Studio", "qwen3-8b", "uaa", [None, 0, 0]),
        ("claude-code-session.jsonl", "Claude Code", "claude-opus-4-5", "ua", [None, 0]),
        ("sillytavern-chat.jsonl", "SillyTavern", "gpt-4o", "auaa", [None, 0, 1, 1]),
        ("cursor-export.md", "Cursor", None, "uau", [None, 0, 1]),
    ],
)
def test_the_file_of_a_program_gives_its_turns(name, service, model, roles, parents):
    reading = read(CASES / name)
    assert (reading.generator, reading.parameters.model) == (service, model)
    assert "".join(turn.role[0] for turn in reading.messages) == roles
    assert links(reading) == parents
    assert codes(reading) == []


def test_of_several_versions_the_selected_one_is_kept_and_the_others_stay():
    for name in ("1756219403097.conversation.json", "sillytavern-chat.jsonl"):
        *_, other, kept = read(CASES / name).messages
        assert (other.text, other.chosen, kept.chosen) == ("An earlier try...", False, True)


def test_a_version_that_was_not_kept_has_no_model_or_time_of_the_kept_one():
    *_, other, kept = read(CASES / "sillytavern-chat.jsonl").messages
    assert (other.model, other.at) == (None, None)
    assert (kept.model, kept.at) == ("gpt-4o", "2026-03-01T10:01:10.000Z")


def test_times_come_in_the_forms_of_the_programs():
    grok = read(CASES / "grok-prod-grok-backend.json").messages[0].at
    chat = read(CASES / "nextchat-backup.json").messages[0].at
    assert (grok, chat) == ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00")


def test_what_claude_code_wrote_into_files_are_edits_unless_the_tool_refused():
    reading = read(CASES / "claude-code-session.jsonl")
    (edit,) = reading.edits
    assert (edit.kind, edit.author, edit.extra["document"]) == (
        "insert",
        "claude-opus-4-5",
        "/w/poem.txt",
    )
    lines = (CASES / "claude-code-session.jsonl").read_text()
    refused = lines.replace('"content": "ok"', '"content": "no", "is_error": true')
    assert read(refused.encode()).edits == ()


def code_line(key: str, parent: str | None, role: str, content: Any, **more: Any) -> dict:
    message = {"role": role, "content": content}
    return {
        "sessionId": "s",
        "uuid": key,
        "parentUuid": parent,
        "type": role,
        "message": message,
        **more,
    }


def test_what_claude_code_sends_by_itself_is_not_said_by_the_person():
    reading = of_lines(
        code_line("a", None, "user", "<command-name>/clear</command-name>"),
        code_line("b", "a", "user", ASKED),
        code_line("c", "b", "user", "task of a helper", isSidechain=True),
        code_line("d", "b", "assistant", [{"type": "thinking", "thinking": "hm"}]),
        code_line("e", "d", "assistant", [{"type": "text", "text": ANSWERED}]),
    )
    assert [turn.text for turn in reading.messages if turn.role == "user"] == [ASKED]
    answer = reading.messages[-1]
    assert (answer.parent, answer.extra["thinking_chars"]) == ("b", 2)


def test_ai_studio_gives_turns_without_thoughts_and_the_model_of_the_run():
    reading = of(
        {
            "runSettings": {"model": "models/gemini-2.5-pro"},
            "systemInstruction": {"parts": [{"text": "Rhyme."}]},
            "chunkedPrompt": {
                "chunks": [
                    {"driveImage": {"id": "1abc"}, "role": "user"},
                    {"text": ASKED, "role": "user", "createTime": "2026-03-01T10:00:00Z"},
                    {"text": "let me think", "role": "model", "isThought": True},
                    {"text": ANSWERED, "role": "model", "finishReason": "STOP"},
                ]
            },
        }
    )
    assert (reading.generator, reading.parameters.model) == (
        "Google AI Studio",
        "models/gemini-2.5-pro",
    )
    assert turns(reading) == [("user", ""), ("user", ASKED), ("assistant", ANSWERED)]
    assert reading.messages[0].extra["attachments"] == ["1abc"]
    assert reading.messages[2].extra["thinking_chars"] == 12
    assert reading.extra["conversations"][0]["instructions"] == "Rhyme."


@pytest.mark.parametrize("holder", ["state", "data"])
def test_lobechat_gives_a_conversation_for_each_topic(holder):
    def message(key: str, topic: str, role: str, text: str, minute: int, **more: Any) -> dict:
        at = f"2026-03-01T10:0{minute}:00.000Z"
        return {"id": key, "topicId": topic, "role": role, "content": text, "createdAt": at, **more}

    held = {
        "messages": [
            message("4", "t2", "assistant", "soup", 4, parentId="3", model="gpt-4o"),
            message("1", "t1", "user", ASKED, 1),
            message("2", "t1", "assistant", ANSWERED, 2, parentId="1", model="gpt-4o"),
            message("3", "t2", "user", "a recipe", 3),
            message("5", "t1", "user", "colder", 5),
        ],
        "sessions": [],
        "topics": [{"id": "t1", "title": "Lantern"}, {"id": "t2", "title": "Soup"}],
    }
    top = {"exportType": "all", "version": 7} if holder == "state" else {"mode": "postgres"}
    reading = of({**top, holder: held})
    assert (reading.generator, reading.parameters.model) == ("LobeChat", "gpt-4o")
    titles = {entry["id"]: entry["title"] for entry in reading.extra["conversations"]}
    assert titles == {"t1": "Lantern", "t2": "Soup"}
    lantern = [turn for turn in reading.messages if turn.extra["conversation"] == "t1"]
    assert [turn.text for turn in lantern] == [ASKED, ANSWERED, "colder"]
    assert [turn.parent for turn in lantern] == [None, "1", "2"]


def test_cherry_studio_joins_blocks_and_tells_the_answer_that_was_kept():
    store = {"assistants": json.dumps({"assistants": [{"topics": [{"id": "t", "name": "Poem"}]}]})}
    reading = of(
        {
            "time": 1,
            "version": 5,
            "localStorage": {"persist:cherry-studio": json.dumps(store)},
            "indexedDB": {
                "topics": [
                    {
                        "id": "t",
                        "messages": [
                            {"id": "u", "role": "user", "blocks": ["b1"]},
                            {
                                "id": "a1",
                                "role": "assistant",
                                "askId": "u",
                                "blocks": ["b2"],
                                "model": {"id": "m1"},
                            },
                            {
                                "id": "a2",
                                "role": "assistant",
                                "askId": "u",
                                "blocks": ["b0", "b3"],
                                "model": {"id": "m2"},
                                "foldSelected": True,
                            },
                            {"id": "u2", "role": "user", "blocks": ["b4"]},
                        ],
                    }
                ],
                "message_blocks": [
                    {"id": "b0", "type": "thinking", "content": "hm"},
                    {"id": "b1", "type": "main_text", "content": ASKED},
                    {"id": "b2", "type": "main_text", "content": "one"},
                    {"id": "b3", "type": "main_text", "content": "two"},
                    {"id": "b4", "type": "main_text", "content": "colder"},
                ],
            },
        }
    )
    assert reading.generator == "Cherry Studio"
    assert [(turn.text, turn.model, turn.chosen) for turn in reading.messages] == [
        (ASKED, None, True),
        ("one", "m1", False),
        ("two", "m2", True),
        ("colder", None, True),
    ]
    assert links(reading) == [None, 0, 0, 2]
    assert reading.extra["conversations"][0]["title"] == "Poem"


REQUEST = {
    "requestId": "r1",
    "message": {"text": ASKED, "parts": []},
    "response": [
        {"kind": "thinking", "value": "hm"},
        {"value": ANSWERED, "supportHtml": False},
        {"kind": "toolInvocationSerialized", "invocationMessage": "Reading"},
    ],
    "timestamp": 1772359200000,
    "modelId": "copilot/gpt-4.1",
}
SESSION = {"responderUsername": "GitHub Copilot", "sessionId": "s", "requests": [REQUEST]}


def test_copilot_gives_two_turns_for_each_request():
    reading = of(SESSION)
    assert (reading.generator, reading.parameters.model) == ("GitHub Copilot", "copilot/gpt-4.1")
    assert turns(reading) == [("user", ASKED), ("assistant", ANSWERED)]
    assert links(reading) == [None, 0]
    assert reading.messages[0].at == "2026-03-01T10:00:00Z"


def test_a_session_that_is_logged_as_changes_is_put_together():
    first = {**SESSION, "requests": []}
    reading = of_lines(
        {"kind": 0, "v": first},
        {"kind": 2, "k": ["requests"], "v": [{**REQUEST, "response": []}]},
        {"kind": 2, "k": ["requests", 0, "response"], "v": REQUEST["response"]},
        {"kind": 1, "k": ["customTitle"], "v": "Lantern"},
        {"kind": 1, "k": ["requests", 7, "x"], "v": 1},
    )
    assert turns(reading) == [("user", ASKED), ("assistant", ANSWERED)]
    assert reading.extra["conversations"][0]["title"] == "Lantern"


def test_codex_gives_turns_models_and_patches():
    def item(**payload: Any) -> dict[str, Any]:
        return {"timestamp": "2026-03-01T10:00:00Z", "type": "response_item", "payload": payload}

    def message(role: str, kind: str, text: str) -> dict[str, Any]:
        return item(type="message", role=role, content=[{"type": kind, "text": text}])

    patch = "*** Begin Patch\n*** Add File: a.txt\n+Red lantern\n*** End Patch"
    reading = of_lines(
        {"timestamp": "t", "type": "session_meta", "payload": {"id": "s", "cli_version": "0.46"}},
        message("user", "input_text", "<environment_context>cwd</environment_context>"),
        {"timestamp": "t", "type": "turn_context", "payload": {"model": "gpt-5-codex"}},
        message("user", "input_text", ASKED),
        {
            "timestamp": "t",
            "type": "event_msg",
            "payload": {"type": "user_message", "message": "x"},
        },
        item(type="custom_tool_call", name="apply_patch", input=patch, call_id="c1"),
        message("assistant", "output_text", ANSWERED),
    )
    assert (reading.generator, reading.parameters.model) == ("OpenAI Codex", "gpt-5-codex")
    assert [turn for turn in turns(reading) if turn[0] != "system"] == [
        ("user", ASKED),
        ("assistant", ANSWERED),
    ]
    assert [(edit.kind, edit.author) for edit in reading.edits] == [("replace", "gpt-5-codex")]


def test_gemini_cli_and_chatbox_are_read():
    cli = {
        "sessionId": "s",
        "projectHash": "h",
        "messages": [
            {"id": "1", "type": "user", "content": ASKED, "timestamp": "2026-03-01T10:00:00Z"},
            {"id": "2", "type": "gemini", "content": ANSWERED, "model": "gemini-2.5-pro"},
        ],
    }
    box = {
        "chat-sessions-list": [{"id": "1", "name": "Poem"}],
        "session:1": {
            "id": "1",
            "name": "Poem",
            "messages": [
                {"id": "a", "role": "user", "contentParts": [{"type": "text", "text": ASKED}]},
                {"id": "b", "role": "assistant", "contentParts": [{"type": "text", "text": "x"}]},
            ],
        },
    }
    assert [of(value).generator for value in (cli, box)] == ["Gemini CLI", "Chatbox"]
    assert turns(of(cli)) == [("user", ASKED), ("assistant", ANSWERED)]
    assert turns(of(box)) == [("user", ASKED), ("assistant", "x")]


def test_grok_without_wrappers_and_the_history_of_gemini_are_read():
    grok = {
        "conversations": [
            {
                "conversation_id": "g",
                "title": "Poem",
                "create_time": 1772359200000,
                "responses": [
                    {"sender": "human", "message": ASKED},
                    {"sender": "grok", "message": ANSWERED},
                ],
            }
        ]
    }
    gemini = {
        "title": "Poem",
        "creation_time": "2026-03-01T10:00:00Z",
        "conversation_turns": [
            {"user_turn": {"prompt": ASKED, "turn_index": 0}},
            {
                "system_turn": {
                    "text": [{"data": "Red lantern sways "}, {"cards": [{"content": "x"}]}],
                    "turn_last_modified": "2026-03-01T10:00:05Z",
                }
            },
        ],
    }
    assert [of(value).generator for value in (grok, gemini)] == ["Grok", "Gemini"]
    assert turns(of(grok)) == [("user", ASKED), ("assistant", ANSWERED)]
    assert turns(of(gemini)) == [("user", ASKED), ("assistant", "Red lantern sways \nx")]
    assert links(of(gemini)) == [None, 0]


def test_aider_and_a_table_of_copilot_are_read():
    history = (
        "\n# aider chat started at 2026-03-01 10:00:00\n\n> Main model: gpt-4o with diff\n\n"
        f"#### {ASKED}\n\n{ANSWERED}\n\n> Applied edit to a.txt\n"
    )
    table = (
        "Conversation,Time,Author,Message\r\n"
        f'Poem,2026-03-01T10:00:05,AI,"{ANSWERED},\nsaid"\r\n'
        f"Poem,2026-03-01T10:00:00,Human,{ASKED}\r\n"
    )
    for text, service, answer in (
        (history, "aider", ANSWERED),
        (table, "Microsoft Copilot", f"{ANSWERED},\nsaid"),
    ):
        reading = read(text.encode())
        assert reading.generator == service
        assert turns(reading) == [("user", ASKED), ("assistant", answer)]
    assert read(history.encode()).parameters.model == "gpt-4o"


@pytest.mark.parametrize(
    ("person", "machine", "service"),
    [
        ("_**User (2026-03-01 10:00Z)**_", "_**Agent (model gpt-5, mode Agent)**_", None),
        ("### User", "### GitHub Copilot", "GitHub Copilot"),
        ("**You:**", "**Windsurf:**", "Windsurf"),
        ("## From: Me", "## x", None),
    ],
)
def test_headings_of_further_programs(person, machine, service):
    text = f"{person}\n\nhello there\n\n---\n\n{machine}\n\nI am here\n"
    reading = read(text.encode())
    if machine == "## x":
        assert reading.messages == ()
    else:
        assert (reading.generator, len(reading.messages)) == (service, 2)


def test_a_program_that_is_not_known_is_read_by_its_speakers_and_that_is_said():
    said = [{"role": "user", "content": ASKED}, {"role": "assistant", "content": ANSWERED}]
    examples = [{"role": "user", "content": "1"}, {"role": "assistant", "content": "2"}]
    reading = of({"app": {"chats": [{"name": "Poem", "log": said, "examples": examples}]}})
    assert (reading.generator, turns(reading)) == (
        None,
        [("user", ASKED), ("assistant", ANSWERED)],
    )
    assert codes(reading) == ["conversation_form_unknown"]


@pytest.mark.parametrize(
    "value",
    [
        [
            {"who": f"p{n % 2}", "words": f"{n} words that are long enough to be a turn"}
            for n in range(6)
        ],
        [{"prompt": ASKED, "response": ANSWERED}, {"prompt": "colder", "response": "frost"}],
    ],
)
def test_texts_that_alternate_in_an_unknown_form_are_named_and_not_taken_as_turns(value):
    for reading in (of(value), of_lines(*value)):
        assert reading.messages == ()
        assert codes(reading) == ["conversation_suspected"]


def test_a_table_of_data_is_no_conversation():
    rows = [{"id": n, "name": f"a long name of the row number {n}", "size": n} for n in range(9)]
    assert codes(of(rows)) == []


def test_json_lines_with_damage_keep_the_rest_and_name_the_line():
    text = (CASES / "sillytavern-chat.jsonl").read_text()
    reading = read((text.rstrip("\n") + '\n{"name": "Mei", "is_user": tr').encode())
    assert len(reading.messages) == 4
    assert codes(reading) == ["lines_damaged"]


def test_a_heading_that_takes_turns_with_the_person_is_a_speaker_and_that_is_said():
    text = (
        "## User\n\nhello\n\n## Hal\n\nI am\n\n## Why\n\nso\n\n## User\n\nagain\n\n## Hal\n\nyes\n"
    )
    reading = read(text.encode())
    assert [turn.role for turn in reading.messages] == ["user", "assistant", "user", "assistant"]
    assert [dict(problem.params) for problem in reading.problems] == [{"name": "Hal"}]


def test_bold_words_in_a_text_of_the_person_are_no_speakers():
    assert read(b"**User**\nx\n\n**Important**\n\ny\n").messages == ()


def test_several_exports_in_one_text_are_several_conversations():
    text = (CASES / "cursor-export.md").read_text()
    reading = read((text + "\n\n" + text.replace("Lantern", "Second")).encode())
    assert [entry["title"] for entry in reading.extra["conversations"]] == [
        "Lantern scene",
        "Second scene",
    ]
    assert len(reading.messages) == 6


def test_lines_without_a_programs_own_signs_name_no_program():
    turns = [("user", "Name a tea"), ("assistant", "Oolong")]
    lines = [
        json.dumps({"role": role, "content": [{"type": "text", "text": text}]})
        for role, text in turns
    ]
    found = read("\n".join(lines).encode())
    assert (found.generator, len(found.messages)) == (None, 2)
