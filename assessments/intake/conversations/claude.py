"""Claude's data export: `chat_messages` in a list, with `parent_message_uuid` in newer exports.

The shape follows exports of 2024 to 2026. Older exports have no parents, and their turns are not
always in order. Thinking is counted and never kept. Of text extracted from attachments only the
length is kept, since the person did not type it. Documents that the model writes beside the
conversation or into files of its computer become edits (`file_tools`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.conversations import file_tools
from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    iso,
    messages,
    objects,
    order_nodes,
    text_of,
)
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Edit

SERVICE = "Claude"
ROLES = {"human": "user", "assistant": "assistant"}


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object has `chat_messages` with senders, or none at all."""
    turns = item.get("chat_messages")
    if not isinstance(turns, list):
        return False
    return not turns and "uuid" in item or any("sender" in turn for turn in objects(turns))


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one conversation with all its branches."""
    turns = objects(item.get("chat_messages"))
    model = text_of(item.get("model"))
    nodes = [_build_node(place, turn, model) for place, turn in enumerate(turns)]
    doubtful = False
    if not any(turn.get("parent_message_uuid") for turn in turns):
        nodes, doubtful = order_nodes(nodes)
    return Conversation(
        service=SERVICE,
        id=text_of(item.get("uuid")),
        title=text_of(item.get("name")),
        created=iso(item.get("created_at")),
        modified=iso(item.get("updated_at")),
        messages=messages(nodes, text_of(item.get("current_leaf_message_uuid"))),
        edits=tuple(edit for turn in turns for edit in _read_calls(turn, model)),
        problems=(problem("order_uncertain"),) if doubtful else (),
    )


def _build_node(place: int, turn: Mapping[str, Any], model: str | None) -> Node:
    parent = text_of(turn.get("parent_message_uuid"))
    role = ROLES.get(str(turn.get("sender")), "tool")
    return Node(
        id=text_of(turn.get("uuid")) or f"#{place}",
        parent=parent,
        role=role,
        text=_join_parts(turn),
        at=iso(turn.get("created_at")),
        model=text_of(turn.get("model")) or (model if role == "assistant" else None),
        thinking_chars=_count_thinking(turn),
        extra=_collect_extra(turn),
    )


def _join_parts(turn: Mapping[str, Any]) -> str:
    """Join the parts of type `text`; older exports have the field `text` instead."""
    parts = objects(turn.get("content"))
    texts = [part.get("text") for part in parts if part.get("type") == "text"]
    joined = "\n".join(text for text in texts if isinstance(text, str) and text)
    return joined or text_of(turn.get("text")) or ""


def _count_thinking(turn: Mapping[str, Any]) -> int:
    parts = objects(turn.get("content"))
    return sum(len(text_of(part.get("thinking")) or "") for part in parts)


def _collect_extra(turn: Mapping[str, Any]) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    attached = [*objects(turn.get("attachments")), *objects(turn.get("files"))]
    if names := [name for file in attached if (name := text_of(file.get("file_name")))]:
        extra["attachments"] = list(dict.fromkeys(names))
    texts = {
        text_of(file.get("file_name")) or "": len(text)
        for file in attached
        if (text := text_of(file.get("extracted_content")))
    }
    if texts:
        extra["attached_chars"] = sum(texts.values())
        extra["attached_texts"] = [
            {"name": name or None, "characters": size} for name, size in texts.items()
        ]
    tools = [part for part in objects(turn.get("content")) if part.get("type") == "tool_use"]
    if called := [name for part in tools if (name := text_of(part.get("name")))]:
        extra["tools"] = called
    return extra


def _read_calls(turn: Mapping[str, Any], model: str | None) -> Iterator[Edit]:
    """Yield the edits of the tool calls that wrote documents and files."""
    parts = objects(turn.get("content"))
    failed = file_tools.failed_calls(parts)
    for part in parts:
        call = file_tools.parse_call(part)
        if part.get("type") == "tool_use" and call.id not in failed:
            yield from file_tools.read_call(
                call,
                author=text_of(turn.get("model")) or model or SERVICE,
                at=iso(part.get("start_timestamp") or turn.get("created_at")),
                turn=text_of(turn.get("uuid")),
            )
