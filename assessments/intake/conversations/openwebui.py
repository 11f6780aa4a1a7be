"""Open WebUI and what descends from it: Qwen (chat.qwen.ai), Z.ai.

Trigger: `chat.history.messages` (or `history.messages`) keyed by id. `currentId` is the leaf last
shown. Qwen keeps answers in `content_list` by phase; every phase but `answer` is counted as
thinking. The service is named only where the models' own names give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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

SERVICE = "Open WebUI"
SERVICES = {"qwen": "Qwen", "qwq": "Qwen", "qvq": "Qwen", "glm": "Z.ai"}  # beginnings of models
ROLES = frozenset({"user", "assistant", "system", "tool"})


def detect(item: Mapping[str, Any]) -> bool:
    chat = _chat(item)
    held = mapping(chat.get("history")).get("messages")
    if isinstance(held, dict):
        return True
    turns = objects(mapping(item.get("chat")).get("messages"))
    return any("role" in turn and "content" in turn for turn in turns)


def read(item: Mapping[str, Any]) -> Conversation:
    chat = _chat(item)
    history = mapping(chat.get("history"))
    if isinstance(history.get("messages"), dict):
        turns = history["messages"]
        nodes = [_node(key, mapping(turn)) for key, turn in turns.items() if mapping(turn)]
    else:
        listed = enumerate(objects(chat.get("messages")))
        nodes = linear(_node(f"#{place}", turn) for place, turn in listed)
    current = text_of(history.get("currentId")) or text_of(item.get("currentId"))
    return Conversation(
        service=_service(_models(item, chat, nodes)),
        id=text_of(item.get("id")),
        title=text_of(item.get("title")) or text_of(chat.get("title")),
        created=iso(item.get("created_at") or chat.get("timestamp")),
        modified=iso(item.get("updated_at")),
        messages=messages(nodes, current),
    )


def _chat(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(item.get("chat")) or item


def _node(key: str, turn: Mapping[str, Any]) -> Node:
    role = turn.get("role") if turn.get("role") in ROLES else None
    text, thinking = _said(turn)
    return Node(
        id=text_of(turn.get("id")) or text_of(turn.get("fid")) or key,
        parent=text_of(turn.get("parentId")) or text_of(turn.get("parent_id")),
        role=role,
        text=text,
        at=iso(turn.get("timestamp") or turn.get("created_at")),
        model=_model(turn) if role == "assistant" else None,
        thinking_chars=thinking,
        extra=_extra(turn),
    )


def _said(turn: Mapping[str, Any]) -> tuple[str, int]:
    """What was said, and how many characters were thought."""
    phases = objects(turn.get("content_list"))
    said = [_content(one) for one in phases if one.get("phase") in ("answer", None)]
    thought = [_content(one) for one in phases if one.get("phase") not in ("answer", None)]
    text = "\n".join(filter(None, said)) or _content(turn)
    reasoning = text_of(turn.get("reasoning_content")) or ""
    return text, sum(map(len, thought)) + len(reasoning)


def _content(holder: Mapping[str, Any]) -> str:
    content = holder.get("content")
    if isinstance(content, list):
        texts = [text_of(part.get("text")) or "" for part in objects(content)]
        return "\n".join(filter(None, texts))
    return content if isinstance(content, str) else ""


def _model(turn: Mapping[str, Any]) -> str | None:
    models = turn.get("models")
    first = models[0] if isinstance(models, list) and len(models) == 1 else None
    return text_of(turn.get("model")) or text_of(turn.get("modelName")) or text_of(first)


def _extra(turn: Mapping[str, Any]) -> dict[str, Any]:
    files = objects(turn.get("files"))
    names = [text_of(one.get("name")) or text_of(one.get("url")) for one in files]
    # A data: or signed address is no name, and may let its reader in.
    plain = [name for name in names if name and ":" not in name[:8]]
    return {"attachments": plain} if plain else {}


def _models(
    item: Mapping[str, Any], chat: Mapping[str, Any], nodes: Iterable[Node]
) -> Iterable[str]:
    for holder in (chat.get("models"), item.get("models")):
        if isinstance(holder, list):
            yield from (model for model in holder if isinstance(model, str))
    yield from (node.model for node in nodes if node.model)


def _service(models: Iterable[str]) -> str:
    names = {
        next((name for start, name in SERVICES.items() if model.lower().startswith(start)), SERVICE)
        for model in models
    }
    return names.pop() if len(names) == 1 else SERVICE
