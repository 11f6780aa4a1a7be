"""Chat exports: who said what, which branch was kept, which picture was made from which."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.intake import FileReport, Message, read

AT = 1_760_000_000.0  # 2025-10-09T08:53:20Z


def reading_of(value: Any) -> FileReport:
    return read(json.dumps(value, ensure_ascii=False).encode(), name="conversations.json")


def turn(role: str, text: Any, **more: Any) -> dict[str, Any]:
    parts = text if isinstance(text, list) else [text]
    content = {"content_type": "multimodal_text" if parts is text else "text", "parts": parts}
    return {"author": {"role": role}, "create_time": AT, "content": content} | more


def tree(nodes: dict[str, tuple[str | None, Any]], current: str | None) -> dict[str, Any]:
    mapping = {
        key: {"id": key, "parent": parent, "children": [], "message": message}
        for key, (parent, message) in nodes.items()
    }
    return {"title": "cat", "conversation_id": "c1", "mapping": mapping, "current_node": current}


def picture(**generation: Any) -> dict[str, Any]:
    return {
        "content_type": "image_asset_pointer",
        "asset_pointer": "sediment://file_1",
        "width": 1024,
        "height": 1536,
        "metadata": {"generation": generation},
    }


def message_rows(messages: tuple[Message, ...]) -> list[tuple[str, str, str | None, bool | None]]:
    return [(message.role, message.text, message.parent, message.chosen) for message in messages]


def test_chatgpt_keeps_every_answer_and_says_which_was_kept() -> None:
    reading = reading_of(
        [
            tree(
                {
                    "root": (None, None),
                    "u": ("root", turn("user", "a cat")),
                    "a1": ("u", turn("assistant", "first", metadata={"model_slug": "gpt-4o"})),
                    "a2": ("u", turn("assistant", "second", metadata={"model_slug": "gpt-4o"})),
                },
                "a2",
            )
        ]
    )
    assert message_rows(reading.messages) == [
        ("user", "a cat", None, True),
        ("assistant", "first", "u", False),
        ("assistant", "second", "u", True),
    ]
    assert [message.extra.get("variant") for message in reading.messages] == [None, 1, 2]
    assert (reading.generator, reading.parameters.model) == ("ChatGPT", "gpt-4o")
    assert reading.messages[0].at == "2025-10-09T08:53:20Z"


def test_a_picture_names_the_picture_it_was_made_from() -> None:
    made = picture(gen_id="g2", parent_gen_id="g1", prompt="", edit_op="inpainting")
    reading = reading_of(
        [
            tree(
                {
                    "u": (None, turn("user", "make it brighter")),
                    "t": ("u", turn("tool", [made])),
                },
                "t",
            )
        ]
    )
    (found,) = reading.messages[1].extra["pictures"]
    assert (found["gen_id"], found["parent_gen_id"], found["edit_op"]) == ("g2", "g1", "inpainting")
    assert found["prompt"] is None
    assert (found["asked"], found["asked_in"]) == ("make it brighter", "u")


def test_the_call_to_the_tool_is_nearer_to_a_picture_than_the_person() -> None:
    call = turn("assistant", '{"prompt": "a bright cat"}', recipient="dalle.text2im")
    nodes = {
        "u": (None, turn("user", "cat")),
        "c": ("u", call),
        "t": ("c", turn("tool", [picture(gen_id="g")])),
    }
    (found,) = reading_of([tree(nodes, "t")]).messages[2].extra["pictures"]
    assert (found["asked"], found["asked_in"]) == ("a bright cat", "c")


def test_thinking_is_counted_and_standing_instructions_are_passed_over() -> None:
    thoughts = {"content_type": "thoughts", "thoughts": [{"content": "hmm!"}]}
    secret = {"content_type": "user_editable_context", "parts": ["I live in …"]}
    nodes: dict[str, tuple[str | None, Any]] = {
        "s": (None, {"author": {"role": "user"}, "content": secret}),
        "u": ("s", turn("user", "cat")),
        "th": ("u", {"author": {"role": "assistant"}, "content": thoughts}),
        "a": ("th", turn("assistant", "here")),
    }
    reading = reading_of([tree(nodes, "a")])
    assert message_rows(reading.messages) == [
        ("user", "cat", None, True),
        ("assistant", "here", "u", True),
    ]
    assert reading.messages[1].extra["thinking_chars"] == 4
    assert "hmm!" not in json.dumps(reading.as_json())
    assert "I live" not in json.dumps(reading.as_json())


def test_patches_to_a_canvas_are_edits() -> None:
    create = '{"name": "story", "content": "Once"}'
    update = '{"updates": [{"pattern": "Once", "replacement": "Twice"}]}'
    nodes = {
        "c": (None, turn("assistant", create, recipient="canmore.create_textdoc")),
        "p": ("c", turn("assistant", update, recipient="canmore.update_textdoc")),
    }
    note = '{"comments": [{"pattern": "Twice", "comment": "Why?"}]}'
    nodes["n"] = ("p", turn("assistant", note, recipient="canmore.comment_textdoc"))
    person = turn("user", "shorter") | {
        "metadata": {"canvas": {"version": 3, "has_user_edit": True}}
    }
    nodes["u"] = ("n", person)
    reading = reading_of([tree(nodes, "u")])
    edits = [(edit.kind, edit.text) for edit in reading.edits]
    assert edits == [("insert", "Once"), ("replace", "Twice"), ("comment", "Why?")]
    assert reading.edits[1].extra["pattern"] == "Once"
    assert reading.messages[3].extra["canvas"] == {"version": 3, "has_user_edit": True}


def claude(**second: Any) -> dict[str, Any]:
    first = {"uuid": "m1", "sender": "human", "text": "hi", "created_at": "2026-01-01T00:00:00Z"}
    content = [{"type": "thinking", "thinking": "abc"}, {"type": "text", "text": "hello"}]
    answer = {"uuid": "m2", "sender": "assistant", "text": "flat", "content": content}
    return {"uuid": "c", "name": "n", "created_at": "x", "chat_messages": [first, answer | second]}


def test_claude_without_parents_is_a_line() -> None:
    reading = reading_of([claude()])
    assert reading.generator == "Claude"
    assert message_rows(reading.messages) == [
        ("user", "hi", None, True),
        ("assistant", "hello", "m1", True),
    ]
    assert reading.messages[1].extra["thinking_chars"] == 3


def test_claude_with_parents_is_a_tree_whose_kept_branch_is_open() -> None:
    item = claude(parent_message_uuid="m1")
    again = {"uuid": "m3", "sender": "assistant", "text": "other", "parent_message_uuid": "m1"}
    item["chat_messages"].append(again)
    assert message_rows(reading_of([item]).messages) == [
        ("user", "hi", None, True),
        ("assistant", "hello", "m1", None),
        ("assistant", "other", "m1", None),
    ]


def test_what_claude_wrote_into_a_document_beside_the_conversation_are_edits() -> None:
    def call(**given: str) -> dict[str, Any]:
        return {"type": "tool_use", "name": "artifacts", "input": {"id": "story", **given}}

    calls = [
        call(command="create", title="Fox", content="Once"),
        call(command="update", old_str="Once", new_str="Twice"),
        {"type": "tool_use", "name": "web_search", "input": {"command": "create"}},
    ]
    edits = reading_of([claude(content=calls)]).edits
    assert [(edit.kind, edit.text, edit.author) for edit in edits] == [
        ("insert", "Once", "Claude"),
        ("replace", "Twice", "Claude"),
    ]
    assert (edits[0].extra["document"], edits[1].extra["pattern"]) == ("Fox", "Once")


def test_deepseek_keeps_every_attempt_and_tells_roles_by_fragments() -> None:
    def node(parent: str | None, kind: str, text: str) -> dict[str, Any]:
        fragments = [{"type": "THINK", "content": "…"}] if kind == "RESPONSE" else []
        fragments.append({"type": kind, "content": text})
        return {
            "parent": parent,
            "message": {
                "model": "deepseek-chat",
                "inserted_at": "2026-01-01T08:00:00+08:00",
                "fragments": fragments,
            },
        }

    item = {
        "id": "d",
        "title": "t",
        "inserted_at": "2026-01-01T08:00:00+08:00",
        "mapping": {
            "root": {"parent": None, "message": None},
            "1": node("root", "REQUEST", "写诗"),
            "2": node("1", "RESPONSE", "甲"),
            "3": node("1", "RESPONSE", "乙"),
        },
    }
    reading = reading_of([item])
    assert (reading.generator, reading.parameters.model) == ("DeepSeek", "deepseek-chat")
    assert [(message.role, message.text) for message in reading.messages] == [
        ("user", "写诗"),
        ("assistant", "甲"),
        ("assistant", "乙"),
    ]
    assert reading.messages[1].extra == {
        "thinking_chars": 1,
        "variant": 1,
        "variants": 2,
        "conversation": "d",
    }


def test_deepseek_s_web_answer_is_one_conversation() -> None:
    turns = [
        {"message_id": 1, "parent_id": None, "role": "USER", "content": "q"},
        {
            "message_id": 2,
            "parent_id": 1,
            "role": "ASSISTANT",
            "fragments": [{"type": "RESPONSE", "content": "a"}],
        },
    ]
    session = {"id": "s", "current_message_id": 2}
    dump = {"code": 0, "data": {"biz_data": {"chat_session": session, "chat_messages": turns}}}
    assert message_rows(reading_of(dump).messages) == [
        ("user", "q", None, True),
        ("assistant", "a", "1", True),
    ]


def webui(answer: dict[str, Any], model: str) -> dict[str, Any]:
    messages = {
        "1": {"id": "1", "parentId": None, "role": "user", "content": "q", "timestamp": AT},
        "2": {"id": "2", "parentId": "1", "role": "assistant", "model": model} | answer,
    }
    history = {"messages": messages, "currentId": "2"}
    return {"id": "w", "title": "t", "chat": {"models": [model], "history": history}}


def test_open_webui_names_its_service_only_where_the_models_do() -> None:
    assert reading_of([webui({"content": "a"}, "llama3")]).generator == "Open WebUI"
    assert reading_of([webui({"content": "a"}, "glm-5")]).generator == "Z.ai"


def test_qwen_s_wrapped_export_gives_the_answer_and_counts_the_rest() -> None:
    phases = [{"phase": "think", "content": "xyz"}, {"phase": "answer", "content": "答"}]
    item = webui({"content": "", "content_list": phases}, "qwen3-max")
    reading = reading_of({"success": True, "data": [item]})
    assert reading.generator == "Qwen"
    assert message_rows(reading.messages) == [
        ("user", "q", None, True),
        ("assistant", "答", "1", True),
    ]
    assert reading.messages[1].extra["thinking_chars"] == 3


PASTED = """# 一次对话

