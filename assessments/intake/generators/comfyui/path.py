"""The way a saved picture came through the graph: its outputs, its samplers, in order.

A graph may hold samplers that had no part in the picture. The way starts at the node that saves,
runs back along pictures and latents, and ends at the first sampler, whose settings are the
picture's; later passes (upscaling, refining, detailing) are listed beside it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assessments.intake.core.problems import problem
from assessments.intake.generators.comfyui.graph import Graph, Node

SEEDS = frozenset({"seed", "noise_seed", "noise"})
SETTINGS = frozenset({"steps", "sigmas", "sampler_name", "sampler", "scheduler"})
PICTURES = frozenset({"images", "image", "samples", "latent_image", "latent", "pixels"})
LATENTS = frozenset({"samples", "latent_image", "latent"})
NOT_PICTURES = (
    "model",
    "clip",
    "vae",
    "positive",
    "negative",
    "cond",
    "control",
    "text",
    "prompt",
    "seed",
    "steps",
    "cfg",
    "sampler",
    "sigmas",
    "noise",
    "guider",
    "scheduler",
    "width",
    "height",
    "filename",
    "mask",
    "lora",
    "style",
    "switch",
)
_PLAIN = {**dict.fromkeys(NOT_PICTURES, False), **dict.fromkeys(PICTURES, True)}
_NOT_PICTURES = re.compile("|".join(NOT_PICTURES))
SAVING = ("save", "send", "videocombine", "output")
SAVED = ("Save", "Hide/Save", "Preview&Save", "Sender&Save")
ASKING = ("prompt", "text_prompt", "prompt_text")
ASKED = frozenset(
    {"seed", "model", "model_name", "size", "aspect_ratio", "ratio", "resolution", "quality"}
)
DETAILERS = ("detailer", "ultimatesdupscale", "segs")


@dataclass(frozen=True, kw_only=True)
class Way:
    """The samplers of one output: the one that began the picture, and all, first to last."""

    first: Node
    passes: tuple[Node, ...]


def is_sampler(node: Node) -> bool:
    return not (SEEDS.isdisjoint(node.inputs) or SETTINGS.isdisjoint(node.inputs))


def is_service(node: Node) -> bool:
    """A node that sends words to a model elsewhere, which answers with the picture."""
    return any(name in node.inputs for name in ASKING) and not ASKED.isdisjoint(node.inputs)


def is_detailer(node: Node) -> bool:
    return any(mark in node.kind.lower() for mark in DETAILERS)


def find(graph: Graph) -> Way | None:
    """The way of the saved picture; notes where the graph leaves more than one reading."""
    ways = _ways(graph, _way)
    if not ways:
        sampled = _loose(graph)
        ways = [] if sampled else _ways(graph, _asked)
        if not ways:
            return sampled
    longest = max(ways, key=lambda way: len(way.passes))
    others = {way.first.id for way in ways}
    if len(others) > 1:
        graph.note(problem("ambiguous", count=len(others), field="output"))
    return longest


def _ways(graph: Graph, way: Callable[[Graph, Node], Way | None]) -> list[Way]:
    """The ways to the outputs of the highest rank that have any."""
    for rank, outputs in enumerate(_outputs(graph)):
        ways = [one for output in outputs if (one := way(graph, output))]
        if ways:
            if rank == 2:
                graph.note(problem("graph_unfinished"))
            return ways
    return []


def _outputs(graph: Graph) -> Iterator[list[Node]]:
    """Nodes at the end of the graph: those that save, those that show, any other."""
    saving, showing, others = [], [], []
    for node in graph.nodes.values():
        kind = node.kind.lower()
        if any(mark in kind for mark in SAVING) or node.inputs.get("image_output") in SAVED:
            saving.append(node)
        elif "preview" in kind:
            showing.append(node)
        else:
            others.append(node)
    yield saving
    yield showing
    used = {target.id for node in graph.nodes.values() for _, target in graph.links(node)}
    yield [node for node in others if node.id not in used]


def _way(graph: Graph, output: Node) -> Way | None:
    nearest = _upstream(graph, output)
    if is_sampler(output):
        nearest = [output]
    passes: dict[str, Node] = {}
    first: list[Node] = []
    waiting = deque(nearest)
    while waiting:
        node = waiting.popleft()
        if node.id in passes or not graph.spend():
            continue
        passes[node.id] = node
        before = [one for one in _upstream(graph, node) if not _converts(graph, one)]
        if not before:
            first.append(node)
        waiting.extend(before)
    if not passes:
        return None
    return Way(first=_begun(graph, first, nearest), passes=tuple(passes.values())[::-1])


def _asked(graph: Graph, output: Node) -> Way | None:
    """The request that was answered with the picture; earlier ones made what it began with."""
    nearest = [output] if is_service(output) else _upstream(graph, output, is_service)
    if len(nearest) > 1:
        graph.note(problem("ambiguous", count=len(nearest), field="prompt"))
    return Way(first=nearest[0], passes=(nearest[0],)) if nearest else None


def _converts(graph: Graph, node: Node) -> bool:
    """A sampler without noise at the beginning: it turns a picture into a map of its depth."""
    noise = graph.link(node.inputs.get("noise"))
    return bool(noise and noise.kind == "DisableNoise" and not _upstream(graph, node))


def _begun(graph: Graph, first: list[Node], nearest: list[Node]) -> Node:
    plain = [node for node in first if not is_detailer(node)] or first
    if len(plain) == 1:
        return plain[0]
    if plain:
        graph.note(problem("ambiguous", count=len(plain), field="sampler"))
    return nearest[0]


def _loose(graph: Graph) -> Way | None:
    """A graph without an output that samples: only a single sampler is beyond doubt."""
    samplers = [node for node in graph.nodes.values() if is_sampler(node)]
    if not samplers:
        return None
    graph.note(problem("graph_unfinished"))
    if len(samplers) > 1:
        graph.note(problem("ambiguous", count=len(samplers), field="sampler"))
    return Way(first=samplers[0], passes=tuple(samplers))


def _upstream(graph: Graph, start: Node, makes: Callable[[Node], bool] = is_sampler) -> list[Node]:
    """The nearest samplers that the pictures and latents of a node come from."""
    found: list[Node] = []
    waiting, seen = deque(_pictures(graph, start)), {start.id}
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend():
            continue
        seen.add(node.id)
        if makes(node):
            found.append(node)
        else:
            waiting.extend(_pictures(graph, node))
    return found


def _pictures(graph: Graph, node: Node) -> Iterator[Node]:
    guided = _is_guided(node)
    for name, target in graph.links(node):
        known = name in LATENTS if guided else _PLAIN.get(name)
        if known or (known is None and not _NOT_PICTURES.search(name.lower())):
            yield target
        elif name == "positive" and target.kind.startswith("StableCascade_StageB"):
            yield from _target(graph, target.inputs.get("stage_c"))


def _is_guided(node: Node) -> bool:
    """A picture that goes in beside the words guides; the latent that comes out is a new one."""
    inputs = node.inputs
    conditions = "positive" in inputs and "vae" in inputs
    return conditions and not is_sampler(node) and "npaint" not in node.kind


def _target(graph: Graph, value: Any) -> Iterator[Node]:
    node = graph.link(value)
    if node:
        yield node


def upstream_nodes(graph: Graph, start: Node) -> Iterator[Node]:
    """Nodes behind a sampler's pictures and latents, nearest first, up to the next sampler."""
    waiting, seen = deque(_pictures(graph, start)), {start.id}
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend():
            continue
        seen.add(node.id)
        if not is_sampler(node):
            yield node
            waiting.extend(_pictures(graph, node))
