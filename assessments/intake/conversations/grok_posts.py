"""Pictures and films made with Grok Imagine: the list `media_posts` of xAI's export of an account.

A post holds what the person asked and the address of what was made; it is no turn of a
conversation, so it is listed by itself. The names of the fields are those of importers in public
repositories; a post without a request is left out and counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.conversations.conversation import iso, text_of

SERVICE = "Grok"
KEY = "media_posts"  # in `extra`
PROMPTS = ("original_prompt", "originalPrompt", "prompt")
TIMES = ("create_time", "createTime")
MADE = ("media_url", "mediaUrl", "link")
MODELS = ("model_name", "modelName")
PARENTS = ("original_post_id", "originalPostId")
# One of these is in every post, and in no object of another program.
SIGNS = ("media_type", "mediaType", *PARENTS, *PROMPTS[:2])
TURNS = frozenset({"role", "sender", "messages", "responses", "mapping", "content"})
MAX_PROMPT = 20_000  # characters


def detect(item: Any) -> bool:
    """Return whether a value is a post with a request."""
    if not isinstance(item, dict) or not TURNS.isdisjoint(item):
        return False
    signed = any(name in item for name in SIGNS)
    return bool(signed and item.get("id") and _first(item, PROMPTS) and _first(item, TIMES))


def read(item: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what a post states; the address without its query, which may hold a key."""
    key = text_of(item.get("id")) or ""
    address = (text_of(_first(item, MADE)) or "").partition("?")[0]
    source = text_of(_first(item, PARENTS))
    return {
        "id": key,
        "prompt": (text_of(_first(item, PROMPTS)) or "")[:MAX_PROMPT],
        "at": iso(_first(item, TIMES)),
        "model": text_of(_first(item, MODELS)),
        "file": address or None,
        "made_from": source if source and source != key else None,
    }


def _first(item: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((item[name] for name in names if item.get(name)), None)
