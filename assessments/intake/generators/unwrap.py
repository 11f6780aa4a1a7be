"""Brings the same texts under the same keys, whatever carrier a program put them in.

Save nodes write `Prompt: {…}` into EXIF Make, animated WebP writes `prompt:{…}` into Model,
conversions put all PNG texts into one JSON comment. What is spread is added after what stands in
the file, never in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded, Text

FIELDS = ("Make", "Model", "ImageDescription", "UserComment", "Comment", "Software", "XPComment")
PREFIXES = ("prompt", "workflow", "parameters", "generation_data", "extra_pnginfo")
CAPITAL = ("Prompt", "Workflow")  # as some save nodes write them
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


def spread(embedded: Embedded) -> Embedded:
    """The same value with the texts that stand inside other texts added."""
    found = list(embedded.texts)
    for one in embedded.texts:
        if one.key in CAPITAL and one.text.lstrip().startswith("{"):
            found.append(replace(one, key=one.key.lower()))
        if one.key in FIELDS or one.key in ("exif:UserComment", "dc:description", "parameters"):
            found.extend(_inside(one, embedded))
    return embedded if len(found) == len(embedded.texts) else replace(embedded, texts=tuple(found))


def _inside(one: Text, embedded: Embedded) -> Iterator[Text]:
    name, colon, rest = one.text.partition(":")
    if colon and name.strip().lower() in PREFIXES and rest.lstrip()[:1] in ("{", "["):
        yield Text(key=name.strip().lower(), text=rest.strip(), where=f"{one.where} {one.key}")
        return
    text = one.text.lstrip()
    if not text.startswith("{") or not any(f'"{key}"' in text for key in (*KEYS, "class_type")):
        return
    data = embedded.parsed(one.text)
    if data is None:
        return
    where = f"{one.where} {one.key}"
    if any(isinstance(value, dict) and "class_type" in value for value in data.values()):
        yield Text(key="prompt", text=text, where=where)
    for key, value in data.items():
        if key in KEYS and _holds(value):
            yield Text(key=key, text=_text(value), where=where)


def _holds(value: Any) -> bool:
    """An object, or a text that is one: a bare prompt text is not a graph."""
    return isinstance(value, dict) or (isinstance(value, str) and value.lstrip().startswith("{"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
