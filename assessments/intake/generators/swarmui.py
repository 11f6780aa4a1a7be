"""SwarmUI (and StableSwarmUI): JSON under `sui_image_params`, in any carrier (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_object, to_int, to_stated_text, to_text
from assessments.intake.core.report import Extracted, Lora, Parameters, StatedTime
from assessments.intake.generators import further
from assessments.intake.generators.a1111 import tags

NAME = "SwarmUI"
MARK = "sui_image_params"
MAIN = frozenset({"prompt", "negativeprompt", "negative_prompt"})
# Fields that become the prompts and the parameters.
PARAMETERS = MAIN | {
    "steps",
    "cfgscale",
    "cfg_scale",
    "seed",
    "sampler",
    "width",
    "height",
    "model",
    "loras",
    "loraweights",
}
PICTURES = ("initimage", "maskimage", "promptimages", "controlnetimageinput", "videoendframe")
FILE_NAME = "_filename"
MAX_NAME = 255  # characters in the name of a picture; a longer text is the picture itself


def read(embedded: Embedded) -> Extracted | None:
    for text in embedded.texts:
        if MARK in text.text:
            data = embedded.parse_object(text.text)
            found = data and _extract(data)
            if found:
                return found
    return None


def _extract(data: dict[str, Any]) -> Extracted | None:
    image = data.get(MARK)
    if not isinstance(image, dict):
        nested = data.get("parameters")
        nested = parse_object(nested) if isinstance(nested, str) else nested
        return _extract(nested) if isinstance(nested, dict) and MARK in nested else None
    prompt = to_stated_text(image.get("prompt"))
    return Extracted(
        generator=NAME,
        prompt=prompt,
        negative_prompt=to_stated_text(image.get("negativeprompt", image.get("negative_prompt"))),
        parameters=Parameters(
            steps=to_int(image.get("steps")),
            cfg_scale=number(image.get("cfgscale", image.get("cfg_scale"))),
            seed=to_int(image.get("seed")),
            sampler=to_text(image.get("sampler")),
            width=to_int(image.get("width")),
            height=to_int(image.get("height")),
            model=to_text(image.get("model")),
            loras=_pair_loras(image, prompt or ""),
        ),
        times=_read_times(data.get("sui_extra_data"), image),
        inputs=_list_inputs(image, _extra_data(data)),
        extra={
            **{
                name: image[name]
                for name in image
                if name not in PARAMETERS and _is_setting(image[name])
            },
            **further.words(
                (name, value)
                for name, value in {**_extra_data(data), **image}.items()
                if name.endswith("prompt") and name not in MAIN
            ),
        },
        confidence="stated",
    )


def _is_setting(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and not _is_data(value))


def _is_data(text: str) -> bool:
    """Return whether a text is a picture itself."""
    return text.startswith("data:")


def _extra_data(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the program adds, such as the prompt before wildcards were chosen."""
    extra = data.get("sui_extra_data")
    return extra if isinstance(extra, dict) else {}


def _list_inputs(image: dict[str, Any], extra: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the pictures that went in, where the program kept them.

    The picture itself stands among the settings, its name as `…_filename` among what is added.
    """
    held = (image.get(name) for name in PICTURES)
    named = (value for name, value in extra.items() if name.endswith(FILE_NAME))
    names = dict.fromkeys(filter(None, map(to_text, (*held, *named))))
    return tuple(name for name in names if len(name) <= MAX_NAME and not _is_data(name))


def _pair_loras(image: dict[str, Any], prompt: str) -> tuple[Lora, ...]:
    names, weights = _as_list(image.get("loras")), _as_list(image.get("loraweights"))
    found = [
        Lora(name=str(name), weight=number(weights[index]) if index < len(weights) else None)
        for index, name in enumerate(names)
        if to_text(name)
    ]
    return tuple(found or tags(prompt))


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if isinstance(value, list) else []


def _read_times(extra: Any, image: Mapping[str, Any]) -> tuple[StatedTime, ...]:
    """The day, which older versions wrote among the parameters."""
    for where, holder in (("sui_extra_data.date", extra), (f"{MARK}.date", image)):
        date = to_text(holder.get("date")) if isinstance(holder, Mapping) else None
        if date:
            return (StatedTime(what="generated", value=date, source=where),)
    return ()
