"""InvokeAI: `invokeai_metadata` (v3 and later), `sd-metadata` (v2) and `Dream` (v1).

Shape: docs/formats.md. In v1 and v2 the negative prompt stands in [brackets] inside the prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, stated, whole, words
from assessments.intake.core.report import Found, Lora, Parameters

NAME = "InvokeAI"
DREAM_OPTIONS = {"-s", "-S", "-W", "-H", "-C", "-A"}


def read(embedded: Embedded) -> Found | None:
    for key, reader in (
        ("invokeai_metadata", _metadata),
        ("sd-metadata", _sd_metadata),
    ):
        data = embedded.object(key)
        if data is not None:
            return reader(data)
    dream = embedded.get("Dream", "dream")
    return _dream(dream) if dream else None


def _metadata(data: dict[str, Any]) -> Found:
    model = data.get("model")
    return Found(
        generator=NAME,
        prompt=stated(data.get("positive_prompt")),
        negative_prompt=stated(data.get("negative_prompt")),
        parameters=Parameters(
            steps=whole(data.get("steps")),
            cfg_scale=number(data.get("cfg_scale")),
            seed=whole(data.get("seed")),
            sampler=words(data.get("scheduler")),
            width=whole(data.get("width")),
            height=whole(data.get("height")),
            model=_name(model),
            loras=_loras(data.get("loras")),
        ),
        extra={
            name: data[name]
            for name in ("app_version", "generation_mode", "guidance", "strength", "rand_device")
            if data.get(name) is not None
        },
        confidence="stated",
    )


def _name(model: Any) -> str | None:
    if isinstance(model, Mapping):
        return words(model.get("name")) or words(model.get("model_name"))
    return words(model)


def _loras(value: Any) -> tuple[Lora, ...]:
    found = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            name = _name(one.get("model")) or _name(one.get("lora")) or _name(one)
            if name:
                found.append(Lora(name=name, weight=number(one.get("weight"))))
    return tuple(found)


def _sd_metadata(data: dict[str, Any]) -> Found:
    image = data.get("image")
    image = image if isinstance(image, dict) else {}
    prompt, negative = _parted(_prompt(image.get("prompt")))
    return Found(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(
            steps=whole(image.get("steps")),
            cfg_scale=number(image.get("cfg_scale")),
            seed=whole(image.get("seed")),
            sampler=words(image.get("sampler")),
            width=whole(image.get("width")),
            height=whole(image.get("height")),
            model=words(data.get("model_weights")) or words(data.get("model")),
        ),
        extra={
            name: data[name] for name in ("app_id", "app_version", "model_hash") if data.get(name)
        },
        confidence="stated",
    )


def _prompt(value: Any) -> str | None:
    """v2 writes a list of weighted prompts, or one text."""
    if isinstance(value, list):
        parts = [one.get("prompt") for one in value if isinstance(one, Mapping)]
        return " ".join(part for part in parts if isinstance(part, str)) or None
    return stated(value)


def _parted(text: str | None) -> tuple[str | None, str | None]:
    """The prompt without its [bracketed] parts, and those parts."""
    if text is None:
        return None, None
    kept, negative, rest = [], [], text
    while True:
        before, opening, after = rest.partition("[")
        inside, closing, tail = after.partition("]")
        if not (opening and closing):
            kept.append(rest)
            break
        kept.append(before)
        negative.append(inside.strip())
        rest = tail
    prompt = " ".join(" ".join(kept).split()) if negative else text
    return prompt.strip(), " ".join(negative) if negative else None


def _dream(text: str) -> Found | None:
    """`"the prompt" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms`."""
    start, end = text.find('"'), text.rfind('"')
    if not 0 <= start < end:
        return None
    options = _options(text[end + 1 :])
    prompt, negative = _parted(text[start + 1 : end])
    return Found(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(
            steps=whole(options.get("-s")),
            cfg_scale=number(options.get("-C")),
            seed=whole(options.get("-S")),
            sampler=options.get("-A"),
            width=whole(options.get("-W")),
            height=whole(options.get("-H")),
        ),
        confidence="stated",
    )


def _options(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    parts = text.split()
    for index, part in enumerate(parts):
        if part in DREAM_OPTIONS and index + 1 < len(parts):
            found.setdefault(part, parts[index + 1])
        elif part[:2] in DREAM_OPTIONS and len(part) > 2:
            found.setdefault(part[:2], part[2:])
    return found
