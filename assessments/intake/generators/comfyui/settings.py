"""A sampler's settings, wherever its kind keeps them: on itself, or spread over other nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.core.coerce import size, whole
from assessments.intake.generators.comfyui.graph import Graph, Node, amount, integer, label
from assessments.intake.generators.comfyui.path import upstream_nodes

SIDES = (("width", "height"), ("empty_latent_width", "empty_latent_height"))
Size = tuple[int | None, int | None]
SCHEDULES = 8  # nodes between a sampler and the scheduler that counts its steps


def seed(graph: Graph, sampler: Node) -> int | None:
    for name in ("seed", "noise_seed", "noise"):
        if name in sampler.inputs:
            found = integer(graph, sampler.inputs[name], "noise_seed", "seed", "seed_value")
            if found is not None:
                return found
    return None


def steps(graph: Graph, sampler: Node) -> int | None:
    if "steps" in sampler.inputs:
        return integer(graph, sampler.inputs["steps"], "steps", "steps_total")
    scheduler = _scheduler(graph, sampler)
    return integer(graph, scheduler.inputs["steps"], "steps") if scheduler else None


def schedule(graph: Graph, sampler: Node) -> str | None:
    scheduler = sampler if "scheduler" in sampler.inputs else _scheduler(graph, sampler)
    return label(graph, scheduler.inputs.get("scheduler"), "scheduler") if scheduler else None


def _scheduler(graph: Graph, sampler: Node) -> Node | None:
    node = graph.link(sampler.inputs.get("sigmas"))
    for _ in range(SCHEDULES):
        if node is None or "steps" in node.inputs:
            return node
        node = next(
            (
                target
                for name, target in graph.links(node)
                if "sigmas" in name or name in ("", "any", "input")
            ),
            None,
        )
    return None


def guidance(graph: Graph, sampler: Node) -> int | float | None:
    """The scale of classifier-free guidance; the distilled guidance of Flux is another thing."""
    for holder in (sampler, graph.link(sampler.inputs.get("guider"))):
        if holder is None:
            continue
        for name in ("cfg", "cfg_scale", "cfg_conds", "guidance_scale"):
            if name in holder.inputs:
                return amount(graph, holder.inputs[name], name, "cfg")
    return None


def sampling(graph: Graph, sampler: Node) -> str | None:
    inputs = sampler.inputs
    if "sampler_name" in inputs:
        return label(graph, inputs["sampler_name"], "sampler_name", "sampler")
    if "sampler" not in inputs:  # wrappers of video models call it by the other name
        return label(graph, inputs.get("scheduler"), "scheduler")
    node = graph.link(inputs["sampler"])
    if node is None:
        return label(graph, inputs["sampler"])
    return label(graph, inputs["sampler"], "sampler_name") or (
        node.kind if node.kind.startswith("Sampler") else None
    )


def dimensions(graph: Graph, sampler: Node) -> Size:
    """The size of the latent that the sampler began with; none when it began with a picture."""
    for node in (sampler, *upstream_nodes(graph, sampler)):
        found = _dimensions(graph, node.inputs)
        if all(found):
            return found
    return None, None


def _dimensions(graph: Graph, inputs: Mapping[str, Any]) -> Size:
    if all(chosen := _chosen(inputs)):
        return chosen
    for wide, high in SIDES:
        if wide in inputs and high in inputs:
            holder = graph.link(inputs[wide])
            same = holder and holder is graph.link(inputs[high])
            if holder and same and all(chosen := _chosen(holder.inputs)):
                return chosen
            return (
                integer(graph, inputs[wide], wide, "width"),
                integer(graph, inputs[high], high, "height"),
            )
    return None, None


def _chosen(inputs: Mapping[str, Any]) -> Size:
    """The size of a node with formats to choose from; its numbers hold only without a choice."""
    typed = whole(inputs.get("width_override")), whole(inputs.get("height_override"))
    if all(typed):
        return typed
    for key in ("dimensions", "resolution", "aspect_ratio", "size", "size_preset"):
        if isinstance(inputs.get(key), str):
            width, height = size(inputs[key])
            if width and height:
                turned = str(inputs.get("swap_dimensions")).lower() in ("on", "true")
                return (height, width) if turned else (width, height)
    return None, None
