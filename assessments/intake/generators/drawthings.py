"""Draw Things: XMP with `xmp:CreatorTool = Draw Things` and JSON in `exif:UserComment`.

Shape: docs/formats.md (`c, uc, seed, steps, scale, sampler, model, size, lora[{model, weight}]`).
"""

from __future__ import annotations

from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, size, stated, whole, words
from assessments.intake.core.report import Found, Lora, Parameters

NAME = "Draw Things"


def read(embedded: Embedded) -> Found | None:
    for key in ("exif:UserComment", "UserComment", "Comment"):
        data = embedded.object(key)
        if data and "c" in data and ("uc" in data or "scale" in data):
            return _found(data)
    return None


def _found(data: dict[str, Any]) -> Found:
    width, height = size(data.get("size"))
    return Found(
        generator=NAME,
        prompt=stated(data.get("c")),
        negative_prompt=stated(data.get("uc")),
        parameters=Parameters(
            steps=whole(data.get("steps")),
            cfg_scale=number(data.get("scale")),
            seed=whole(data.get("seed")),
            sampler=words(data.get("sampler")),
            width=width,
            height=height,
            model=words(data.get("model")),
            loras=_loras(data.get("lora", data.get("loras"))),
        ),
        extra={
            name: data[name] for name in ("strength", "seed_mode") if data.get(name) is not None
        },
        confidence="stated",
    )


def _loras(value: Any) -> tuple[Lora, ...]:
    return tuple(
        Lora(name=str(one.get("model") or one.get("file")), weight=number(one.get("weight")))
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, dict) and (words(one.get("model")) or words(one.get("file")))
    )
