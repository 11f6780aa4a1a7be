"""Hosts and launchers that write their own fields beside a ComfyUI graph.

TensorArt (`generation_data`: its seed is often -1, the true one is only in the graph), Stability
Matrix (`parameters-json`, `smproj`), Civitai (`extraMetadata` inside the graph). Shape:
docs/formats.md. What the host states completes the graph; where both state a value differently,
both are named.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import number, parse_object, stated, whole, words
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Found, Lora, Parameters
from assessments.intake.generators import comfyui


def tensorart(embedded: Embedded) -> Found | None:
    data = embedded.object("generation_data")
    if data is None:
        return None
    base = data.get("baseModel")
    listed = data.get("models")
    seed = whole(data.get("seed"))
    own = Found(
        generator="TensorArt",
        prompt=stated(data.get("prompt")),
        negative_prompt=stated(data.get("negativePrompt")),
        parameters=Parameters(
            steps=whole(data.get("steps")),
            cfg_scale=number(data.get("cfgScale")),
            seed=None if seed == -1 else seed,
            sampler=words(data.get("samplerName")),
            width=whole(data.get("width")),
            height=whole(data.get("height")),
            model=words(base.get("modelFileName")) if isinstance(base, dict) else None,
            loras=_loras(listed, "modelFileName"),
        ),
        confidence="stated",
    )
    sampled = ("steps", "cfg_scale", "seed", "sampler", "width", "height")
    return merged(own, comfyui.read(embedded), prefer_graph=sampled)


def _loras(value: Any, key: str) -> tuple[Lora, ...]:
    return tuple(
        Lora(name=str(one[key]), weight=number(one.get("weight")))
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, dict) and one.get("type") == "LORA" and words(one.get(key))
    )


def stability_matrix(embedded: Embedded) -> Found | None:
    data = embedded.object("parameters-json")
    if data is None:
        return None
    own = Found(
        generator="Stability Matrix",
        prompt=stated(data.get("PositivePrompt")),
        negative_prompt=stated(data.get("NegativePrompt")),
        parameters=Parameters(
            steps=whole(data.get("Steps")),
            cfg_scale=number(data.get("CfgScale")),
            seed=whole(data.get("Seed")),
            sampler=words(data.get("Sampler")),
            width=whole(data.get("Width")),
            height=whole(data.get("Height")),
            model=words(data.get("ModelName")),
        ),
        confidence="stated",
    )
    return merged(own, comfyui.read(embedded), prefer_graph=("sampler",))


def civitai(embedded: Embedded) -> Found | None:
    """Civitai's graphs, whose own entry repeats what was asked for."""
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
    own = Found(
        generator="Civitai",
        prompt=stated(asked.get("prompt")),
        negative_prompt=stated(asked.get("negativePrompt")),
        parameters=Parameters(
            steps=whole(asked.get("steps")),
            cfg_scale=number(asked.get("cfgScale")),
            seed=whole(asked.get("seed")),
            sampler=words(asked.get("sampler")),
            width=whole(asked.get("width")),
            height=whole(asked.get("height")),
            model=words(asked.get("baseModel")) if words(asked.get("modelFileName")) else None,
        ),
        extra={"step": asked["workflowId"]} if words(asked.get("workflowId")) else {},
        confidence="stated",
    )
    names = tuple(one.name for one in fields(Parameters))
    return merged(own, comfyui.read(embedded), prefer_graph=names)


def merged(own: Found, graph: Found | None, *, prefer_graph: tuple[str, ...] = ()) -> Found:
    """The host's statement, completed by the graph's; a value both state differently is named."""
    if graph is None:
        return own
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for one in fields(Parameters):
        first, second = getattr(own.parameters, one.name), getattr(graph.parameters, one.name)
        empty = (None, ())
        both = first not in empty and second not in empty
        if both and first != second and one.name in ("seed", "steps"):
            problems.append(problem("contradiction", field=one.name, first=first, second=second))
        chosen, other = (second, first) if one.name in prefer_graph else (first, second)
        values[one.name] = chosen if chosen not in empty else other
    return replace(
        graph,
        generator=own.generator,
        prompt=own.prompt or graph.prompt,
        negative_prompt=own.negative_prompt or graph.negative_prompt,
        parameters=Parameters(**values),
        times=own.times + graph.times,
        extra={**graph.extra, **own.extra},
        problems=(*own.problems, *graph.problems, *problems),
    )
