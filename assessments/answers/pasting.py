"""A text that a tool wrote about one of its runs, split into prompt, negative prompt and settings.

Two shapes are known: that of Stable Diffusion WebUI and its relatives, and a Midjourney command
with its options. A text of no known shape is left alone. Settings keep the values
that the tool gave them, and its names in small letters.
"""

from __future__ import annotations

import re
from typing import Any

from assessments.intake.core.coerce import setting_key
from assessments.intake.generators import a1111

_OPTION = re.compile(r"\s--([a-zA-Z]{1,20})(?:[ \t]+((?!--)[^\s]{1,200}))?")
_COMMAND = re.compile(r"^\s*/imagine\s+(?:prompt:\s*)?")
MAX_TEXT_CHARS = 200_000


def split_settings(text: str) -> dict[str, Any] | None:
    """Answers of a step: `prompt`, `negative_prompt`, `parameters`; None where no shape fits."""
    if len(text) > MAX_TEXT_CHARS:
        return None
    return _webui(text) or _midjourney(text)


def _webui(text: str) -> dict[str, Any] | None:
    parts = a1111.split_text(text)
    if parts is None:
        return None
    prompt, negative, settings = parts
    rows = [[setting_key(name), value] for name, value in settings.items()]
    found = {"prompt": prompt, "negative_prompt": negative, "parameters": rows}
    return {name: value for name, value in found.items() if value}


def _midjourney(text: str) -> dict[str, Any] | None:
    body = _COMMAND.sub("", text).strip()
    first = _OPTION.search(body)
    if first is None:
        return None
    found: dict[str, Any] = {"prompt": body[: first.start()].strip()}
    rows = []
    for match in _OPTION.finditer(body):
        if match[1] == "no":
            rest = body[match.end(1) :]
            found["negative_prompt"] = rest.partition(" --")[0].strip()
        else:
            rows.append([match[1], match[2] or ""])
    return {**found, "parameters": rows} if rows else found
