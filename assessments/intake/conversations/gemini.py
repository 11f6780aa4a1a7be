"""Gemini in Google Takeout: My Activity, one entry for each request.

The `header` or the `products` of an entry name Gemini Apps (formerly Bard). Its `title` is a verb
followed by the request; the answer is HTML. Entries name no conversation and no parent, so each is
a conversation of its own; entries without a request or an answer have no turn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    iso,
    messages,
    objects,
    text_of,
)

SERVICE = "Gemini"
NAMES = ("gemini apps", "gemini", "bard")
# English verbs before the request, the longer ones first.
VERBS = (
    "Prompted with:",
    "Prompted",
    "Asked Gemini:",
    "Asked Bard:",
    "Asked",
    "Said",
    "Answered",
    "Branched",
)
BREAK = re.compile(r"<(?:br|/p|/li|/h[1-6]|/div|/tr|/pre)\s{0,4}/?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LINES = re.compile(r"\n{3,}")


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an entry of Gemini Apps."""
    products = item.get("products")
    listed = products if isinstance(products, list) else []
    named = {str(name).strip().lower() for name in (item.get("header"), *listed)}
    return "title" in item and bool(named & set(NAMES))


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one entry as a conversation of at most two turns."""
    title, at = text_of(item.get("title")) or "", iso(item.get("time"))
    request, answer = _strip_verb(title), _join_answer(item)
    nodes = []
    # The verb is in the language of the account; an entry with an answer had a request.
    if request or answer:
        nodes.append(Node(id="request", parent=None, role="user", text=request or title, at=at))
    if answer:
        # The time of the entry is that of the request; the answer has no time.
        nodes.append(Node(id="answer", parent="request", role="assistant", text=answer))
    current = nodes[-1].id if nodes else None
    return Conversation(
        service=SERVICE,
        title=(request or title)[:120] or None,
        created=at,
        messages=messages(
            (_qualify_node(node, at, title) for node in nodes), _qualify_id(current, at, title)
        ),
    )


def _strip_verb(title: str) -> str | None:
    for verb in VERBS:
        if title.startswith(verb):
            return title.removeprefix(verb).strip() or None
    return None


def _join_answer(item: Mapping[str, Any]) -> str:
    return "\n\n".join(
        text
        for part in objects(item.get("safeHtmlItem"))
        if (text := _strip_tags(part.get("html")))
    )


def _strip_tags(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return LINES.sub("\n\n", html.unescape(TAG.sub("", BREAK.sub("\n", value)))).strip()


def _qualify_node(node: Node, at: str | None, title: str) -> Node:
    """Return the node with ids made of the time and title, since entries have none."""
    parent = _qualify_id(node.parent, at, title)
    return Node(
        id=_qualify_id(node.id, at, title) or node.id,
        parent=parent,
        role=node.role,
        text=node.text,
        at=node.at,
    )


def _qualify_id(part: str | None, at: str | None, title: str) -> str | None:
    return f"{at or ''} {title[:40]} {part}".strip() if part else None
