"""Easy Diffusion: one PNG text per field, or one JSON object in `UserComment` (docs/formats.md).

Fields are named either as in its programming interface (`use_stable_diffusion_model`) or as on its
page ("Stable Diffusion model").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import (
    number,
    parse_json,
    path_name,
    to_int,
    to_stated_text,
    to_text,
)
from assessments.intake.core.report import Extracted, Lora, Parameters

NAME = "Easy Diffusion"
MARKS = ("use_stable_diffusion_model", "Stable Diffusion model")
Get = Callable[..., Any]


def read(embedded: Embedded) -> Extracted | None:
    if any(embedded.has(mark) for mark in MARKS):
        return _extract(embedded.get)
    for key in ("UserComment", "Comment", "parameters", "ImageDescription"):
        data = embedded.object(key)
        if data and any(mark in data for mark in MARKS):
            return _extract(_getter(data))
    return None


def _getter(data: dict[str, Any]) -> Get:
    """A function that gives the first value under any of its keys, as `Embedded.get` does."""
    return lambda *keys: next((data[key] for key in keys if key in data), None)


def _extract(get: Get) -> Extracted:
    return Extracted(
        generator=NAME,
        prompt=to_stated_text(get("prompt", "Prompt")),
        negative_prompt=to_stated_text(get("negative_prompt", "Negative Prompt")),
        parameters=Parameters(
            steps=to_int(get("num_inference_steps", "Steps")),
            cfg_scale=number(get("guidance_scale", "Guidance Scale")),
            seed=to_int(get("seed", "Seed")),
            sampler=to_text(get("sampler_name", "Sampler")),
            width=to_int(get("width", "Width")),
            height=to_int(get("height", "Height")),
            model=path_name(get(*MARKS)),
            loras=_pair_loras(
                get("use_lora_model", "LoRA model"), get("lora_alpha", "LoRA Strength")
            ),
        ),
        confidence="stated",
    )


def _pair_loras(names: Any, weights: Any) -> tuple[Lora, ...]:
    found, alphas = _as_list(names), _as_list(weights)
    return tuple(
        Lora(name=str(name), weight=number(alphas[index]) if index < len(alphas) else None)
        for index, name in enumerate(found)
        if to_text(name) and name != "None"
    )


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, str) and value.startswith("["):
        value = parse_json(value) or parse_json(value.replace("'", '"'))
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
