"""Plain lists of turns: what browser scripts and smaller programs write, and DeepSeek's as a tree.

Trigger: an object that says who speaks, by a name of a closed list, and what is said; or an object
that holds such turns under `messages` or `conversations`. Shapes: ChatGPT Exporter (`role`, `say`),
LibreChat (`isCreatedByUser`, `parentMessageId`), ShareGPT (`from`, `value`), the tree of
deepseek-exporter (`type`, `thought`, `children`), and `role` with `content`. The service is named
only where the file does. Thinking is counted, never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.conversations.speakers import role_of
from assessments.intake.conversations.values import (
    Conversation,
    Node,
    iso,
    linear,
    mapping,
    messages,
    objects,
    text_of,
)

ROLES = ("role", "sender", "from", "type", "author", "speaker")
TEXTS = ("content", "say", "text", "value", "message")
THOUGHTS = ("thought", "thinking", "thinking_content", "reasoning_content", "reasoning")
IDS = ("id", "messageId", "message_id", "uuid")
PARENTS = ("parentMessageId", "parent_id", "parentId")
TIMES = ("createdAt", "created_at", "create_time", "timestamp", "time", "date")
TREE = {"type", "thought", "children"}
HELD = ("messages", "conversations")
OTHERS = {"system": "system", "tool": "tool", "function": "tool"}
POWERED = {"chatgpt": "ChatGPT", "deepseek": "DeepSeek", "claude": "Claude", "gemini": "Gemini"}


def is_turn(item: Any) -> bool:
    """Whether the value is itself a turn, so that a list of them is one conversation."""
    if not isinstance(item, dict) or _role(item) is None:
        return False
    return any(isinstance(item.get(key), str | list) for key in TEXTS)


def detect(item: Mapping[str, Any]) -> bool:
    return both_speak(_held(item))


def both_speak(turns: list[Mapping[str, Any]]) -> bool:
    """Whether a person and a machine are among those who speak, in the list or in its trees."""
    roles = {_role(turn) for turn in turns if is_turn(turn)}
    roles |= {_role(child) for turn in turns for child in objects(turn.get("children"))}
    return roles >= {"user", "assistant"}


def read(item: Mapping[str, Any]) -> Conversation:
    about = mapping(item.get("metadata"))
    dates = mapping(about.get("dates"))
    return _conversation(
        _held(item),
        service=_service(text_of(about.get("powered_by")) or text_of(about.get("link")) or ""),
        id=text_of(item.get("conversationId")) or text_of(item.get("id")),
        title=text_of(item.get("title")) or text_of(about.get("title")),
        created=iso(dates.get("created") or _first(item, TIMES)),
        modified=iso(dates.get("updated") or item.get("updatedAt")),
    )


def together(turns: list[Mapping[str, Any]]) -> Conversation:
    """The conversation that a list of turns is."""
    tree = any(turn.keys() >= TREE for turn in turns)
    return _conversation(turns, service="DeepSeek" if tree else None)


def _conversation(turns: list[Mapping[str, Any]], **about: Any) -> Conversation:
    nodes = list(_nodes(turns))
    if not any(node.parent for node in nodes):
        nodes = linear(nodes)
    return Conversation(**about, messages=messages(nodes, None))


def _nodes(turns: list[Mapping[str, Any]]) -> Iterator[Node]:
    """The turns and what hangs below each, in the order of the file."""
    waiting: list[tuple[Mapping[str, Any], str | None]]
    waiting = [(turn, None) for turn in reversed(turns)]
    place = 0
    while waiting:
        turn, parent = waiting.pop()
        key = _first(turn, IDS)
        node = _node(f"#{place}" if key is None else str(key), turn, parent)
        yield node
        waiting += [(child, node.id) for child in reversed(objects(turn.get("children")))]
        place += 1


def _node(key: str, turn: Mapping[str, Any], parent: str | None) -> Node:
    named = _first(turn, PARENTS)
    role = _role(turn)
    return Node(
        id=key,
        parent=parent if named is None else str(named),
        role=role,
        text=_text(turn),
        at=iso(_first(turn, TIMES)),
        model=text_of(turn.get("model")) if role == "assistant" else None,
        thinking_chars=sum(len(text_of(turn.get(key)) or "") for key in THOUGHTS),
    )


def _role(turn: Mapping[str, Any]) -> str | None:
    if isinstance(by_person := turn.get("isCreatedByUser"), bool):
        return "user" if by_person else "assistant"
    for key in ROLES:
        if isinstance(name := turn.get(key), str):
            role = OTHERS.get(name.lower()) or role_of(name.lower())[0]
            if role:
                return role
    return None


def _text(turn: Mapping[str, Any]) -> str:
    for key in TEXTS:
        value = turn.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, list):
            parts = (one if isinstance(one, str) else mapping(one).get("text") for one in value)
            return "\n".join(part for part in parts if isinstance(part, str) and part)
    return ""


def _held(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return next((turns for key in HELD if (turns := objects(item.get(key)))), [])


def _first(item: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((item[key] for key in keys if item.get(key) not in (None, "")), None)


def _service(told: str) -> str | None:
    return next((name for mark, name in POWERED.items() if mark in told.lower()), None)
