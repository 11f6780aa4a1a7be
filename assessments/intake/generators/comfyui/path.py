"""The samplers that a saved picture passed through, in order.

A graph may hold samplers that had no part in the picture. The search starts at the node that saves,
goes backwards along pictures and latents, and ends at the first sampler, whose settings are those
of the picture; later passes (upscaling, refining, detailing) are listed beside it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from assessments.intake.core.problems import Problem, problem
from assessments.intake.generators.comfyui import fallback
from assessments.intake.generators.comfyui.graph import Graph, Node, boolean, branches
from assessments.intake.generators.comfyui.widgets import is_words

# A sampler has an input of SEEDS and one of SETTINGS.
SEEDS = frozenset({"seed", "noise_seed", "noise"})
SETTINGS = frozenset({"steps", "sigmas", "sampler_name", "sampler", "scheduler"})
# Inputs that carry a picture or a latent, and parts of names of inputs that never do.
PICTURES = frozenset(
    {
        "images",
        "image",
        "samples",
        "latent_image",
        "latent",
        "pixels",
        "mesh",
        "model_3d",
        "model_file",
        "model_task_id",
    }
)
LATENTS = frozenset({"samples", "latent_image", "latent"})
NOT_PICTURES = (
    "model", "clip", "vae", "positive", "negative", "cond", "control", "text", "prompt", "seed",
    "steps", "cfg", "sampler", "sigmas", "noise", "guider", "scheduler", "width", "height",
    "filename", "mask", "lora", "style", "switch",
)  # fmt: skip
_KNOWN_INPUTS = {**dict.fromkeys(NOT_PICTURES, False), **dict.fromkeys(PICTURES, True)}
_NOT_PICTURES = re.compile("|".join(NOT_PICTURES))
# Parts of class names of nodes that save, and the values of `image_output` that save.
SAVING = ("save", "send", "videocombine", "output")
_SAVES = re.compile("|".join(SAVING))
SAVED_OUTPUT_VALUES = ("Save", "Hide/Save", "Hide&Save", "Preview&Save", "Sender&Save")
SHOWN_OUTPUT_VALUES = ("Preview", "Preview&Choose")
# A request to a model service has an input of each.
REQUEST_PROMPTS = frozenset({"prompt", "text_prompt", "prompt_text", "instruction"})
REQUEST_SETTINGS = frozenset(
    {"seed", "model", "model_name", "size", "aspect_ratio", "ratio", "resolution", "quality"}
)
# A request for speech, sound or music has its words under one of these names, and is known by a
# part of its class name. Lower case, without spaces, underscores and hyphens.
SOUND_WORDS = frozenset({"text", "script", "lyrics", "transcript"})
SOUNDS = ("speech", "tts", "voice", "dialogue", "soundeffect", "music", "audio", "song", "talking")
INPUT_KINDS = ("loadimage", "loadvideo", "loadaudio")
# Parts of class names of nodes that work on a part of the picture again.
DETAILERS = ("detailer", "ultimatesdupscale", "segs")


@dataclass(frozen=True, kw_only=True)
class SamplingPath:
    """The samplers of one output: the one that began the picture, and all of them in order.

    `others` are the ones that began what further outputs show.
    """

    first: Node
    passes: tuple[Node, ...]
    others: tuple[Node, ...] = ()


def is_sampler(node: Node) -> bool:
    """Return whether a node has a seed and the settings of a sampler.

    One with a seed whose further values have no name may be a sampler, too; what stands before it
    is not to be taken for the sampler of the picture.
    """
    if SEEDS.isdisjoint(node.inputs):
        return False
    return node.unnamed or not SETTINGS.isdisjoint(node.inputs)


def is_service(node: Node) -> bool:
    """Return whether a node sends a prompt to a model service that returns the picture."""
    inputs = node.inputs
    if not REQUEST_PROMPTS.isdisjoint(inputs):
        return not REQUEST_SETTINGS.isdisjoint(inputs)
    if SOUND_WORDS.isdisjoint(inputs) or not _makes_sound(node.kind):
        return False
    return any(_is_text(inputs.get(name)) for name in SOUND_WORDS)


@lru_cache(maxsize=1024)
def _makes_sound(kind: str) -> bool:
    """Return whether a class of nodes is named for speech, sound or music, and encodes nothing."""
    plain = re.sub(r"[\s_-]", "", kind.lower())
    return "encode" not in plain and any(mark in plain for mark in SOUNDS)


def _is_text(value: Any) -> bool:
    """Return whether a value is a text, or a link to one."""
    return isinstance(value, list) or (isinstance(value, str) and bool(value.strip()))


def generates(node: Node) -> bool:
    """Return whether a node samples or asks a service."""
    return is_sampler(node) or is_service(node)


def is_detailer(node: Node) -> bool:
    """Return whether a node renders parts of a finished picture again."""
    return any(mark in node.kind.lower() for mark in DETAILERS)


def find_path(graph: Graph) -> SamplingPath | None:
    """Return the samplers of the saved picture; ambiguous graphs are noted as a problem."""
    paths = _find_paths(graph, _trace_samplers)
    if not paths:
        sampled = _trace_unfinished(graph)
        paths = [] if sampled else _find_paths(graph, _trace_request)
        if not paths:
            return sampled or _trace_words(graph)
    longest = max(paths, key=lambda path: len(path.passes))
    firsts = {path.first.id: path.first for path in paths}
    if len(firsts) > 1:
        graph.add_problem(problem("ambiguous", count=len(firsts), field="output"))
        others = tuple(node for key, node in firsts.items() if key != longest.first.id)
        longest = replace(longest, others=others)
    elif apart := _count_branches(paths):
        graph.add_problem(problem("ambiguous", count=apart, field="output"))
    return longest


def find_loaded(graph: Graph) -> Node | None:
    """Return the loaded file that was saved where nothing before the savers generates.

    None where a sampler, a request or words stand before a node that saves, or where no file does.
    """
    saving, showing, _ = _rank_outputs(graph)
    ends = [node for node in saving or showing if "text" not in node.kind.lower()]
    before = {node.id: node for end in ends for node in fallback.walk(graph, end)}
    for node in before.values():
        asked = (*node.words, *fallback.asked_words(node))
        if node.unnamed or generates(node) or any(map(is_words, asked)):
            return None
    return next((node for node in before.values() if is_loader(node)), None)


def is_loader(node: Node) -> bool:
    """Return whether a node loads a picture, a film or sound."""
    kind = node.kind.lower().replace(" ", "")
    return "load" in kind and any(mark in kind for mark in INPUT_KINDS)


def _count_branches(paths: list[SamplingPath]) -> int:
    """Return how many outputs went ways that part behind the first sampler; 0 where none do."""
    ways = {frozenset(node.id for node in path.passes) for path in paths}
    ends = [way for way in ways if not any(way < other for other in ways)]
    return len(ends) if len(ends) > 1 else 0


def _find_paths(
    graph: Graph, trace: Callable[[Graph, Node], SamplingPath | None]
) -> list[SamplingPath]:
    """Trace the outputs of the highest rank that lead to a sampler."""
    for rank, outputs in enumerate(_rank_outputs(graph)):
        paths = [traced for output in outputs if (traced := trace(graph, output))]
        if paths:
            if rank == 2:
                graph.add_problem(_no_way_to_output(graph))
            return paths
    return []


def _no_way_to_output(graph: Graph) -> Problem:
    """Return the problem of a graph in which no node that saves or shows leads to a sampler."""
    saving, showing, _ = _rank_outputs(graph)
    return problem("graph_path_unknown" if saving or showing else "graph_no_saver")


def _trace_words(graph: Graph) -> SamplingPath | None:
    """Return the nearest node with words before an output, whose place is not certain."""
    for rank, outputs in enumerate(_rank_outputs(graph)):
        asker = fallback.find_asker(graph, iter(outputs))
        if asker:
            if rank == 2:
                graph.add_problem(_no_way_to_output(graph))
            return SamplingPath(first=asker, passes=(asker,))
    return None


def _rank_outputs(graph: Graph) -> Iterator[list[Node]]:
    """Yield the end nodes by rank: those that save, those that preview, any other."""
    saving, showing, others = [], [], []
    for node in graph.nodes.values():
        kind = node.kind.lower()
        if _SAVES.search(kind) or node.inputs.get("image_output") in SAVED_OUTPUT_VALUES:
            saving.append(node)
        elif "preview" in kind or node.inputs.get("image_output") in SHOWN_OUTPUT_VALUES:
            showing.append(node)
        else:
            others.append(node)
    yield saving
    yield showing
    used = {target.id for node in graph.nodes.values() for _, target in graph.links(node)}
    yield [node for node in others if node.id not in used]


def _trace_samplers(graph: Graph, output: Node) -> SamplingPath | None:
    nearest = _find_upstream(graph, output)
    if is_sampler(output):
        nearest = [output]
    passes: dict[str, Node] = {}
    first: list[Node] = []
    waiting = deque(nearest)
    while waiting:
        node = waiting.popleft()
        if node.id in passes or not graph.spend_step():
            continue
        passes[node.id] = node
        before = [
            sampler for sampler in _find_upstream(graph, node) if not _is_converter(graph, sampler)
        ]
        if not before:
            first.append(node)
        waiting.extend(before)
    if not passes:
        return None
    return SamplingPath(
        first=_choose_first(graph, first, nearest), passes=tuple(passes.values())[::-1]
    )


def _trace_request(graph: Graph, output: Node) -> SamplingPath | None:
    """Return the request that returned the picture; earlier requests made its input."""
    nearest = [output] if is_service(output) else _find_upstream(graph, output, is_service)
    if len(nearest) > 1:
        graph.add_problem(problem("ambiguous", count=len(nearest), field="prompt"))
    return SamplingPath(first=nearest[0], passes=(nearest[0],)) if nearest else None


def _is_converter(graph: Graph, node: Node) -> bool:
    """Return whether a first sampler adds no noise, as in nodes that compute a depth map."""
    noise = graph.link(node.inputs.get("noise"))
    return bool(noise and noise.kind == "DisableNoise" and not _find_upstream(graph, node))


def _choose_first(graph: Graph, first: list[Node], nearest: list[Node]) -> Node:
    plain = [node for node in first if not is_detailer(node)] or first
    if len(plain) == 1:
        return plain[0]
    if plain:
        graph.add_problem(problem("ambiguous", count=len(plain), field="sampler"))
    return nearest[0]


def _trace_unfinished(graph: Graph) -> SamplingPath | None:
    """Return the samplers of a graph without an output; more than one is ambiguous."""
    samplers = [node for node in graph.nodes.values() if is_sampler(node)]
    if not samplers:
        return None
    graph.add_problem(_no_way_to_output(graph))
    if len(samplers) > 1:
        graph.add_problem(problem("ambiguous", count=len(samplers), field="sampler"))
    return SamplingPath(first=samplers[0], passes=tuple(samplers))


def _find_upstream(
    graph: Graph, start: Node, makes: Callable[[Node], bool] = is_sampler
) -> list[Node]:
    """Return the nearest samplers that the pictures and latents of a node come from."""
    found: list[Node] = []
    waiting, seen = deque(_list_picture_inputs(graph, start)), {start.id}
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend_step():
            continue
        seen.add(node.id)
        if makes(node):
            found.append(node)
        else:
            waiting.extend(_list_picture_inputs(graph, node))
    return found


def _list_picture_inputs(graph: Graph, node: Node) -> Iterator[Node]:
    picked = branches(graph, node)
    if picked is not None:
        for value in picked:
            yield from _follow_link(graph, value)
        return
    guided = _is_guided(node)
    for name, target in graph.links(node):
        known = name in LATENTS if guided else _KNOWN_INPUTS.get(name)
        if known or (known is None and not _NOT_PICTURES.search(name.lower())):
            yield target
        elif name == "positive" and target.kind.startswith("StableCascade_StageB"):
            yield from _follow_link(graph, target.inputs.get("stage_c"))


def _is_guided(node: Node) -> bool:
    """Return whether the picture of a node only guides: its output latent is a new one."""
    inputs = node.inputs
    conditions = "positive" in inputs and "vae" in inputs
    return conditions and not is_sampler(node) and "npaint" not in node.kind


def _follow_link(graph: Graph, value: Any) -> Iterator[Node]:
    node = graph.link(value)
    if node:
        yield node


def list_bypassed(graph: Graph) -> set[str]:
    """Return the ids of nodes whose result goes only into nodes that a switch `bypass` skips.

    Such a node hands on its latent and takes nothing else (Lightricks/ComfyUI-LTXVideo).
    """
    skipped = {
        node.id
        for node in graph.nodes.values()
        if "bypass" in node.inputs and boolean(graph, node.inputs["bypass"]) is True
    }
    if not skipped:
        return set()
    return _reached(graph, set()) - _reached(graph, skipped)


def _reached(graph: Graph, skipped: set[str]) -> set[str]:
    """Return the ids of the nodes before the ends of a graph, past those that are skipped."""
    used = {target.id for node in graph.nodes.values() for _, target in graph.links(node)}
    waiting = deque(node for node in graph.nodes.values() if node.id not in used)
    seen: set[str] = set()
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend_step():
            continue
        seen.add(node.id)
        waiting.extend(
            target
            for name, target in graph.links(node)
            if node.id not in skipped or name in LATENTS
        )
    return seen


def list_requests(graph: Graph, besides: Node) -> list[Node]:
    """Return the other requests to services that lead to a node that saves or shows."""
    if not any(is_service(node) and node is not besides for node in graph.nodes.values()):
        return []
    saving, showing, _ = _rank_outputs(graph)
    found: dict[str, Node] = {}
    waiting, seen = deque([*saving, *showing]), set[str]()
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend_step():
            continue
        seen.add(node.id)
        if node is not besides and is_service(node) and not is_sampler(node):
            found[node.id] = node
        waiting.extend(target for _, target in graph.links(node))
    return list(found.values())


def upstream_nodes(graph: Graph, start: Node) -> Iterator[Node]:
    """Yield the nodes before a sampler, nearest first, up to the next sampler."""
    waiting, seen = deque(_list_picture_inputs(graph, start)), {start.id}
    while waiting:
        node = waiting.popleft()
        if node.id in seen or not graph.spend_step():
            continue
        seen.add(node.id)
        if not is_sampler(node):
            yield node
            waiting.extend(_list_picture_inputs(graph, node))
