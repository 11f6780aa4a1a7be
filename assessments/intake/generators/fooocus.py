"""Fooocus and RuinedFooocus, which write one JSON object (docs/formats.md).

Triggered by a JSON object under `parameters`, `UserComment` or `Comment`: with `base_model` or
`fooocus_scheme` Fooocus, with `software: RuinedFooocus` that fork. Fooocus's text form is read by
`a1111`.
"""

from __future__ import annotations

from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, size, to_int, to_stated_text, to_text
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted, Lora, Parameters

CARRIERS = ("parameters", "UserComment", "Comment", "MakerNote", "ImageDescription")


def read(embedded: Embedded) -> Extracted | None:
    for key in CARRIERS:
        text = embedded.get(key)
        data = embedded.parse_object(text) if text and text.lstrip().startswith("{") else None
        found = data and _extract(data, embedded)
        if found:
            return found
    return _read_log(embedded)


def _extract(data: dict[str, Any], embedded: Embedded) -> Extracted | None:
    if data.get("software") == "RuinedFooocus":
        return _read_ruined(data)
    if "base_model" in data or (embedded.has("fooocus_scheme") and "prompt" in data):
        return _read_fooocus(data)
    return None


def _read_fooocus(data: dict[str, Any]) -> Extracted:
    width, height = size(data.get("resolution"))
    return Extracted(
        generator="Fooocus",
        prompt=to_stated_text(data.get("prompt")),
        negative_prompt=to_stated_text(data.get("negative_prompt")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            cfg_scale=number(data.get("guidance_scale", data.get("cfg"))),
            seed=to_int(data.get("seed")),
            sampler=to_text(data.get("sampler")),
            width=width or to_int(data.get("width")),
            height=height or to_int(data.get("height")),
            model=to_text(data.get("base_model")),
            loras=_list_loras(data),
        ),
        problems=(problem("prompt_added_to"),) if _is_expanded(data) else (),
        extra=_read_extra(data),
        confidence="stated",
    )


def _is_expanded(data: dict[str, Any]) -> bool:
    """Return whether a model of Fooocus wrote more words behind those that were typed."""
    expanded = to_text(data.get("prompt_expansion"))
    return bool(expanded) and expanded != to_text(data.get("prompt"))


def _list_loras(data: dict[str, Any]) -> tuple[Lora, ...]:
    """A list of [name, weight, hash], or the older `lora_combined_1: "name : 0.5"`."""
    found = [*_loras_of_ruined(data.get("loras"))]
    for entry in data["loras"] if isinstance(data.get("loras"), list) else ():
        if (
            isinstance(entry, list)
            and entry
            and to_text(entry[0])
            and not _is_weight_and_name(entry)
        ):
            found.append(Lora(name=entry[0], weight=number(entry[1]) if len(entry) > 1 else None))
        elif isinstance(entry, dict) and to_text(entry.get("name")):
            found.append(Lora(name=entry["name"], weight=number(entry.get("weight"))))
    for index in range(1, 11):
        combined = to_text(data.get(f"lora_combined_{index}"))
        if combined:
            name, _, weight = combined.rpartition(":")
            found.append(Lora(name=name.strip(), weight=number(weight)))
    return tuple(lora for lora in found if lora.name.lower() != "none")


def _is_weight_and_name(entry: list[Any]) -> bool:
    """Whether the entry has RuinedFooocus's form [hash, "0.8 - name"]."""
    return len(entry) == 2 and isinstance(entry[1], str) and " - " in entry[1]


def _loras_of_ruined(value: Any) -> list[Lora]:
    """RuinedFooocus's list, or its older text `Loras:<name:0.8>,<other:1>`."""
    found = []
    if isinstance(value, str):
        for part in value.removeprefix("Loras:").split(">,<"):
            name, _, weight = part.strip("<> ").rpartition(":")
            if name:
                found.append(Lora(name=name, weight=number(weight)))
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, list) and _is_weight_and_name(entry):
            weight, _, name = entry[1].partition(" - ")
            found.append(Lora(name=name, weight=number(weight)))
    return found


def _read_extra(data: dict[str, Any]) -> dict[str, Any]:
    names = ("version", "styles", "performance", "scheduler", "sharpness", "full_prompt", "vae")
    return {name: data[name] for name in names if data.get(name)}


def _read_ruined(data: dict[str, Any]) -> Extracted:
    return Extracted(
        generator="RuinedFooocus",
        prompt=to_stated_text(data.get("Prompt")),
        negative_prompt=to_stated_text(data.get("Negative")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            cfg_scale=number(data.get("cfg")),
            seed=to_int(data.get("seed")),
            sampler=to_text(data.get("sampler_name")),
            width=to_int(data.get("width")),
            height=to_int(data.get("height")),
            model=to_text(data.get("base_model_name")),
            loras=_list_loras(data),
        ),
        extra={name: data[name] for name in ("scheduler", "version") if data.get(name)},
        confidence="stated",
    )


def _read_log(embedded: Embedded) -> Extracted | None:
    """Fooocus before its scheme: a text `Prompt` beside `Negative Prompt`, one chunk per field."""
    if not (embedded.has("Prompt") and embedded.has("Base Model")):
        return None
    width, height = size(embedded.get("Resolution"))
    return Extracted(
        generator="Fooocus",
        prompt=to_stated_text(embedded.get("Prompt")),
        negative_prompt=to_stated_text(embedded.get("Negative Prompt")),
        parameters=Parameters(
            steps=to_int(embedded.get("Steps")),
            cfg_scale=number(embedded.get("Guidance Scale")),
            seed=to_int(embedded.get("Seed")),
            sampler=to_text(embedded.get("Sampler")),
            width=width,
            height=height,
            model=to_text(embedded.get("Base Model")),
        ),
        confidence="stated",
    )
