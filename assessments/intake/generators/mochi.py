"""Mochi Diffusion: a caption in IPTC or XMP, `Include in Image: …; Exclude from Image: …`.

Its second form writes one field a line and escapes line breaks inside; the first joined the fields
by semicolons and escaped nothing, so a field goes on until the next known name.
"""

from __future__ import annotations

import re

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, size, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Parameters

NAME = "Mochi Diffusion"
CARRIERS = ("Caption", "dc:description", "ImageDescription", "Description")
PROMPT, NEGATIVE = "Include in Image", "Exclude from Image"
FIELDS = (
    (PROMPT, NEGATIVE, "Date", "Model", "Engine", "Model Key", "Size", "Quality", "Seed", "Steps")
    + ("Guidance Scale", "Scheduler", "ML Compute Unit", "Upscaler", "Generator")
    + ("Starting Image", "ControlNet Image", "Input Images")
)
LINES = "Metadata Version:"
_BETWEEN = re.compile("; (?=(?:" + "|".join(FIELDS) + "):)")
_ESCAPED = re.compile(r"\\([\\nr])")
_PLAIN = {"\\": "\\", "n": "\n", "r": "\r"}


def read(embedded: Embedded) -> Extracted | None:
    for key in CARRIERS:
        text = embedded.get(key)
        if text and f"{PROMPT}:" in text and "Generator:" in text:
            return _extract(_split_fields(text))
    return None


def _split_fields(text: str) -> dict[str, str]:
    lines = text.startswith(LINES)
    entries = text.split("\n") if lines else _BETWEEN.split(text)
    pairs = (entry.partition(":") for entry in entries)
    found = {name.strip(): value.strip() for name, _, value in pairs}
    if lines:
        return {name: _ESCAPED.sub(lambda m: _PLAIN[m[1]], value) for name, value in found.items()}
    return found


def _extract(fields: dict[str, str]) -> Extracted:
    width, height = size(fields.get("Size"))
    return Extracted(
        generator=NAME,
        prompt=to_stated_text(fields.get(PROMPT)),
        negative_prompt=to_stated_text(fields.get(NEGATIVE)),
        parameters=Parameters(
            steps=to_int(fields.get("Steps")),
            cfg_scale=number(fields.get("Guidance Scale")),
            seed=to_int(fields.get("Seed")),
            sampler=to_text(fields.get("Scheduler")),
            width=width,
            height=height,
            model=to_text(fields.get("Model")),
        ),
        confidence="stated",
    )
