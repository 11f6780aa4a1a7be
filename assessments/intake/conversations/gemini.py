"""Gemini in Google Takeout: My Activity, one entry for each request.

The `header` or the `products` of an entry name Gemini Apps (formerly Bard). Its `title` is a verb
followed by the request; the answer is HTML. Entries name no parent, so each is read by itself; the
address of an entry tells which of them belong to one conversation. Entries without a request or an
answer, such as that a document was created, have no turn.
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
from assessments.intake.core.problems import problem

SERVICE = "Gemini"
NAMES = ("gemini", "bard")  # with which the name of the product begins, in any language
# Verbs before the request, the longer ones first.
VERBS = (
    "Prompted with:",
    "Prompted",
    "Asked Gemini:",
    "Asked Bard:",
    "Asked",
    "Said",
    "Answered",
    "Branched",
    "送信したメッセージ:",
    "提示：",
    "提示:",
)
# How entries begin that are no request, though an answer may stand in them.
OTHER_ACTS = ("Created ", "Used ", "Selected ", "Gave feedback", "Viewed ", "Visited ")
# The address of a conversation, as an entry links to it.
ADDRESS = re.compile(r"https://gemini\.google\.com/(?:\w{1,9}/\d{1,3}/)?app/([0-9A-Za-z_-]{1,64})")
ATTACHED = re.compile(r"Attached \d{1,4} files?\.?")
BREAK = re.compile(r"<(?:br|/p|/li|/h[1-6]|/div|/tr|/pre)\s{0,4}/?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
LINES = re.compile(r"\n{3,}")


def detect(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an entry of Gemini Apps."""
    products = item.get("products")
    listed = products if isinstance(products, list) else []
    named = (str(name).strip().lower() for name in (item.get("header"), *listed))
    return "title" in item and any(name.startswith(NAMES) for name in named)


def read(item: Mapping[str, Any]) -> Conversation:
    """Read one entry as a conversation of at most two turns."""
    title, at = text_of(item.get("title")) or "", iso(item.get("time"))
    request, answer = _request_of(item, title), _join_answer(item)
    is_other = not request and title.startswith(OTHER_ACTS)
    nodes = []
    attached = _collect_files(item)
    # The verb is in the language of the account; an entry with an answer had a request.
    if request or (answer and not is_other):
        text = request or title
        nodes.append(Node(id="request", parent=None, role="user", text=text, at=at, extra=attached))
    if answer:
        # The time of the entry is that of the request; the answer has no time.
        parent = "request" if nodes else None
        nodes.append(Node(id="answer", parent=parent, role="assistant", text=answer))
    current = nodes[-1].id if nodes else None
    address = ADDRESS.match(text_of(item.get("titleUrl")) or "")
    return Conversation(
        service=SERVICE,
        id=address[1] if address else None,
        problems=(problem("activity_verb_kept"),) if nodes and not (request or is_other) else (),
        title=(request or title)[:120] or None,
        created=at,
        messages=messages(
            (_qualify_node(node, at, title) for node in nodes), _qualify_id(current, at, title)
        ),
    )


def _request_of(item: Mapping[str, Any], title: str) -> str | None:
    """Return the words behind the verb; some exports repeat them by themselves under `text`."""
    alone = (text_of(item.get("text")) or "").strip()
    if alone and title.endswith(alone):
        return alone
    return _strip_verb(title)


def _strip_verb(title: str) -> str | None:
    for verb in VERBS:
        if title.startswith(verb):
            return ATTACHED.sub("", title.removeprefix(verb)).strip() or None
    return None


def _join_answer(item: Mapping[str, Any]) -> str:
    parts = (_get_text(part) for part in _listed(item.get("safeHtmlItem")))
    return "\n\n".join(text for text in parts if text)


def _get_text(part: Mapping[str, Any]) -> str:
    return text_of(part.get("text")) or strip_tags(part.get("html", part.get("htmlValue")))


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return objects([value] if isinstance(value, dict) else value)


def _collect_files(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names of the files that an entry names.

    Whether `imageFile` was sent or made is not stated.
    """
    given = item.get("attachedFiles")
    names = [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
    lines = [text_of(line.get("name")) or "" for line in objects(item.get("subtitles"))]
    listed = [line.removeprefix("- ").strip() for line in lines if line.startswith("- ")]
    extra: dict[str, Any] = {}
    if attached := list(dict.fromkeys(name for name in names or listed if name)):
        extra["attachments"] = attached
    for key in ("imageFile", "videoFile", "audioFile"):
        if name := text_of(item.get(key)):
            extra["files_named"] = [*extra.get("files_named", ()), name]
    return extra


def strip_tags(value: Any) -> str:
    """Return the text of HTML."""
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
        extra=node.extra,
    )


def _qualify_id(part: str | None, at: str | None, title: str) -> str | None:
    return f"{at or ''} {title[:40]} {part}".strip() if part else None
