"""The settings of a sampler, which stand on the sampler itself or on nodes linked to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.core.coerce import size, to_int
from assessments.intake.core.problems import Problem, problem
from assessments.intake.generators.comfyui.graph import Graph, Node, amount, integer, label
from assessments.intake.generators.comfyui.path import upstream_nodes

SIDES = (("width", "height"), ("empty_latent_width", "empty_latent_height"))
Size = tuple[int | None, int | None]
MAX_GUIDANCE_LINKS = 20  # links between a sampler and the node with its distilled guidance
MAX_SCHEDULER_LINKS = 8  # links between a sampler and the scheduler that sets its steps


def seed(graph: Graph, sampler: Node) -> int | None:
    """Return the seed of the noise."""
    for name in ("seed", "noise_seed", "noise"):
        if name in sampler.inputs:
            found = integer(graph, sampler.inputs[name], "noise_seed", "seed", "seed_value")
            if found is not None:
                return found
    return None


def steps(graph: Graph, sampler: Node) -> int | None:
    """Return the number of steps, from the sampler or from its scheduler."""
    if "steps" in sampler.inputs:
        return integer(graph, sampler.inputs["steps"], "steps", "steps_total")
    scheduler = _find_scheduler(graph, sampler)
    return integer(graph, scheduler.inputs["steps"], "steps") if scheduler else None


# Inputs of a sampler that hold a setting, by the name of the setting.
INPUTS = {
    "seed": ("seed", "noise_seed"),
    "steps": ("steps",),
    "cfg_scale": ("cfg", "cfg_scale", "cfg_conds", "guidance_scale"),
    "sampler": ("sampler_name",),
}


def made_in_run(graph: Graph, sampler: Node, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each setting that is linked to a node whose result no file holds."""
    for setting, names in INPUTS.items():
        links = (graph.link(sampler.inputs.get(name)) for name in names)
        source = next(filter(None, links), None)
        if source is not None and found.get(setting) is None:
            yield problem("setting_made_in_run", field=setting, node=source.kind)


def schedule(graph: Graph, sampler: Node) -> str | None:
    """Return the name of the noise schedule."""
    scheduler = sampler if "scheduler" in sampler.inputs else _find_scheduler(graph, sampler)
    return label(graph, scheduler.inputs.get("scheduler"), "scheduler") if scheduler else None


def _find_scheduler(graph: Graph, sampler: Node) -> Node | None:
    node = graph.link(sampler.inputs.get("sigmas"))
    for _ in range(MAX_SCHEDULER_LINKS):
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
    """Return the scale of classifier-free guidance, which is not the distilled guidance of Flux."""
    for holder in (sampler, graph.link(sampler.inputs.get("guider"))):
        if holder is None:
            continue
        for name in ("cfg", "cfg_scale", "cfg_conds", "guidance_scale"):
            if name in holder.inputs:
                return amount(graph, holder.inputs[name], name, "cfg")
    return None


def is_idle(graph: Graph, sampler: Node) -> bool:
    """Return whether a sampler is set to take no step, so that what goes in comes out."""
    scheduler = _find_scheduler(graph, sampler) or sampler
    for holder in (sampler, scheduler):
        if "denoise" in holder.inputs and amount(graph, holder.inputs["denoise"], "denoise") == 0:
            return True
    if "start_at_step" not in sampler.inputs:
        return False
    start, end, most = (
        integer(graph, sampler.inputs.get(name), name)
        for name in ("start_at_step", "end_at_step", "steps")
    )
    ends = [last for last in (end, most) if last is not None]
    return start is not None and bool(ends) and start >= min(ends)


def distilled(graph: Graph, sampler: Node) -> dict[str, int | float]:
    """Return the distilled guidance of Flux, which a node puts into the conditioning."""
    guider = graph.link(sampler.inputs.get("guider"))
    holder = guider or sampler
    value = holder.inputs.get("positive", holder.inputs.get("conditioning"))
    for _ in range(MAX_GUIDANCE_LINKS):
        node = graph.link(value)
        if node is None:
            break
        if "guidance" in node.inputs:
            found = amount(graph, node.inputs["guidance"], "guidance")
            return {} if found is None else {"distilled_guidance": found}
        value = node.inputs.get("positive", node.inputs.get("conditioning"))
    return {}


def sampler_name(graph: Graph, sampler: Node) -> str | None:
    """Return the name of the sampling method."""
    inputs = sampler.inputs
    if "sampler_name" in inputs:
        return label(graph, inputs["sampler_name"], "sampler_name", "sampler")
    if "sampler" not in inputs:  # wrappers of video models call it `scheduler`
        return label(graph, inputs.get("scheduler"), "scheduler")
    node = graph.link(inputs["sampler"])
    if node is None:
        return label(graph, inputs["sampler"])
    return label(graph, inputs["sampler"], "sampler_name") or (
        node.kind if node.kind.startswith("Sampler") else None
    )


def dimensions(graph: Graph, sampler: Node) -> Size:
    """Return width and height of the first latent; none where the sampler began with a picture."""
    for node in (sampler, *upstream_nodes(graph, sampler)):
        found = _read_dimensions(graph, node.inputs)
        if all(found):
            return found
    return None, None


def _read_dimensions(graph: Graph, inputs: Mapping[str, Any]) -> Size:
    if all(chosen := _read_size_choice(inputs)):
        return chosen
    for wide, high in SIDES:
        if wide in inputs and high in inputs:
            holder = graph.link(inputs[wide])
            same = holder and holder is graph.link(inputs[high])
            if holder and same and all(chosen := _read_size_choice(holder.inputs)):
                return chosen
            return (
                integer(graph, inputs[wide], wide, "width"),
                integer(graph, inputs[high], high, "height"),
            )
    return None, None


def _read_size_choice(inputs: Mapping[str, Any]) -> Size:
    """Return the size that a node with preset formats chose; typed numbers override the preset."""
    if "width_override" in inputs:
        typed = to_int(inputs["width_override"]), to_int(inputs.get("height_override"))
        if all(typed):
            return typed
    for key in ("dimensions", "resolution", "aspect_ratio", "size", "size_preset"):
        if isinstance(inputs.get(key), str):
            width, height = size(inputs[key])
            if width and height:
                turned = str(inputs.get("swap_dimensions")).lower() in ("on", "true")
                return (height, width) if turned else (width, height)
    return None, None
