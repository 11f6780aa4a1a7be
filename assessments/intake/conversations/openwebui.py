"""Open WebUI and the services derived from it: Qwen (chat.qwen.ai) and Z.ai.

The turns stand in `chat.history.messages` (or `history.messages`) by id; `currentId` is the leaf
shown last. Qwen keeps answers in `content_list` by phase; every phase except `answer` is counted as
thinking. The service is identified by the names of the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    as_mapping,
    chain_nodes,
    iso,
    messages,
    objects,
    text_of,
)

SERVICE = "Open WebUI"
# In the names of models that other programs serve: Ollama's tags, and makers before a slash.
LOCAL = frozenset(":/")
SERVICES = {"qwen": "Qwen", "qwq": "Qwen", "qvq": "Qwen", "glm": "Z.ai"}  # by the prefix of a model
ROLES = frozenset({"user", "assistant", "system", "tool"})


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object has a history of messages or a chat with a list of them."""
    chat = _get_chat(item)
    held = as_mapping(chat.get("history")).get("messages")
    if isinstance(held, dict):
        return True
    turns = objects(as_mapping(item.get("chat")).get("messages"))
    return any("role" in turn and "content" in turn for turn in turns)


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one conversation with all its branches."""
    chat = _get_chat(item)
    history = as_mapping(chat.get("history"))
    if isinstance(history.get("messages"), dict):
        turns = history["messages"]
        nodes = [
            _build_node(key, as_mapping(turn)) for key, turn in turns.items() if as_mapping(turn)
        ]
    else:
        listed = enumerate(objects(chat.get("messages")))
        nodes = chain_nodes(_build_node(f"#{place}", turn) for place, turn in listed)
    current = text_of(history.get("currentId")) or text_of(item.get("currentId"))
    return Conversation(
        service=_infer_service(_list_models(item, chat, nodes)),
        id=text_of(item.get("id")),
        title=text_of(item.get("title")) or text_of(chat.get("title")),
        created=iso(item.get("created_at") or chat.get("timestamp")),
        modified=iso(item.get("updated_at")),
        messages=messages(nodes, current),
    )


def _get_chat(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return as_mapping(item.get("chat")) or item


def _build_node(key: str, turn: Mapping[str, Any]) -> Node:
    role = turn.get("role") if str(turn.get("role")) in ROLES else None
    text, thinking = _split_thinking(turn)
    return Node(
        id=text_of(turn.get("id")) or text_of(turn.get("fid")) or key,
        parent=text_of(turn.get("parentId")) or text_of(turn.get("parent_id")),
        role=role,
        text=text,
        at=iso(turn.get("timestamp") or turn.get("created_at")),
        model=_get_model(turn) if role == "assistant" else None,
        thinking_chars=thinking,
        extra=_collect_extra(turn),
    )


def _split_thinking(turn: Mapping[str, Any]) -> tuple[str, int]:
    """Return the text of a turn and the number of characters of thinking."""
    phases = objects(turn.get("content_list"))
    answers = [_join_content(phase) for phase in phases if phase.get("phase") in ("answer", None)]
    thought = [
        _join_content(phase) for phase in phases if phase.get("phase") not in ("answer", None)
    ]
    text = "\n".join(filter(None, answers)) or _join_content(turn)
    reasoning = text_of(turn.get("reasoning_content")) or ""
    return text, sum(map(len, thought)) + len(reasoning)


def _join_content(holder: Mapping[str, Any]) -> str:
    content = holder.get("content")
    if isinstance(content, list):
        texts = [text_of(part.get("text")) or "" for part in objects(content)]
        return "\n".join(filter(None, texts))
    return content if isinstance(content, str) else ""


def _get_model(turn: Mapping[str, Any]) -> str | None:
    models = turn.get("models")
    first = models[0] if isinstance(models, list) and len(models) == 1 else None
    return text_of(turn.get("model")) or text_of(turn.get("modelName")) or text_of(first)


def _collect_extra(turn: Mapping[str, Any]) -> dict[str, Any]:
    files = objects(turn.get("files"))
    names = [text_of(file.get("name")) or text_of(file.get("url")) for file in files]
    # A `data:` or signed address is no name, and may give access to the file.
    plain = [name for name in names if name and ":" not in name[:8]]
    return {"attachments": plain} if plain else {}


def _list_models(
    item: Mapping[str, Any], chat: Mapping[str, Any], nodes: Iterable[Node]
) -> Iterable[str]:
    for holder in (chat.get("models"), item.get("models")):
        if isinstance(holder, list):
            yield from (model for model in holder if isinstance(model, str))
    yield from (node.model for node in nodes if node.model)


def _infer_service(models: Iterable[str]) -> str:
    names = {
        next((name for start, name in SERVICES.items() if model.lower().startswith(start)), SERVICE)
        if LOCAL.isdisjoint(model)
        else SERVICE
        for model in models
    }
    return names.pop() if len(names) == 1 else SERVICE
