"""InvokeAI's canvas in the metadata of a picture: regional prompts and reference pictures.

They stand under `canvas_v2_metadata` (version 5), `control_layers` (version 4) and `ref_images`
(version 6); adapters and ControlNets name their pictures, too. What is disabled took no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.core.coerce import to_text
from assessments.intake.generators import further

# Fields that hold pictures which went into the generation.
PICTURES = (
    "ref_images",
    "canvas_v2_metadata",
    "control_layers",
    "controlnets",
    "ipAdapters",
    "t2iAdapters",
    "init_image",
    "fill_image",
    "mask_image",
)
NAME = "image_name"
ENABLED = ("isEnabled", "is_enabled")
PROMPTS = (
    ("positivePrompt", "regional prompt"),
    ("positive_prompt", "regional prompt"),
    ("negativePrompt", "negative regional prompt"),
    ("negative_prompt", "negative regional prompt"),
)
STYLES = (
    ("positive_style_prompt", "style prompt"),
    ("negative_style_prompt", "negative style prompt"),
)
MAX_PICTURES = 100


def list_pictures(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the pictures that went into the generation, each once."""
    names: dict[str, None] = {}
    for field in PICTURES:
        if not data.get(field):
            continue
        for entry in _walk(data.get(field)):
            name = to_text(entry.get(NAME)) or to_text(entry.get("imageName"))
            if name and len(names) < MAX_PICTURES:
                names.setdefault(name)
        plain = to_text(data.get(field))  # older versions wrote the name alone
        if plain:
            names.setdefault(plain)
    return tuple(names)


def list_words(data: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return the style prompts and the prompts of regions."""
    found = [(where, data.get(name)) for name, where in STYLES]
    for field in ("canvas_v2_metadata", "control_layers"):
        for entry in _walk(data[field]) if data.get(field) else ():
            found.extend((where, entry.get(name)) for name, where in PROMPTS)
    return further.words(found)


def _walk(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects inside a value, without those that are disabled."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, Mapping) and not any(item.get(mark) is False for mark in ENABLED):
            yield item
            waiting[:0] = item.values()
