"""Generators that leave a name and no parameters: Grok, Ideogram, and tools named in a field.

Triggered by EXIF fields; what the name does not say stays unknown. Shape: evidence.md §3.
"""

from __future__ import annotations

from assessments.intake.embedded import Embedded
from assessments.intake.reading import Found

NAMED = (
    ("Make", "Ideogram", "Ideogram"),
    ("Software", "Ideogram", "Ideogram"),
    ("Software", "Leonardo", "Leonardo.Ai"),
    ("xmp:CreatorTool", "Draw Things", "Draw Things"),
    ("xmp:CreatorTool", "Adobe Firefly", "Adobe Firefly"),
)


def read(embedded: Embedded) -> Found | None:
    description = embedded.get("ImageDescription") or ""
    if description.startswith("Signature: ") and embedded.has("Artist"):
        return Found(
            generator="Grok",
            extra={"image_id": embedded.get("Artist")},
            confidence="stated",
        )
    for key, mark, name in NAMED:
        if (embedded.get(key) or "").startswith(mark):
            return Found(generator=name, confidence="stated")
    return None
