"""Unwraps texts, so that the same text has the same key whatever carrier a program put it in.

Save nodes write `Prompt: {…}` into EXIF Make, animated WebP writes `prompt:{…}` into Model,
conversions put all PNG texts into one JSON comment. Unwrapped texts are added behind those of the
file and replace none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded, EmbeddedText

# Fields in which programs put other texts.
FIELDS = (
    "Make",
    "Model",
    "ImageDescription",
    "UserComment",
    "Comment",
    "Software",
    "XPComment",
    "exif:UserComment",
    "dc:description",
    "parameters",
)
PREFIXES = ("prompt", "workflow", "parameters", "generation_data", "extra_pnginfo")
CAPITALISED = ("Prompt", "Workflow")  # as some save nodes write them
KEYS = {
    "prompt",
    "workflow",
    "parameters",
    "generation_data",
    "invokeai_metadata",
    "sd-metadata",
    "parameters-json",
    "smproj",
    "extraMetadata",
    "AIGC",
}


def unwrap(embedded: Embedded) -> Embedded:
    """The same value with the texts added that stand inside other texts."""
    found = list(embedded.texts)
    for outer in embedded.texts:
        if outer.key in CAPITALISED and outer.text.lstrip().startswith("{"):
            found.append(replace(outer, key=outer.key.lower()))
        if outer.key in FIELDS:
            found.extend(_unwrap(outer, embedded))
    return embedded if len(found) == len(embedded.texts) else replace(embedded, texts=tuple(found))


def _unwrap(outer: EmbeddedText, embedded: Embedded) -> Iterator[EmbeddedText]:
    where = f"{outer.where} {outer.key}"
    name, colon, rest = outer.text.partition(":")
    if colon and name.strip().lower() in PREFIXES and rest.lstrip()[:1] in ("{", "["):
        yield EmbeddedText(key=name.strip().lower(), text=rest.strip(), where=where)
        return
    text = outer.text.lstrip()
    if not text.startswith("{") or not any(f'"{key}"' in text for key in (*KEYS, "class_type")):
        return
    data = embedded.parse_object(outer.text)
    if data is None:
        return
    if any(isinstance(value, dict) and "class_type" in value for value in data.values()):
        yield EmbeddedText(key="prompt", text=text, where=where)
    for key, value in data.items():
        if key in KEYS and _is_object(value):
            yield EmbeddedText(key=key, text=_to_text(value), where=where)


def _is_object(value: Any) -> bool:
    """An object, or a text that is one: a bare prompt text is not a graph."""
    return isinstance(value, dict) or (isinstance(value, str) and value.lstrip().startswith("{"))


def _to_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
