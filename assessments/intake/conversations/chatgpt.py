"""ChatGPT's data export: `as_mapping`, a tree of nodes, and `current_node`, the leaf shown last.

The shape follows the unofficial specification in mohamed-chs/convoviz (chatgpt-spec.md). Several
children of a node are regenerated answers or rephrased prompts. `parent_gen_id` of a picture names
the picture that it was made from. Thinking is counted and never kept; custom instructions are
skipped.
"""

from __future__ import annotations

import json
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
from assessments.intake.core.report import Edit

SERVICE = "ChatGPT"
ROLES = {"user": "user", "assistant": "assistant", "system": "system", "tool": "tool"}
THINKING = frozenset({"thoughts", "reasoning_recap"})
# Content types of custom instructions and of the model's memory.
HIDDEN = frozenset({"user_editable_context", "model_editable_context"})
CANVAS = "canmore."  # prefix of the recipients of Canvas calls
DOCUMENT = ("textdoc_id", "textdoc_type", "title", "version", "from_version", "has_user_edit")
GENERATION = ("gen_id", "parent_gen_id", "seed", "edit_op")


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object is a conversation with a `as_mapping` of messages with authors."""
    nodes = as_mapping(item.get("mapping"))
    if "current_node" in item:
        return bool(nodes)
    return any("author" in as_mapping(as_mapping(node).get("message")) for node in nodes.values())


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one conversation with all its branches."""
    nodes = {key: node for key, node in as_mapping(item.get("mapping")).items() if as_mapping(node)}
    requests = _PrecedingRequests(nodes)
    return Conversation(
        service=SERVICE,
        id=text_of(item.get("conversation_id")) or text_of(item.get("id")),
        title=text_of(item.get("title")),
        created=iso(item.get("create_time")),
        modified=iso(item.get("update_time")),
        model=_read_default_model(item),
        messages=messages(
            [_build_node(key, node, requests) for key, node in nodes.items()],
            text_of(item.get("current_node")),
        ),
        edits=tuple(edit for node in nodes.values() for edit in _read_canvas(node)),
    )


def _read_default_model(item: Mapping[str, Any]) -> str | None:
    """Return the model that was set for the conversation; None where the service was to choose."""
    model = text_of(item.get("default_model_slug"))
    return None if model == "auto" else model


def _build_node(key: str, node: Mapping[str, Any], requests: _PrecedingRequests) -> Node:
    parent = text_of(node.get("parent"))
    message = as_mapping(node.get("message"))
    content = as_mapping(message.get("content"))
    metadata = as_mapping(message.get("metadata"))
    kind = text_of(content.get("content_type"))
    if not message or kind in HIDDEN or metadata.get("is_visually_hidden_from_conversation"):
        return Node(id=key, parent=parent)
    if kind in THINKING:
        return Node(id=key, parent=parent, thinking_chars=_count_thinking(content))
    return Node(
        id=key,
        parent=parent,
        role=ROLES.get(str(as_mapping(message.get("author")).get("role")), "tool"),
        text=_join_parts(content),
        at=iso(message.get("create_time")),
        model=text_of(metadata.get("model_slug")),
        extra=_collect_extra(key, message, content, metadata, requests),
    )


def _join_parts(content: Mapping[str, Any]) -> str:
    parts = content.get("parts")
    if not isinstance(parts, list):
        return text_of(content.get("text")) or text_of(content.get("result")) or ""
    texts = (part if isinstance(part, str) else as_mapping(part).get("text") for part in parts)
    return "\n".join(text for text in texts if isinstance(text, str) and text)


def _count_thinking(content: Mapping[str, Any]) -> int:
    thoughts = objects(content.get("thoughts"))
    texts = [text_of(thought.get("content")) or "" for thought in thoughts]
    return sum(map(len, texts)) + len(text_of(content.get("content")) or "")


def _collect_extra(
    key: str,
    message: Mapping[str, Any],
    content: Mapping[str, Any],
    metadata: Mapping[str, Any],
    requests: _PrecedingRequests,
) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if pictures := [_describe_picture(part, requests, key) for part in _list_assets(content)]:
        extra["pictures"] = pictures
    if names := _list_names(metadata.get("attachments")):
        extra["attachments"] = names
    recipient = text_of(message.get("recipient"))
    if recipient and recipient != "all":
        extra["recipient"] = recipient
    if canvas := as_mapping(metadata.get("canvas")):
        extra["canvas"] = {key: canvas[key] for key in DOCUMENT if canvas.get(key) is not None}
    return extra


