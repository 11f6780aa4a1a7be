"""Pictures and films made with Grok Imagine: the list `media_posts` of xAI's export of an account.

Each post is a conversation of its own: what the person asked, and what was made by its address
without the query. The names of the fields are those of importers in public repositories; where
only the kind of a post and no request is in it, nothing is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    iso,
    messages,
    text_of,
)

SERVICE = "Grok"
KINDS = ("media_type", "mediaType")
PROMPTS = ("original_prompt", "originalPrompt", "prompt")
TIMES = ("create_time", "createTime")
MADE = ("media_url", "mediaUrl", "link")
MODELS = ("model_name", "modelName")
PARENTS = ("original_post_id", "originalPostId")
TURNS = frozenset({"role", "sender", "messages", "responses", "mapping", "content"})


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object is a post with a request."""
    if not TURNS.isdisjoint(item) or not _first(item, KINDS):
        return False
    return bool(_first(item, PROMPTS) and _first(item, TIMES) and item.get("id"))


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one post."""
    key = text_of(item.get("id")) or ""
    address = text_of(_first(item, MADE)) or ""
    source = text_of(_first(item, PARENTS))
    at, model = iso(_first(item, TIMES)), text_of(_first(item, MODELS))
    extra = {"made_from": source} if source and source != key else {}
    asked = Node(
        id=key,
        parent=None,
        role="user",
        text=text_of(_first(item, PROMPTS)) or "",
        at=at,
        extra=extra,
    )
    made = Node(
        id=f"{key} result",
        parent=key,
        role="assistant",
        model=model,
        extra={"files_named": [address.partition("?")[0]]} if address else {},
    )
    return Conversation(
        service=SERVICE,
        id=key,
        created=at,
        model=model,
        messages=messages(chain_nodes([asked, made]), None),
    )


def _first(item: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((item[name] for name in names if item.get(name)), None)
