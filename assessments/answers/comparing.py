"""What changed from a step to the step that continues it, as far as the answers of both show.

The result is proposed to the person, who decides: some changes, such as the region of a picture,
do not show in texts.
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
SETTING_NAMES_BY_CODE = {
    "seed": ("seed",),
    "model": ("model", "checkpoint", "model_hash", "sd_model", "vae"),
    "weights": ("loras", "lora", "weights"),
}


def changed_since(parent: Mapping[str, Any], step: Mapping[str, Any]) -> list[str]:
    """Return codes of `changed`, in the order of the schema.

    Answers that only one of the steps has are not compared.
    """
    codes = {*_prompt_changes(parent, step), *_parameter_changes(parent, step)}
    if has_known_value(parent.get("tool")) and has_known_value(step.get("tool")):
        codes |= {"model"} if parent["tool"] != step["tool"] else set()
    order = ("prompt", "negative_prompt", "parameters", "seed", "model", "weights", "order")
    return [code for code in order if code in codes]


def _prompt_changes(parent: Mapping[str, Any], step: Mapping[str, Any]) -> Iterator[str]:
    for name in ("prompt", "negative_prompt"):
        before, now = parent.get(name), step.get(name)
        if not has_known_value(before) or not has_known_value(now) or before == now:
            continue
        old, new = _prompt_terms(str(before)), _prompt_terms(str(now))
        if old == new:
            yield "weights" if _prompt_weights(str(before)) != _prompt_weights(str(now)) else name
        elif sorted(old) == sorted(new):
            yield "order"
        else:
            yield name


def _prompt_terms(prompt: str) -> list[str]:
    bare = _BRACKETS.sub("", _WEIGHT.sub("", prompt))
    return [" ".join(term.split()).lower() for term in _TERMS.split(bare) if term.strip()]


def _prompt_weights(prompt: str) -> list[str]:
    return [*_WEIGHT.findall(prompt), *_BRACKETS.findall(prompt)]


def _parameter_changes(parent: Mapping[str, Any], step: Mapping[str, Any]) -> Iterator[str]:
    before, now = _parameter_table(parent), _parameter_table(step)
    for name in (before.keys() | now.keys()) if before and now else ():
        if before.get(name) != now.get(name):
            key = setting_key(name)
            yield next(
                (code for code, keys in SETTING_NAMES_BY_CODE.items() if key in keys), "parameters"
            )


def _parameter_table(step: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in step.get("parameters") or []}
