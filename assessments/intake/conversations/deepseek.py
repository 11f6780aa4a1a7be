"""DeepSeek: the account's export (`as_mapping` of fragments) and the response of its web API.

The web API answers with `data.biz_data.chat_messages`. The types of the fragments imply the role.
The export marks no branch as kept. Thinking and searches are counted and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    as_mapping,
    iso,
    messages,
    objects,
    text_of,
)

SERVICE = "DeepSeek"
# Type of a fragment -> role.
SPOKEN = {"REQUEST": "user", "RESPONSE": "assistant", "TEMPLATE_RESPONSE": "assistant"}
THINKING = frozenset({"THINK", "SEARCH", "TOOL_SEARCH"})
ROLES = {"USER": "user", "ASSISTANT": "assistant", "SYSTEM": "system"}


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object is a response of the web API or has messages with fragments."""
    if _find_web_answer(item):
        return True
    nodes = as_mapping(item.get("mapping")).values()
    return any("fragments" in as_mapping(as_mapping(node).get("message")) for node in nodes)


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one conversation with all its branches."""
    if web := _find_web_answer(item):
        return _read_web_answer(web)
    nodes = as_mapping(item.get("mapping"))
    return Conversation(
        service=SERVICE,
        id=text_of(item.get("id")),
        title=text_of(item.get("title")),
        created=iso(item.get("inserted_at")),
        modified=iso(item.get("updated_at")),
        messages=messages(
            [_build_node(key, as_mapping(node)) for key, node in nodes.items()], None
        ),
    )


def _find_web_answer(item: Mapping[str, Any]) -> Mapping[str, Any]:
    data = as_mapping(item.get("data"))
    inner = as_mapping(data.get("biz_data")) or data or item
    turns = objects(inner.get("chat_messages"))
    return inner if any("message_id" in turn for turn in turns) else {}


def _build_node(key: str, node: Mapping[str, Any]) -> Node:
    message = as_mapping(node.get("message"))
    parent = text_of(node.get("parent"))
    if not message:
        return Node(id=key, parent=parent)
    fragments = objects(message.get("fragments"))
    return _build_turn(key, parent, message, fragments, _infer_role(fragments))


def _build_turn(
    key: str,
    parent: str | None,
    message: Mapping[str, Any],
    fragments: list[Mapping[str, Any]],
    role: str | None,
) -> Node:
    thinking = message.get("thinking_content")  # older messages have no fragments
    return Node(
        id=key,
        parent=parent,
        role=role,
        text=_join_fragments(fragments, frozenset(SPOKEN)) or text_of(message.get("content")) or "",
        at=iso(message.get("inserted_at")),
        model=text_of(message.get("model")) if role == "assistant" else None,
        thinking_chars=len(_join_fragments(fragments, THINKING) or text_of(thinking) or ""),
        extra=_collect_extra(message),
    )


def _infer_role(fragments: list[Mapping[str, Any]]) -> str | None:
    roles = [
        SPOKEN[kind] for fragment in fragments if (kind := str(fragment.get("type"))) in SPOKEN
    ]
    if roles:
        return roles[0]
    return "assistant" if fragments else None


def _join_fragments(fragments: list[Mapping[str, Any]], kinds: frozenset[str]) -> str:
    texts = (
        text_of(fragment.get("content"))
        for fragment in fragments
        if str(fragment.get("type")) in kinds
    )
    return "\n".join(text for text in texts if text)


def _collect_extra(message: Mapping[str, Any]) -> dict[str, Any]:
    files = objects(message.get("files"))
    names = [text_of(file.get("file_name")) or text_of(file.get("name")) for file in files]
    return {"attachments": [name for name in names if name]} if any(names) else {}


def _read_web_answer(inner: Mapping[str, Any]) -> Conversation:
    session = as_mapping(inner.get("chat_session"))
    current = session.get("current_message_id")
    return Conversation(
        service=SERVICE,
        id=text_of(session.get("id")),
        title=text_of(session.get("title")),
        created=iso(session.get("inserted_at")),
        modified=iso(session.get("updated_at")),
        messages=messages(
            [_build_web_node(turn) for turn in objects(inner.get("chat_messages"))],
            None if current is None else str(current),
        ),
    )


def _build_web_node(turn: Mapping[str, Any]) -> Node:
    parent = turn.get("parent_id")
    fragments = objects(turn.get("fragments"))
    role = ROLES.get(str(turn.get("role")).upper()) or _infer_role(fragments)
    return _build_turn(
        str(turn.get("message_id")), None if parent is None else str(parent), turn, fragments, role
    )