def _list_names(attachments: Any) -> list[str]:
    names = (
        text_of(attachment.get("name")) or text_of(attachment.get("id"))
        for attachment in objects(attachments)
    )
    return [name for name in names if name]


def _list_assets(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = objects(content.get("parts"))
    return [part for part in parts if part.get("content_type") == "image_asset_pointer"]


def _describe_picture(
    part: Mapping[str, Any], requests: _PrecedingRequests, key: str
) -> dict[str, Any]:
    """Describe a picture: its file in the export, its parent picture, its settings and prompt."""
    metadata = as_mapping(part.get("metadata"))
    made: dict[str, Any] = {}
    for holder in (as_mapping(metadata.get("generation")), as_mapping(metadata.get("dalle"))):
        made |= {name: value for name, value in holder.items() if value not in (None, "")}
    picture: dict[str, Any] = {"asset": part.get("asset_pointer")}
    picture |= {side: part.get(side) or made.get(side) for side in ("width", "height")}
    picture |= {name: made.get(name) or None for name in GENERATION}
    if made.get("seed") == 0:
        picture["seed"] = 0
    picture["prompt"] = text_of(made.get("prompt"))
    if made and not picture["prompt"]:
        # Pictures of newer models carry an empty prompt; the request stands in an earlier turn.
        picture["asked"], picture["asked_in"] = requests.before(key)
    return picture


class _PrecedingRequests:
    """The lookup of the nearest request before a picture: a tool call, or a turn of the person."""

    def __init__(self, nodes: Mapping[str, Mapping[str, Any]]) -> None:
        self._nodes = nodes

    def before(self, key: str) -> tuple[str | None, str | None]:
        """Return the text of the request and the id of its node."""
        seen: set[str] = set()
        at: Any = as_mapping(self._nodes.get(key)).get("parent")
        while isinstance(at, str) and at in self._nodes and at not in seen:
            seen.add(at)
            message = as_mapping(self._nodes[at].get("message"))
            if text := self._get_request(message):
                return text, at
            at = self._nodes[at].get("parent")
        return None, None

    def _get_request(self, message: Mapping[str, Any]) -> str | None:
        role = as_mapping(message.get("author")).get("role")
        text = _join_parts(as_mapping(message.get("content")))
        if role == "user":
            return text or None
        if role == "assistant" and message.get("recipient") not in (None, "all"):
            return text_of(_parse_object(text).get("prompt"))
        return None


def _read_canvas(node: Mapping[str, Any]) -> list[Edit]:
    """Read the tool calls that created and patched a Canvas document."""
    message = as_mapping(node.get("message"))
    recipient = str(message.get("recipient") or "")
    if not recipient.startswith(CANVAS):
        return []
    call = _parse_object(_join_parts(as_mapping(message.get("content"))))
    author = text_of(as_mapping(message.get("metadata")).get("model_slug")) or SERVICE
    at = iso(message.get("create_time"))
    if recipient.endswith("create_textdoc"):
        text = text_of(call.get("content"))
        extra = {"document": call.get("name"), "turn": node.get("id")}
        size = len(text or "")
        return [Edit(author=author, at=at, kind="insert", text=text, amount=size, extra=extra)]
    turn = text_of(node.get("id"))
    patches = [
        ("replace", update, update.get("replacement")) for update in objects(call.get("updates"))
    ]
    remarks = [
        ("comment", comment, comment.get("comment")) for comment in objects(call.get("comments"))
    ]
    return [
        Edit(
            author=author,
            at=at,
            kind=kind,
            text=text_of(text),
            amount=len(text_of(text) or ""),
            extra={"pattern": change.get("pattern"), "turn": turn},
        )
        for kind, change, text in (*patches, *remarks)
    ]


def _parse_object(text: str) -> Mapping[str, Any]:
    """Parse the JSON object of a tool call; return an empty one for anything else."""
    if not text.startswith("{"):
        return {}
    try:
        return as_mapping(json.loads(text))
    except (ValueError, RecursionError):
        return {}
