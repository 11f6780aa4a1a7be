"""ByteDance's own marks beside the standard's label: `aigc_info`, `data`, `trace_info`.

Dreamina (即梦) and TikTok write them as JSON: into MP4 as a key `aigc_info` (Keys:AigcInfo to
exiftool) or as the comment, into pictures as `UserComment`. They are not the label of GB
45438-2025 and are shown under their own names. What the values of `aigc_label_type` mean is
published nowhere; they are kept as they are. Shape: public dumps of real files (docs/formats.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import EmbeddedText
from assessments.intake.core.coerce import parse_json, to_text
from assessments.intake.core.problems import Rejected, problem
from assessments.intake.core.report import Extracted

KEY = "aigc_info"
TYPE = "aigc_label_type"
# `source_info` or `product` as written, and the program that is reported.
PROGRAMS = {"dreamina": "Dreamina / 即梦", "jimeng": "Dreamina / 即梦"}
EXPORT = ("product", "exportType", "os", "pictureId", "videoId")
MAX_CHARS = 4096  # a longer text is no such mark
MARKS = (f'"{KEY}"', f'"{TYPE}"', '"exportType"')


def complete(found: Extracted, texts: Iterable[EmbeddedText]) -> Extracted:
    """What was found, completed by the marks among the texts."""
    info: dict[str, Any] = {}
    for text in texts:
        if len(text.text) <= MAX_CHARS and ("aigc_" in text.text or "exportType" in text.text):
            info |= _read(text.key, text.text)
    if not info:
        return found
    named = (to_text(info.get("source_info")), to_text(info.get("product")))
    program = next(
        (PROGRAMS[name.lower()] for name in named if name and name.lower() in PROGRAMS), None
    )
    return replace(
        found,
        generator=found.generator or program,
        extra={**found.extra, KEY: info},
        problems=(*found.problems, problem("label_private", names=", ".join(info))),
        confidence="stated" if found.confidence == "none" else found.confidence,
    )


def _read(key: str, text: str) -> dict[str, Any]:
    if key.lower() != KEY and not any(mark in text for mark in MARKS):
        return {}
    try:
        value = parse_json(text)
    except Rejected:
        return {}
    if not isinstance(value, Mapping):
        return {}
    inner = value.get(KEY)
    if isinstance(inner, str):
        inner = parse_json(inner)
    info = _plain(inner if isinstance(inner, Mapping) else value, (TYPE, "source_info"))
    data = value.get("data")
    return info | _plain(data if isinstance(data, Mapping) else value, EXPORT)


def _plain(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Those values of these names that are texts and numbers."""
    return {
        name: values[name]
        for name in names
        if isinstance(values.get(name), str | int | float) and values[name] != ""
    }
