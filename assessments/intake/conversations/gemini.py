"""Gemini in Google Takeout: My Activity, one entry for each thing that was asked.

Trigger: an object whose `header` or `products` name Gemini Apps (formerly Bard). An entry holds the
request behind a verb in its `title` and the answer as HTML. Entries name no conversation and no
parent, so each stands alone; entries that are no request keep no turn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.values import (
    Conversation,
    Node,
    iso,
    messages,
    objects,
    text_of,
)

SERVICE = "Gemini"
NAMES = ("gemini apps", "gemini", "bard")
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
    products = item.get("products")
    listed = products if isinstance(products, list) else []
    named = {str(one).strip().lower() for one in (item.get("header"), *listed)}
    return "title" in item and bool(named & set(NAMES))


def read(item: Mapping[str, Any]) -> Conversation:
    title, at = text_of(item.get("title")) or "", iso(item.get("time"))
    asked, answer = _asked(title), _answer(item)
    nodes = []
    # The language of the verb is the account's: an answer shows that something was asked.
    if asked or answer:
        nodes.append(Node(id="request", parent=None, role="user", text=asked or title, at=at))
    if answer:
        # The entry's time is the request's; the answer has none of its own.
        nodes.append(Node(id="answer", parent="request", role="assistant", text=answer))
    current = nodes[-1].id if nodes else None
    return Conversation(
        service=SERVICE,
        title=(asked or title)[:120] or None,
        created=at,
        messages=messages((_own(node, at, title) for node in nodes), _id(current, at, title)),
    )


def _asked(title: str) -> str | None:
    for verb in VERBS:
        if title.startswith(verb):
            return title.removeprefix(verb).strip() or None
    return None


def _answer(item: Mapping[str, Any]) -> str:
    return "\n\n".join(
        text for one in objects(item.get("safeHtmlItem")) if (text := _plain(one.get("html")))
    )


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return LINES.sub("\n\n", html.unescape(TAG.sub("", BREAK.sub("\n", value)))).strip()


def _own(node: Node, at: str | None, title: str) -> Node:
    """Entries have no ids; the time and the beginning of the title tell them apart."""
    parent = _id(node.parent, at, title)
    return Node(
        id=_id(node.id, at, title) or node.id,
        parent=parent,
        role=node.role,
        text=node.text,
        at=node.at,
    )


def _id(part: str | None, at: str | None, title: str) -> str | None:
    return f"{at or ''} {title[:40]} {part}".strip() if part else None
