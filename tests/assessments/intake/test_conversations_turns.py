"""Conversations as browser scripts and smaller programs write them, in JSON and in Markdown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.intake import read


def message_rows(given: object) -> tuple[str | None, list[tuple[Any, ...]]]:
    reading = read(json.dumps(given).encode() if not isinstance(given, str) else given.encode())
    turns = [
        (message.role, message.text, message.parent, message.chosen) for message in reading.messages
    ]
    return reading.generator, turns


def branch(number: int, speaker: str, text: str, *below: object) -> dict[str, object]:
    return {"id": number, "type": speaker, "content": text, "thought": "hm", "children": below}


def test_a_tree_of_deepseek_keeps_every_attempt() -> None:
    first = branch(1, "user", "write", branch(2, "assistant", "a"), branch(3, "assistant", "b"))
    assert message_rows([first, branch(4, "user", "write better")]) == (
        "DeepSeek",
        [
            ("user", "write", None, None),
            ("assistant", "a", "1", None),
            ("assistant", "b", "1", None),
            ("user", "write better", None, None),
        ],
    )
    assert read(json.dumps([first]).encode()).messages[1].extra["thinking_chars"] == 2


def test_a_tree_of_a_long_conversation_is_read_to_its_end() -> None:
    below: tuple[object, ...] = ()
    for number in range(400, 0, -1):
        below = (branch(number, "user" if number % 2 else "assistant", str(number), *below),)
    assert len(message_rows(list(below))[1]) == 400


LINE = [("user", "hi", None, True), ("assistant", "hello", "#0", True)]


@pytest.mark.parametrize(
    ("given", "service"),
    [
        ([{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}], None),
        (
            {
                "metadata": {"powered_by": "ChatGPT Exporter", "title": "T"},
                "messages": [{"role": "Prompt", "say": "hi"}, {"role": "Response", "say": "hello"}],
            },
            "ChatGPT",
        ),
        (
            [
                {
                    "conversations": [
                        {"from": "human", "value": "hi"},
                        {"from": "gpt", "value": "hello"},
                    ]
                }
            ],
            None,
        ),
    ],
)
def test_a_plain_list_of_turns_is_a_line_and_names_no_service_of_its_own(given, service) -> None:
    assert message_rows(given) == (service, LINE)


def test_parents_that_a_list_names_make_a_tree() -> None:
    turns = [
        {"messageId": "q", "parentMessageId": "0", "text": "hi", "isCreatedByUser": True},
        {"messageId": "a", "parentMessageId": "q", "text": "one", "isCreatedByUser": False},
        {"messageId": "b", "parentMessageId": "q", "text": "two", "isCreatedByUser": False},
    ]
    parents = [(text, parent) for _, text, parent, _ in message_rows({"messages": turns})[1]]
    assert parents == [("hi", None), ("one", "q"), ("two", "q")]


def test_who_speaks_alone_has_no_conversation() -> None:
    assert message_rows([{"role": "user", "content": "hi"}]) == (None, [])
    assert read(b'{"type": "user", "name": "x"}').media_type == "text/plain"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("## 用户提问\nhi\n\n---\n\n## AI回复\nhello\n", None),
        ("## 我 (轮次 1)\nhi\n\n## AI (轮次 2)\nhello\n", None),
        ("【用户】\nhi\n\n【豆包】\nhello\n", "豆包"),
        ("您说：\nhi\nChatGPT 说：\nhello\n", "ChatGPT"),
        ("**You** · _2025/1/1_\n\nhi\n\n**GPT-4o** · _2025/1/1_\n\nhello\n", "ChatGPT"),
        ("## 🧑‍💻 用户\nhi\n\n## 🤖 Kimi AI助手\nhello\n", "Kimi"),
        ("1. 用户：hi\n2. DeepSeek：hello\n", "DeepSeek"),
        ("## User 1\nhi\n## DeepSeek-R1\nhello\n", "DeepSeek"),
    ],
)
def test_names_are_found_behind_numbers_brackets_rounds_and_models(text, service) -> None:
    assert message_rows(text) == (service, LINE)


def test_what_a_script_noted_below_a_name_is_no_speech() -> None:
    note = "- model: `deepseek-reasoner` | time: `2025-04-29T11:59:13+08:00`"
    parts = {"1. User": "hi", "2. Think": "hm", "3. Response": "hello"}
    text = "".join(f"### {name}\n{note}\n\n{said}\n\n" for name, said in parts.items())
    _, answer = read(text.encode()).messages
    assert (answer.text, answer.at) == ("hello", "2025-04-29T11:59:13+08:00")
    assert answer.model == "deepseek-reasoner"
    assert answer.extra["thinking_chars"] >= 2


def test_thinking_with_no_answer_behind_it_stays_a_part_of_the_turn() -> None:
    text = "## User\nhi\n\n## Assistant\n\n### Thinking\n\nhm\n\nhello\n\n## User\nagain\n"
    assert "hello" in read(text.encode()).messages[1].text

    quoted = read(text.replace("\nhm", "\n> hm\n>\n> hm").encode()).messages[1]
    assert (quoted.text, quoted.extra["thinking_chars"]) == ("hello", 11)


def test_a_heading_about_a_service_is_no_speaker() -> None:
    text = "# Notes\n\n## User\nhi\n\n## Kimi 的介绍\nIt is a service.\n"
    assert read(text.encode()).messages == ()
