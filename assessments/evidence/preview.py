"""A small picture made anew from the pixels of an untrusted one, in a confined child process.

Nothing of the file but its pixels reaches the small picture, so that it may be shown where the file
itself may not.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from assessments.likeness.confined import ask_child


@dataclass(frozen=True, kw_only=True)
class Preview:
    """JPEG bytes and what finds the picture's relatives, as stored; or why there is neither."""

    jpeg: bytes | None = None
    fingerprint: dict[str, Any] | None = None
    code: str = ""


def preview_in_child(data: bytes) -> Preview:
    """The small picture, whatever happens to the process that makes it."""
    answer = ask_child("preview", data)
    if "jpeg" not in answer:
        return Preview(code=str(answer["code"]))
    return Preview(jpeg=base64.b64decode(answer["jpeg"]), fingerprint=answer["fingerprint"])
