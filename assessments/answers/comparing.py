"""What changed from a step to the one that continues it, as far as both are told.

Proposed to the person, never settled: some changes, such as a region, cannot be seen in texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.answers.answers import has_known_value
from assessments.intake.core.coerce import setting_key

_WEIGHT = re.compile(r":\s*\d+(?:\.\d+)?")
_BRACKETS = re.compile(r"[()\[\]{}]")
_TERMS = re.compile(r"[,，、;；\n]+")
NAMES = {
    "seed": ("seed",),
    "model": ("model", "checkpoint", "model_hash", "sd_model", "vae"),
    "weights": ("loras", "lora", "weights"),
}


def changed_since(parent: Mapping[str, Any], step: Mapping[str, Any]) -> list[str]:
    """Codes of `changed`, in the order of the contract; empty where nothing can be compared."""
    found = {*_prompt_changes(parent, step), *_parameter_changes(parent, step)}
    if has_known_value(parent.get("tool")) and has_known_value(step.get("tool")):
        found |= {"model"} if parent["tool"] != step["tool"] else set()
    order = ("prompt", "negative_prompt", "parameters", "seed", "model", "weights", "order")
    return [code for code in order if code in found]


def _prompt_changes(parent: Mapping[str, Any], step: Mapping[str, Any]) -> Iterator[str]:
    for name in ("prompt", "negative_prompt"):
        before, now = parent.get(name), step.get(name)
        if not has_known_value(before) or not has_known_value(now) or before == now:
            continue
        old, new = _terms(str(before)), _terms(str(now))
        if old == new:
            yield "weights" if _weights(str(before)) != _weights(str(now)) else name
        elif sorted(old) == sorted(new):
            yield "order"
        else:
            yield name


def _terms(prompt: str) -> list[str]:
    bare = _BRACKETS.sub("", _WEIGHT.sub("", prompt))
    return [" ".join(term.split()).lower() for term in _TERMS.split(bare) if term.strip()]


def _weights(prompt: str) -> list[str]:
    return [*_WEIGHT.findall(prompt), *_BRACKETS.findall(prompt)]


def _parameter_changes(parent: Mapping[str, Any], step: Mapping[str, Any]) -> Iterator[str]:
    before, now = _table(parent), _table(step)
    for name in (before.keys() | now.keys()) if before and now else ():
        if before.get(name) != now.get(name):
            key = setting_key(name)
            yield next((code for code, keys in NAMES.items() if key in keys), "parameters")


def _table(step: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in step.get("parameters") or []}
