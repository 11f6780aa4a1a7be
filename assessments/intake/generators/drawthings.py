"""Draw Things: XMP with `xmp:CreatorTool = Draw Things` and JSON in `exif:UserComment`.

Shape: docs/formats.md (`c, uc, seed, steps, scale, sampler, model, size, lora[{model, weight}]`).
"""

from __future__ import annotations

from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, size, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Lora, Parameters

NAME = "Draw Things"


def read(embedded: Embedded) -> Extracted | None:
    for key in ("exif:UserComment", "UserComment", "Comment"):
        data = embedded.object(key)
        if data and "c" in data and ("uc" in data or "scale" in data):
            return _extract(data)
    return None


def _extract(data: dict[str, Any]) -> Extracted:
    width, height = size(data.get("size"))
    return Extracted(
        generator=NAME,
        prompt=to_stated_text(data.get("c")),
        negative_prompt=to_stated_text(data.get("uc")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            cfg_scale=number(data.get("scale")),
            seed=to_int(data.get("seed")),
            sampler=to_text(data.get("sampler")),
            width=width,
            height=height,
            model=to_text(data.get("model")),
            loras=_list_loras(data.get("lora", data.get("loras"))),
        ),
        extra={
            name: data[name] for name in ("strength", "seed_mode") if data.get(name) is not None
        },
        confidence="stated",
    )


def _list_loras(value: Any) -> tuple[Lora, ...]:
    return tuple(
        Lora(name=str(entry.get("model") or entry.get("file")), weight=number(entry.get("weight")))
        for entry in (value if isinstance(value, list) else ())
        if isinstance(entry, dict) and (to_text(entry.get("model")) or to_text(entry.get("file")))
    )
