"""DeepSeek: the account's export (`mapping` of fragments) and the web page's own answer.

Trigger: `mapping` whose messages hold `fragments`, or `data.biz_data.chat_messages`. The role is
implied by the kind of fragment. The export marks no branch as kept. Thinking and searches are
counted, never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.values import (
    Conversation,
    Node,
    iso,
    mapping,
    messages,
    objects,
    text_of,
)

SERVICE = "DeepSeek"
SAID = {"REQUEST": "user", "RESPONSE": "assistant", "TEMPLATE_RESPONSE": "assistant"}
THOUGHT = frozenset({"THINK", "SEARCH", "TOOL_SEARCH"})
ROLES = {"USER": "user", "ASSISTANT": "assistant", "SYSTEM": "system"}


def detect(item: Mapping[str, Any]) -> bool:
    if _web(item):
        return True
    nodes = mapping(item.get("mapping")).values()
    return any("fragments" in mapping(mapping(node).get("message")) for node in nodes)


def read(item: Mapping[str, Any]) -> Conversation:
    if web := _web(item):
        return _read_web(web)
    nodes = mapping(item.get("mapping"))
    return Conversation(
        service=SERVICE,
        id=text_of(item.get("id")),
        title=text_of(item.get("title")),
        created=iso(item.get("inserted_at")),
        modified=iso(item.get("updated_at")),
        messages=messages([_node(key, mapping(node)) for key, node in nodes.items()], None),
    )


def _web(item: Mapping[str, Any]) -> Mapping[str, Any]:
    data = mapping(item.get("data"))
    inner = mapping(data.get("biz_data")) or data or item
    turns = objects(inner.get("chat_messages"))
    return inner if any("message_id" in turn for turn in turns) else {}


def _node(key: str, node: Mapping[str, Any]) -> Node:
    message = mapping(node.get("message"))
    parent = text_of(node.get("parent"))
    if not message:
        return Node(id=key, parent=parent)
    fragments = objects(message.get("fragments"))
    return _turn(key, parent, message, fragments, _role(fragments))


def _turn(
    key: str,
    parent: str | None,
    message: Mapping[str, Any],
    fragments: list[Mapping[str, Any]],
    role: str | None,
) -> Node:
    told = message.get("thinking_content")  # where there are no fragments yet
    return Node(
        id=key,
        parent=parent,
        role=role,
        text=_joined(fragments, frozenset(SAID)) or text_of(message.get("content")) or "",
        at=iso(message.get("inserted_at")),
        model=text_of(message.get("model")) if role == "assistant" else None,
        thinking_chars=len(_joined(fragments, THOUGHT) or text_of(told) or ""),
        extra=_extra(message),
    )


def _role(fragments: list[Mapping[str, Any]]) -> str | None:
    roles = [SAID[kind] for one in fragments if (kind := str(one.get("type"))) in SAID]
    if roles:
        return roles[0]
    return "assistant" if fragments else None


def _joined(fragments: list[Mapping[str, Any]], kinds: frozenset[str]) -> str:
    texts = (text_of(one.get("content")) for one in fragments if one.get("type") in kinds)
    return "\n".join(text for text in texts if text)


def _extra(message: Mapping[str, Any]) -> dict[str, Any]:
    files = objects(message.get("files"))
    names = [text_of(one.get("file_name")) or text_of(one.get("name")) for one in files]
    return {"attachments": [name for name in names if name]} if any(names) else {}


def _read_web(inner: Mapping[str, Any]) -> Conversation:
    session = mapping(inner.get("chat_session"))
    current = session.get("current_message_id")
    return Conversation(
        service=SERVICE,
        id=text_of(session.get("id")),
        title=text_of(session.get("title")),
        created=iso(session.get("inserted_at")),
        modified=iso(session.get("updated_at")),
        messages=messages(
            [_web_node(turn) for turn in objects(inner.get("chat_messages"))],
            None if current is None else str(current),
        ),
    )


def _web_node(turn: Mapping[str, Any]) -> Node:
    parent = turn.get("parent_id")
    fragments = objects(turn.get("fragments"))
    role = ROLES.get(str(turn.get("role")).upper()) or _role(fragments)
    return _turn(
        str(turn.get("message_id")), None if parent is None else str(parent), turn, fragments, role
    )
