"""The model of a sampler and the LoRA models applied to it, found along the model links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from assessments.intake.core.coerce import number, to_text
from assessments.intake.core.report import Lora
from assessments.intake.generators.a1111 import tags
from assessments.intake.generators.comfyui.graph import Graph, Node, amount, branches, label

# Inputs in which nodes that load a model name its file, tried in this order.
OWN_LOADERS = (
    "ckpt_name",
    "base_ckpt_name",
    "unet_name",
    "gguf_name",
    "diffusion_model_name",
    "nf4_name",
    "checkpoint",
    "stage_c",
)
# The second model of Stable Cascade, beside the one that begins the picture.
SECOND = "stage_b"
GENERAL_LOADERS = ("model_name", "model_path", "model_file", "model", "model_version")
GENERAL = frozenset(GENERAL_LOADERS)
MIXED = ("model2", "model3", "model_2", "model_b", "model_B")
MODEL_INPUTS = ("model", "model1", "unet", "MODEL")
# Inputs that lead towards the loader, tried in this order.
ONWARD = (
    "model",
    "model1",
    "unet",
    "guider",
    "pipe",
    "basic_pipe",
    "context",
    "base_ctx",
    "sdxl_tuple",
    "sdxl_model",
    "any",
    "anything",
    "value",
    "input",
    "",
)
LORA_INDEX_END = 51  # stacks of the common node packs have at most 50 slots
NONE = {"", "none"}
_TAKES_MODEL = re.compile("model|unet|pipe")
_OTHER_MODEL = re.compile("upscale|clip|vae|control|patch|style|sam|bbox|segm|lora|motion|audio")
_MENTIONS_LORA = re.compile(
    "lora|wildcard", re.IGNORECASE
)  # in every input or class name read below


class Models(NamedTuple):
    """The model of a sampler, its LoRA models as applied, and other models that change it."""

    model: str | None
    loras: tuple[Lora, ...]
    adapters: tuple[str, ...]
    merged: tuple[str, ...] = ()  # models that a node mixed into the first


def find_models(graph: Graph, sampler: Node) -> Models:
    """Return the model at the end of the model links, and what was applied to it on the way.

    A node that itself takes a model and names one by a general name (`model_name`) is an adapter,
    like those of IPAdapter and AnimateDiff.
    """
    model: str | None = None
    loras: list[Lora] = []
    adapters: list[str] = []
    merged: list[str] = []
    for node in _walk_models(graph, sampler):
        loras.extend(reversed(_collect_loras(graph, node)))
        mixed_in = (graph.link(node.inputs[name]) for name in MIXED if name in node.inputs)
        for other in filter(None, mixed_in):
            if mixed := _model_at(graph, other):
                merged.append(mixed)
        found = _read_loader(graph, node, OWN_LOADERS)
        if found is None and not GENERAL.isdisjoint(node.inputs):
            if node is not sampler and _takes_model(graph, node):
                adapters.extend(_list_adapters(graph, node))
            else:
                found = _read_loader(graph, node, GENERAL_LOADERS)
        if found:
            model = found
            if second := label(graph, node.inputs.get(SECOND), SECOND):
                merged.append(second)
            break
    return Models(
        model or _find_single_model(graph),
        tuple(dict.fromkeys(reversed(loras))),
        tuple(dict.fromkeys(reversed(adapters))),
        tuple(dict.fromkeys(merged)),
    )


def _model_at(graph: Graph, start: Node) -> str | None:
    """Return the model at the end of the links of one that is mixed into another."""
    names = (*OWN_LOADERS, *GENERAL_LOADERS)
    found = (_read_loader(graph, node, names) for node in _walk_models(graph, start))
    return next(filter(None, found), None)


def _takes_model(graph: Graph, node: Node) -> bool:
    return any(graph.link(node.inputs.get(name)) for name in MODEL_INPUTS)


def _list_adapters(graph: Graph, node: Node) -> list[str]:
    names = (
        label(graph, value, name)
        for name in GENERAL_LOADERS
        if isinstance(value := node.inputs.get(name), str)
    )
    return [name for name in names if name and name.lower() not in NONE]


def _walk_models(graph: Graph, node: Node | None) -> Iterator[Node]:
    seen: set[str] = set()
    while node and node.id not in seen and graph.spend_step():
        seen.add(node.id)
        yield node
        onward = (graph.link(node.inputs[name]) for name in ONWARD if name in node.inputs)
        target = next(filter(None, onward), None)
        picked = branches(graph, node)
        if picked is not None:
            node = next(filter(None, map(graph.link, picked)), None)
        else:
            node = target or _follow_named(graph, node)


def _follow_named(graph: Graph, node: Node) -> Node | None:
    """Return what an input of an unknown name, which says that it takes a model, leads to."""
    for name, target in graph.links(node):
        if _TAKES_MODEL.search(name.lower()) and not _OTHER_MODEL.search(name.lower()):
            return target
    return None


def _read_loader(graph: Graph, node: Node, names: tuple[str, ...]) -> str | None:
    for name in names:
        value = node.inputs.get(name)
        if value is None or (name == "model" and isinstance(value, list)):
            continue
        found = label(graph, value, name)
        if found and found.lower() not in NONE:
            return found
    return None


def _find_single_model(graph: Graph) -> str | None:
    """Return the model of a graph that loads exactly one, for samplers with dangling links."""
    names = {
        value
        for node in graph.nodes.values()
        for key in ("ckpt_name", "unet_name")
        if (value := label(graph, node.inputs.get(key), key))
    }
    return names.pop() if len(names) == 1 else None


def _collect_loras(graph: Graph, node: Node) -> list[Lora]:
    inputs = node.inputs
    if not _MENTIONS_LORA.search(f"{node.kind} {' '.join(inputs)}"):
        return []
    found = _read_named_lora(graph, node)
    for index in _find_indices(inputs):
        found.extend(_read_numbered_lora(graph, inputs, index))
    found.extend(_read_lora_objects(inputs))
    for key in ("lora_stack", "optional_lora_stack", "lora", "prev_lora", "loras"):
        stack = graph.link(inputs.get(key))
        if stack and graph.spend_step():
            found.extend(_collect_stack(graph, stack))
    return [lora for lora in found if lora.name.lower() not in NONE]


def _collect_stack(graph: Graph, stack: Node) -> list[Lora]:
    """Collect the LoRA models of a stack and of the stacks that it extends."""
    found: list[Lora] = []
    node: Node | None = stack
    seen: set[str] = set()
    while node and node.id not in seen and graph.spend_step():
        seen.add(node.id)
        own = _read_named_lora(graph, node)
        for index in _find_indices(node.inputs):
            own.extend(_read_numbered_lora(graph, node.inputs, index))
        found = own + found
        node = next(
            (
                target
                for key in ("lora_stack", "optional_lora_stack", "prev_lora")
                if (target := graph.link(node.inputs.get(key)))
            ),
            None,
        )
    return found


def _read_named_lora(graph: Graph, node: Node) -> list[Lora]:
    inputs = node.inputs
    name = label(graph, inputs.get("lora_name"), "lora_name") or (
        to_text(inputs.get("lora")) if "strength" in inputs else None
    )
    if not name:
        return _read_tagged_loras(graph, node)
    for key in ("strength_model", "lora_model_strength", "lora_strength", "strength", "lora_wt"):
        if key in inputs:
            return [Lora(name=name, weight=amount(graph, inputs[key], key))]
    return [Lora(name=name)]


def _read_tagged_loras(graph: Graph, node: Node) -> list[Lora]:
    """Read the `<lora:…>` tags of loaders that take them from a text."""
    kind = node.kind.lower()
    if "lora" not in kind and "wildcard" not in kind:
        return []
    key = "populated_text" if "populated_text" in node.inputs else "text"
    return tags(label(graph, node.inputs.get(key), key, "text") or "")


def _find_indices(inputs: Mapping[str, Any]) -> list[int]:
    """Return the slot numbers in the names of LoRA inputs."""
    found = {
        int(part)
        for name in inputs
        if name.startswith("lora_")
        for part in name.split("_")
        if part.isdecimal() and len(part) <= 3
    }
    return sorted(index for index in found if 0 < index < LORA_INDEX_END)


def _read_numbered_lora(graph: Graph, inputs: Mapping[str, Any], index: int) -> list[Lora]:
    """Read one slot of a stack: `lora_name_1` or `lora_01`, each with its own strength."""
    if str(inputs.get(f"switch_{index}", "On")).lower() in ("off", "false"):
        return []
    for name_key, keys in (
        (f"lora_name_{index}", (f"model_weight_{index}", f"model_str_{index}", f"lora_wt_{index}")),
        (f"lora_{index}_name", (f"lora_{index}_model_strength", f"lora_{index}_strength")),
        (f"lora_{index:02}", (f"strength_{index:02}",)),
        (f"lora_{index}", (f"strength_{index}",)),
    ):
        name = to_text(inputs.get(name_key))
        if name:
            key = next((key for key in keys if key in inputs), None)
            return [Lora(name=name, weight=amount(graph, inputs[key], key) if key else None)]
    return []


def _read_lora_objects(inputs: Mapping[str, Any]) -> list[Lora]:
    """Read inputs that are objects: `lora_1: {on, lora, strength}` or lists of {name, strength}."""
    listed = inputs.get("loras")
    if isinstance(listed, dict):
        listed = listed.get("__value__")
    values = [value for name, value in inputs.items() if name.lower().startswith("lora_")]
    values.extend(listed if isinstance(listed, list) else [])
    found = []
    for value in values:
        if isinstance(value, dict) and value.get("on", value.get("active", True)):
            name = to_text(value.get("lora")) or to_text(value.get("name"))
            if name:
                found.append(Lora(name=name, weight=number(value.get("strength"))))
    return found
