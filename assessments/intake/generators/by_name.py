"""Generators that write little: mflux, Grok, and those that leave their name only.

Triggered by mflux's version in a comment, by EXIF fields and XMP properties; everything beside a
name stays unknown. Shape: docs/formats.md.
"""

from __future__ import annotations

import re
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, path_name, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Lora, Parameters

UUID = re.compile(r"\s*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\s*")
# The key, how its text begins, and the generator.
NAMED = (
    ("Make", "Ideogram", "Ideogram"),
    ("Software", "Ideogram", "Ideogram"),
    ("Software", "Leonardo", "Leonardo.Ai"),
    ("xmp:CreatorTool", "Draw Things", "Draw Things"),
    ("xmp:CreatorTool", "Adobe Firefly", "Adobe Firefly"),
)


def mflux(embedded: Embedded) -> Extracted | None:
    """Read mflux's JSON object. Its guidance is the distilled one, which is not the CFG scale."""
    data = embedded.object("UserComment")
    if not data or "mflux_version" not in data:
        return None
    paths, scales = _as_list(data.get("lora_paths")), _as_list(data.get("lora_scales"))
    loras = [
        Lora(name=name, weight=number(scales[index]) if index < len(scales) else None)
        for index, path in enumerate(paths)
        if (name := path_name(path))
    ]
    return Extracted(
        generator="mflux",
        prompt=to_stated_text(data.get("prompt")),
        negative_prompt=to_stated_text(data.get("negative_prompt")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            seed=to_int(data.get("seed")),
            width=to_int(data.get("width")),
            height=to_int(data.get("height")),
            model=to_text(data.get("model")),
            loras=tuple(loras),
        ),
        extra={"guidance": data["guidance"]} if data.get("guidance") is not None else {},
        confidence="stated",
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def read(embedded: Embedded) -> Extracted | None:
    description = embedded.get("ImageDescription") or ""
    if description.startswith("Signature: ") and UUID.fullmatch(embedded.get("Artist") or ""):
        return Extracted(
            generator="Grok",
            extra={"image_id": embedded.get("Artist")},
            confidence="stated",
        )
    for key, mark, name in NAMED:
        if (embedded.get(key) or "").startswith(mark):
            return Extracted(generator=name, confidence="stated")
    return None
