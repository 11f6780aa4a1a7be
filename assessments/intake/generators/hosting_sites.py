"""Hosts and launchers that write their own fields beside a ComfyUI graph.

TensorArt (`generation_data`: its seed is often -1, the true one is only in the graph), Stability
Matrix (`parameters-json`, `smproj`), Civitai (`extraMetadata` inside the graph). Shape:
docs/formats.md. What the host states completes the graph; where they state a value differently,
both are reported.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import (
    number,
    parse_object,
    path_name,
    to_int,
    to_stated_text,
    to_text,
)
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Lora, Parameters
from assessments.intake.generators import comfyui, further

# What a second statement adds to the first.
COMPARED = frozenset({"seed", "steps", "cfg_scale", "sampler", "width", "height"})
APART = (further.KEY, "further_models")


def tensorart(embedded: Embedded) -> Extracted | None:
    data = embedded.object("generation_data")
    if data is None:
        return None
    base = data.get("baseModel")
    listed = data.get("models")
    seed = to_int(data.get("seed"))
    own = Extracted(
        generator="TensorArt",
        prompt=to_stated_text(data.get("prompt")),
        negative_prompt=to_stated_text(data.get("negativePrompt")),
        parameters=Parameters(
            steps=to_int(data.get("steps")),
            cfg_scale=number(data.get("cfgScale")),
            seed=None if seed == -1 else seed,
            sampler=to_text(data.get("samplerName")),
            width=to_int(data.get("width")),
            height=to_int(data.get("height")),
            model=to_text(base.get("modelFileName")) if isinstance(base, dict) else None,
            loras=_list_loras(listed, "modelFileName"),
        ),
        confidence="stated",
    )
    sampled = ("steps", "cfg_scale", "seed", "sampler", "width", "height")
    return merge(own, comfyui.read(embedded), prefer_graph=sampled)


def _list_loras(value: Any, key: str) -> tuple[Lora, ...]:
    return tuple(
        Lora(name=str(entry[key]), weight=number(entry.get("weight")))
        for entry in (value if isinstance(value, list) else ())
        if isinstance(entry, dict) and entry.get("type") == "LORA" and to_text(entry.get(key))
    )


def stability_matrix(embedded: Embedded) -> Extracted | None:
    data = embedded.object("parameters-json")
    if data is None:
        return None
    own = Extracted(
        generator="Stability Matrix",
        prompt=to_stated_text(data.get("PositivePrompt")),
        negative_prompt=to_stated_text(data.get("NegativePrompt")),
        parameters=Parameters(
            steps=to_int(data.get("Steps")),
            cfg_scale=number(data.get("CfgScale")),
            seed=to_int(data.get("Seed")),
            sampler=to_text(data.get("Sampler")),
            width=to_int(data.get("Width")),
            height=to_int(data.get("Height")),
            model=to_text(data.get("ModelName")),
        ),
        confidence="stated",
    )
    return merge(own, comfyui.read(embedded), prefer_graph=("sampler",))


def civitai(embedded: Embedded) -> Extracted | None:
    """Read Civitai's graphs, whose own entry repeats the settings that the person asked for."""
    data = embedded.object("prompt")
    if data is None:
        return None
    extra = data.get("extraMetadata")
    inner = data.get("extra")
    if extra is None and isinstance(inner, dict):
        extra = inner.get("extraMetadata")
    asked = parse_object(extra) if isinstance(extra, str) else extra
    if not isinstance(asked, dict):
        asked = embedded.object("extraMetadata")
    if not isinstance(asked, dict):
        return None
    own = Extracted(
        generator="Civitai",
        prompt=to_stated_text(asked.get("prompt")),
        negative_prompt=to_stated_text(asked.get("negativePrompt")),
        parameters=Parameters(
            steps=to_int(asked.get("steps")),
            cfg_scale=number(asked.get("cfgScale")),
            seed=to_int(asked.get("seed")),
            sampler=to_text(asked.get("sampler")),
            width=to_int(asked.get("width")),
            height=to_int(asked.get("height")),
            model=to_text(asked.get("baseModel")) if to_text(asked.get("modelFileName")) else None,
        ),
        extra={"step": asked["workflowId"]} if to_text(asked.get("workflowId")) else {},
        confidence="stated",
    )
    names = tuple(field.name for field in fields(Parameters))
    return merge(own, comfyui.read(embedded), prefer_graph=names)


def _words_apart(own: Extracted, other: Extracted) -> dict[str, Any]:
    """The prompt and the model of the second statement, where they are not those of the first."""
    apart: dict[str, Any] = {}
    listed = [*own.extra.get(further.KEY, ()), *other.extra.get(further.KEY, ())]
    where = other.generator if other.generator != own.generator else "second statement"
    if other.prompt and own.prompt and _plain(other.prompt) not in _plain(own.prompt):
        apart[further.KEY] = [*listed, {"where": where, "text": other.prompt}]
    first, second = own.parameters.model, other.parameters.model
    if first and second and _stem(first) != _stem(second):
        models = [*own.extra.get("further_models", ()), *other.extra.get("further_models", ())]
        apart["further_models"] = [*dict.fromkeys((*models, second))]
    return apart


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _stem(model: str) -> str:
    """The name of a model without its folder, its ending and a hash behind it."""
    name = (path_name(model) or model).partition(" [")[0].casefold()
    return name.removesuffix(".safetensors").removesuffix(".ckpt").removesuffix(".gguf")


def _differ(name: str, first: Any, second: Any) -> bool:
    """Whether two values of a setting differ beyond their spelling."""
    if name != "sampler":
        return bool(first != second)
    one, other = (
        _plain(value.lower().replace("++", "pp").removeprefix("k_")) for value in (first, second)
    )
    return not (one.startswith(other) or other.startswith(one))


def merge(
    own: Extracted, graph: Extracted | None, *, prefer_graph: tuple[str, ...] = ()
) -> Extracted:
    """The host's statement, completed by the graph's.

    Of the parameters in `prefer_graph` the graph's value counts. A setting that they state
    differently is reported.
    """
    if graph is None:
        return own
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in fields(Parameters):
        first, second = getattr(own.parameters, field.name), getattr(graph.parameters, field.name)
        empty = (None, ())
        both = first not in empty and second not in empty
        if both and field.name in COMPARED and _differ(field.name, first, second):
            problems.append(problem("contradiction", field=field.name, first=first, second=second))
        chosen, other = (second, first) if field.name in prefer_graph else (first, second)
        values[field.name] = chosen if chosen not in empty else other
    apart = _words_apart(own, graph)
    return replace(
        graph,
        generator=own.generator,
        prompt=own.prompt or graph.prompt,
        negative_prompt=own.negative_prompt or graph.negative_prompt,
        parameters=Parameters(**values),
        times=own.times + graph.times,
        extra={**graph.extra, **own.extra, **apart},
        problems=(*own.problems, *graph.problems, *problems),
    )
