"""Posts of an account (`extra.media_posts`) as turns, so that a person chooses among them, too.

A post is listed like a conversation of one request: an export of an account holds everything that
was ever asked, and none of it belongs to a work by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]


def with_posts(report: Json) -> Json:
    """Return a report whose posts stand among its turns and conversations."""
    extra = report.get("extra") or {}
    posts = extra.get("media_posts") or ()
    if not posts:
        return report
    listed = [*(extra.get("conversations") or ()), *map(_entry, posts)]
    turns = [turn for post in posts for turn in _turns(post)]
    return {
        **report,
        "messages": [*(report.get("messages") or ()), *turns],
        "extra": {**extra, "conversations": listed},
    }


def _entry(post: Json) -> Json:
    return {
        "id": _name(post),
        "title": None,
        "service": "Grok",
        "created": post.get("at"),
        "modified": None,
        "messages": 2,
    }


def _turns(post: Json) -> Iterator[Json]:
    name, made = _name(post), post.get("file")
    yield {
        "role": "user",
        "id": name,
        "text": post.get("prompt") or "",
        "at": post.get("at"),
        "extra": {"conversation": name},
    }
    yield {
        "role": "assistant",
        "id": f"{name} result",
        "parent": name,
        "text": "",
        "model": post.get("model"),
        "extra": {"conversation": name, **({"files_named": [made]} if made else {})},
    }


def _name(post: Json) -> str:
    return f"media post {post.get('id')}"
