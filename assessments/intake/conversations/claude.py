"""Claude's data export: `chat_messages` in a list, with `parent_message_uuid` in newer exports.

Trigger: an object with `chat_messages` whose turns have a `sender`. Shape: evidence of exports of
2024 to 2026. Older exports keep no parents; their turns follow each other. Thinking is counted,
never kept. Text extracted from attachments is not the person's own words: its length is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.values import (
    Conversation,
    Node,
    iso,
    linear,
    messages,
    objects,
    text_of,
)

SERVICE = "Claude"
ROLES = {"human": "user", "assistant": "assistant"}
NO_PARENT = "00000000-0000-4000-8000-000000000000"


def detect(item: Mapping[str, Any]) -> bool:
    turns = item.get("chat_messages")
    if not isinstance(turns, list):
        return False
    return not turns and "uuid" in item or any("sender" in turn for turn in objects(turns))


def read(item: Mapping[str, Any]) -> Conversation:
    turns = objects(item.get("chat_messages"))
    model = text_of(item.get("model"))
    nodes = [_node(place, turn, model) for place, turn in enumerate(turns)]
    if not any(turn.get("parent_message_uuid") for turn in turns):
        nodes = linear(nodes)
    return Conversation(
        service=SERVICE,
        id=text_of(item.get("uuid")),
        title=text_of(item.get("name")),
        created=iso(item.get("created_at")),
        modified=iso(item.get("updated_at")),
        messages=messages(nodes, text_of(item.get("current_leaf_message_uuid"))),
    )


def _node(place: int, turn: Mapping[str, Any], model: str | None) -> Node:
    parent = text_of(turn.get("parent_message_uuid"))
    role = ROLES.get(str(turn.get("sender")), "tool")
    return Node(
        id=text_of(turn.get("uuid")) or f"#{place}",
        parent=None if parent == NO_PARENT else parent,
        role=role,
        text=_text(turn),
        at=iso(turn.get("created_at")),
        model=text_of(turn.get("model")) or (model if role == "assistant" else None),
        thinking_chars=_thinking(turn),
        extra=_extra(turn),
    )


def _text(turn: Mapping[str, Any]) -> str:
    """The parts of kind text; an export without parts has the plain field."""
    parts = objects(turn.get("content"))
    texts = [part.get("text") for part in parts if part.get("type") == "text"]
    joined = "\n".join(text for text in texts if isinstance(text, str) and text)
    return joined or text_of(turn.get("text")) or ""


def _thinking(turn: Mapping[str, Any]) -> int:
    parts = objects(turn.get("content"))
    return sum(len(text_of(part.get("thinking")) or "") for part in parts)


def _extra(turn: Mapping[str, Any]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    attached = [*objects(turn.get("attachments")), *objects(turn.get("files"))]
    if names := [name for one in attached if (name := text_of(one.get("file_name")))]:
        extra["attachments"] = list(dict.fromkeys(names))
    if size := sum(len(text_of(one.get("extracted_content")) or "") for one in attached):
        extra["attached_chars"] = size
    tools = [part for part in objects(turn.get("content")) if part.get("type") == "tool_use"]
    if called := [name for part in tools if (name := text_of(part.get("name")))]:
        extra["tools"] = called
    return extra
