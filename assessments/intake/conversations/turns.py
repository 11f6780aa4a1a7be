"""Plain lists of turns, as browser scripts and smaller programs write them.

A turn names its speaker by a name of a closed list and holds a text; turns stand in a list, or in
an object under `messages` or `conversations`. The shapes are those of ChatGPT Exporter (`role`,
`say`), LibreChat (`isCreatedByUser`, `parentMessageId`), ShareGPT (`from`, `value`),
deepseek-exporter (a tree of `type`, `thought`, `children`), and `role` with `content`. The service
is known only where the file names it. Thinking is counted and never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.conversations import fields
from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    as_mapping,
    iso,
    messages,
    objects,
    order_nodes,
    text_of,
)
from assessments.intake.conversations.speakers import role_of
from assessments.intake.core.problems import problem

ROLES = ("role", "sender", "from", "type", "author", "speaker")
TEXTS = ("content", "say", "text", "value", "message", "parts", "contentParts")
THOUGHTS = ("thought", "thinking", "thinking_content", "reasoning_content", "reasoning")
IDS = ("id", "messageId", "message_id", "uuid")
PARENTS = ("parentMessageId", "parent_id", "parentId")
TIMES = ("createdAt", "created_at", "create_time", "timestamp", "time", "date")
TREE = {"type", "thought", "children"}
TURN_LIST_KEYS = ("messages", "conversations")
OTHERS = {"system": "system", "tool": "tool", "function": "tool"}
SERVICE_MARKS = {
    "chatgpt": "ChatGPT",
    "deepseek": "DeepSeek",
    "claude": "Claude",
    "gemini": "Gemini",
}


def is_turn(item: Any) -> bool:
    """Return whether a value is a turn; a list of turns is one conversation."""
    if not isinstance(item, dict):
        return False
    turn = unwrap(item)
    return _get_role(turn) is not None and any(
        isinstance(turn.get(key), str | list) for key in TEXTS
    )


def unwrap(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a turn with the values of the object that holds its role and its text, if one does."""
    inner = as_mapping(item.get("message"))
    return {**item, **inner} if "role" in inner and "role" not in item else item


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object holds turns of a person and of a machine."""
    return has_both_roles(_get_turns(item))


def has_both_roles(turns: list[Mapping[str, Any]]) -> bool:
    """Return whether a person and a machine speak in a list of turns or in its trees."""
    roles = {_get_role(turn) for turn in turns if is_turn(turn)}
    roles |= {_get_role(child) for turn in turns for child in objects(turn.get("children"))}
    return roles >= {"user", "assistant"}


def read(item: Mapping[str, Any]) -> Conversation:
    """Read the conversation of an object that holds turns."""
    about = as_mapping(item.get("metadata"))
    dates = as_mapping(about.get("dates"))
    return _build_conversation(
        _get_turns(item),
        service=_infer_service(
            text_of(about.get("powered_by")) or text_of(about.get("link")) or ""
        ),
        id=text_of(item.get("conversationId")) or text_of(item.get("id")),
        title=text_of(item.get("title")) or text_of(about.get("title")),
        created=iso(dates.get("created") or _get_first(item, TIMES)),
        modified=iso(dates.get("updated") or item.get("updatedAt")),
        model=text_of(item.get("model")) or text_of(as_mapping(item.get("options")).get("model")),
    )


def read_list(turns: list[Mapping[str, Any]]) -> Conversation:
    """Read a list of turns as one conversation."""
    tree = any(turn.keys() >= TREE for turn in turns)
    return _build_conversation(turns, service="DeepSeek" if tree else None)


def _build_conversation(turns: list[Mapping[str, Any]], **about: Any) -> Conversation:
    nodes, doubtful = list(_flatten_turns([unwrap(turn) for turn in turns])), False
    if not any(node.parent for node in nodes):
        nodes, doubtful = order_nodes(nodes)
    problems = [problem("order_uncertain")] if doubtful else []
    if about.get("service") is None and _is_of_any_program(turns):
        problems.append(problem("conversation_form_unknown"))
    return Conversation(**about, messages=messages(nodes, None), problems=tuple(problems))


def _is_of_any_program(turns: list[Mapping[str, Any]]) -> bool:
    """Return whether turns have nothing but the usual names of speakers and texts."""
    own = {"isCreatedByUser", "say", "value", "children", "thought"}
    return all(own.isdisjoint(turn) for turn in turns)


def _flatten_turns(turns: list[Mapping[str, Any]]) -> Iterator[Node]:
    """Yield the turns and their children, in the order of the file."""
    waiting: list[tuple[Mapping[str, Any], str | None]]
    waiting = [(turn, None) for turn in reversed(turns)]
    place = 0
    while waiting:
        turn, parent = waiting.pop()
        key = _get_first(turn, IDS)
        node = _build_node(f"#{place}" if key is None else str(key), turn, parent)
        yield node
        waiting += [(child, node.id) for child in reversed(objects(turn.get("children")))]
        place += 1


def _build_node(key: str, turn: Mapping[str, Any], parent: str | None) -> Node:
    named = _get_first(turn, PARENTS)
    role = _get_role(turn)
    return Node(
        id=key,
        parent=parent if named is None else str(named),
        role=role,
        text=_get_text(turn),
        at=iso(_get_first(turn, TIMES)),
        model=text_of(turn.get("model")) if role == "assistant" else None,
        thinking_chars=sum(len(text_of(turn.get(key)) or "") for key in THOUGHTS)
        + fields.count_thinking(_get_first(turn, TEXTS)),
    )


def _get_role(turn: Mapping[str, Any]) -> str | None:
    if isinstance(by_person := turn.get("isCreatedByUser"), bool):
        return "user" if by_person else "assistant"
    for key in ROLES:
        if isinstance(name := turn.get(key), str):
            role = OTHERS.get(name.lower()) or role_of(name.lower())[0]
            if role:
                return role
    return None


def _get_text(turn: Mapping[str, Any]) -> str:
    value = next((turn[key] for key in TEXTS if turn.get(key) not in (None, "", [])), None)
    return fields.join_text(value)


def _get_turns(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return next((turns for key in TURN_LIST_KEYS if (turns := objects(item.get(key)))), [])


def _get_first(item: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((item[key] for key in keys if item.get(key) not in (None, "")), None)


def _infer_service(source: str) -> str | None:
    return next((name for mark, name in SERVICE_MARKS.items() if mark in source.lower()), None)