## 👤 用户 (2026-01-02 03:04)
画一只猫

```
User: not a speaker
```

## 🌙 Kimi
好的

**我：** 再亮一点

**Kimi：**
行
"""


def test_a_pasted_conversation_is_split_at_its_speakers() -> None:
    reading = read(PASTED.encode())
    assert (reading.generator, reading.media_type) == ("Kimi", "text/markdown")
    assert [message.role for message in reading.messages] == ["user", "assistant"] * 2
    assert "not a speaker" in reading.messages[0].text
    assert reading.messages[0].at == "2026-01-02T03:04"
    assert [message.text for message in reading.messages[1:]] == ["好的", "再亮一点", "行"]


@pytest.mark.parametrize(
    "text",
    [
        "# Report\n\nThe user wrote: hello. The assistant answered.\n",
        "User: only one side ever speaks\n",
        "```\nUser: a\nAssistant: b\n```\n",
        "Note: a\nAnswering: b\n",
    ],
)
def test_prose_that_mentions_speakers_is_no_conversation(text: str) -> None:
    assert read(text.encode()).messages == ()


def test_a_circle_of_parents_ends() -> None:
    nodes = {"a": ("b", turn("user", "x")), "b": ("a", turn("assistant", "y"))}
    assert len(reading_of([tree(nodes, "a")]).messages) == 2
    assert len(reading_of([tree(nodes, None)]).messages) == 2


def test_records_of_a_wrong_type_do_not_stop_the_rest() -> None:
    broken = tree({"a": (None, turn("user", "x"))}, "a")
    broken["mapping"]["b"] = {"parent": 5, "message": {"author": 3, "content": [1]}}
    broken["mapping"]["c"] = "text"
    reading = reading_of([broken, 7, {"unknown": 1}, claude()])
    assert [problem.text for problem in reading.messages] == ["x", "hi", "hello"]
    (problem,) = reading.problems
    assert (problem.code, problem.params["count"]) == ("conversations_unread", 2)
