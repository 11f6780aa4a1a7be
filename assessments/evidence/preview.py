"""Makes a preview picture from the pixels of an untrusted one, in a confined child process.

Only pixels of the file reach the preview, so that it may be shown where the file itself may not.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from assessments.likeness.confined import ask_child

# A page of a PDF is drawn by a program of the system.
PDF, PDF_WITHIN = b"%PDF-", 1024


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A JPEG and the fingerprint for finding related pictures, or the code of the problem."""

    jpeg: bytes | None = None
    fingerprint: dict[str, Any] | None = None
    code: str = ""


def preview_in_child(data: bytes) -> Preview:
    """Make the preview of a picture; a failure of the child process becomes a code."""
    answer = ask_child("preview", data, programs=data[:PDF_WITHIN].find(PDF) >= 0)
    if "jpeg" not in answer:
        return Preview(code=str(answer["code"]))
    return Preview(jpeg=base64.b64decode(answer["jpeg"]), fingerprint=answer["fingerprint"])
