"""Splitting a text that a tool wrote about a run into prompt, negative prompt and settings.

Two formats are read: the generation parameters of Stable Diffusion WebUI and its derivatives, and a
Midjourney command with its options. Settings keep the tool's values; the names of WebUI settings
are normalised by `setting_key`.
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
    """Return answers of a step: `prompt`, `negative_prompt`, `parameters`.

    Returns None for a text in neither format, or longer than MAX_TEXT_CHARS.
    """
    if len(text) > MAX_TEXT_CHARS:
        return None
    return _split_webui(text) or _split_midjourney(text)


def _split_webui(text: str) -> dict[str, Any] | None:
    parts = a1111.split_text(text)
    if parts is None:
        return None
    prompt, negative, settings = parts
    rows = [[setting_key(name), value] for name, value in settings.items()]
    answers = {"prompt": prompt, "negative_prompt": negative, "parameters": rows}
    return {name: value for name, value in answers.items() if value}


def _split_midjourney(text: str) -> dict[str, Any] | None:
    body = _COMMAND.sub("", text).strip()
    first = _OPTION.search(body)
    if first is None:
        return None
    answers: dict[str, Any] = {"prompt": body[: first.start()].strip()}
    rows = []
    for match in _OPTION.finditer(body):
        if match[1] == "no":
            rest = body[match.end(1) :]
            answers["negative_prompt"] = rest.partition(" --")[0].strip()
        else:
            rows.append([match[1], match[2] or ""])
    return {**answers, "parameters": rows} if rows else answers
