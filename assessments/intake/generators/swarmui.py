"""SwarmUI (and StableSwarmUI): JSON under `sui_image_params`, in any carrier. docs/formats.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_object, stated, whole, words
from assessments.intake.core.report import Found, Lora, Parameters, Time
from assessments.intake.generators.a1111 import tags

NAME = "SwarmUI"
MARK = "sui_image_params"


def read(embedded: Embedded) -> Found | None:
    for one in embedded.texts:
        if MARK in one.text:
            data = embedded.parsed(one.text)
            found = data and _found(data)
            if found:
                return found
    return None


def _found(data: dict[str, Any]) -> Found | None:
    image = data.get(MARK)
    if not isinstance(image, dict):
        nested = data.get("parameters")
        nested = parse_object(nested) if isinstance(nested, str) else nested
        return _found(nested) if isinstance(nested, dict) and MARK in nested else None
    prompt = stated(image.get("prompt"))
    return Found(
        generator=NAME,
        prompt=prompt,
        negative_prompt=stated(image.get("negativeprompt", image.get("negative_prompt"))),
        parameters=Parameters(
            steps=whole(image.get("steps")),
            cfg_scale=number(image.get("cfgscale", image.get("cfg_scale"))),
            seed=whole(image.get("seed")),
            sampler=words(image.get("sampler")),
            width=whole(image.get("width")),
            height=whole(image.get("height")),
            model=words(image.get("model")),
            loras=_loras(image, prompt or ""),
        ),
        times=_times(data.get("sui_extra_data")),
        extra={
            name: image[name]
            for name in ("scheduler", "swarm_version", "initimagecreativity", "aspectratio")
            if image.get(name) is not None
        },
        confidence="stated",
    )


def _loras(image: dict[str, Any], prompt: str) -> tuple[Lora, ...]:
    names, weights = _listed(image.get("loras")), _listed(image.get("loraweights"))
    found = [
        Lora(name=str(name), weight=number(weights[index]) if index < len(weights) else None)
        for index, name in enumerate(names)
        if words(name)
    ]
    return tuple(found or tags(prompt))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if isinstance(value, list) else []


def _times(extra: Any) -> tuple[Time, ...]:
    date = words(extra.get("date")) if isinstance(extra, Mapping) else None
    return (Time(what="generated", value=date, source="sui_extra_data.date"),) if date else ()
