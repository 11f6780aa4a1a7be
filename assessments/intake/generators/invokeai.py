"""InvokeAI: `invokeai_metadata` (v3 and later), `sd-metadata` (v2) and `Dream` (v1).

Shape: docs/formats.md. In v1 and v2 the negative prompt stands in [brackets] inside the prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Lora, Parameters
from assessments.intake.generators import invokeai_canvas

NAME = "InvokeAI"
# Fields that become the prompts and the parameters.
PARAMETERS = frozenset(
    {
        "positive_prompt",
        "negative_prompt",
        "positive_style_prompt",
        "negative_style_prompt",
        "steps",
        "cfg_scale",
        "seed",
        "scheduler",
        "width",
        "height",
        "model",
    }
)
DREAM_OPTIONS = {"-s", "-S", "-W", "-H", "-C", "-A"}


def read(embedded: Embedded) -> Extracted | None:
    for key, reader in (
        ("invokeai_metadata", _read_metadata),
        ("sd-metadata", _read_sd_metadata),
    ):
        data = embedded.object(key)
        if data is not None:
            return reader(data)
    dream = embedded.get("Dream", "dream")
    return _read_dream(dream) if dream else None


def _read_metadata(data: dict[str, Any]) -> Extracted:
    model = data.get("model")
    return Extracted(
        generator=NAME,
        prompt=to_stated_text(data.get("positive_prompt")),
        negative_prompt=to_stated_text(data.get("negative_prompt")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            cfg_scale=number(data.get("cfg_scale")),
            seed=to_int(data.get("seed")),
            sampler=to_text(data.get("scheduler")),
            width=to_int(data.get("width")),
            height=to_int(data.get("height")),
            model=_model_name(model),
            loras=_list_loras(data.get("loras")),
        ),
        inputs=invokeai_canvas.list_pictures(data),
        extra={
            **{name: value for name, value in data.items() if _is_setting(name, value)},
            **invokeai_canvas.list_words(data),
        },
        confidence="stated",
    )


def _is_setting(name: str, value: Any) -> bool:
    """Return whether a field is a setting beside those that all generators have."""
    return name not in PARAMETERS and isinstance(value, str | int | float) and value != ""


def _model_name(model: Any) -> str | None:
    if isinstance(model, Mapping):
        return to_text(model.get("name")) or to_text(model.get("model_name"))
    return to_text(model)


def _list_loras(value: Any) -> tuple[Lora, ...]:
    found = []
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, Mapping):
            model = _model_name(entry.get("model")) or _model_name(entry.get("lora"))
            name = model or _model_name(entry)
            if name:
                found.append(Lora(name=name, weight=number(entry.get("weight"))))
    return tuple(found)


def _read_sd_metadata(data: dict[str, Any]) -> Extracted:
    image = data.get("image")
    image = image if isinstance(image, dict) else {}
    prompt, negative = _split_brackets(_join_prompts(image.get("prompt")))
    return Extracted(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(
            steps=to_int(image.get("steps")),
            cfg_scale=number(image.get("cfg_scale")),
            seed=to_int(image.get("seed")),
            sampler=to_text(image.get("sampler")),
            width=to_int(image.get("width")),
            height=to_int(image.get("height")),
            model=to_text(data.get("model_weights")) or to_text(data.get("model")),
        ),
        extra={
            name: data[name] for name in ("app_id", "app_version", "model_hash") if data.get(name)
        },
        confidence="stated",
    )


def _join_prompts(value: Any) -> str | None:
    """The prompt of v2, which writes a list of weighted prompts or one text."""
    if isinstance(value, list):
        parts = [part.get("prompt") for part in value if isinstance(part, Mapping)]
        return " ".join(part for part in parts if isinstance(part, str)) or None
    return to_stated_text(value)


def _split_brackets(text: str | None) -> tuple[str | None, str | None]:
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


def _read_dream(text: str) -> Extracted | None:
    """Read the command `"the prompt" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms`."""
    start, end = text.find('"'), text.rfind('"')
    if not 0 <= start < end:
        return None
    options = _parse_options(text[end + 1 :])
    prompt, negative = _split_brackets(text[start + 1 : end])
    return Extracted(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(
            steps=to_int(options.get("-s")),
            cfg_scale=number(options.get("-C")),
            seed=to_int(options.get("-S")),
            sampler=options.get("-A"),
            width=to_int(options.get("-W")),
            height=to_int(options.get("-H")),
        ),
        confidence="stated",
    )


def _parse_options(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    parts = text.split()
    for index, part in enumerate(parts):
        if part in DREAM_OPTIONS and index + 1 < len(parts):
            found.setdefault(part, parts[index + 1])
        elif part[:2] in DREAM_OPTIONS and len(part) > 2:
            found.setdefault(part[:2], part[2:])
    return found
