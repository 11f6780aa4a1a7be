"""The model of a sampler and the add-on models between: back along the model links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.core.coerce import number, words
from assessments.intake.core.report import Lora
from assessments.intake.generators.a1111 import tags
from assessments.intake.generators.comfyui.graph import Graph, Node, amount, branches, label

LOADERS = (
    "ckpt_name",
    "base_ckpt_name",
    "unet_name",
    "gguf_name",
    "diffusion_model_name",
    "model_name",
    "model_path",
    "nf4_name",
    "checkpoint",
    "model",
)
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
NUMBERED = 51
NONE = {"", "none"}
_SPEAKS = re.compile("lora|wildcard", re.IGNORECASE)  # what every field and kind below has in it


def find(graph: Graph, sampler: Node) -> tuple[str | None, tuple[Lora, ...]]:
    """The model's name and the add-ons in the order they were applied."""
    model: str | None = None
    loras: list[Lora] = []
    for node in _chain(graph, sampler):
        loras.extend(reversed(_loras(graph, node)))
        model = model or _loaded(graph, node)
        if model:
            break
    return model or _only(graph), tuple(dict.fromkeys(reversed(loras)))


def _chain(graph: Graph, node: Node | None) -> Iterator[Node]:
    seen: set[str] = set()
    while node and node.id not in seen and graph.spend():
        seen.add(node.id)
        yield node
        node = next(
            (
                target
                for name in ONWARD
                if name in node.inputs and (target := graph.link(node.inputs[name]))
            ),
            _switched(graph, node),
        )


def _switched(graph: Graph, node: Node) -> Node | None:
    for value in branches(graph, node) or ():
        target = graph.link(value)
        if target:
            return target
    return None


def _loaded(graph: Graph, node: Node) -> str | None:
    for name in LOADERS:
        value = node.inputs.get(name)
        if value is None or (name == "model" and graph.link(value)):
            continue
        found = label(graph, value, name)
        if found and found.lower() not in NONE:
            return found
    return None


def _only(graph: Graph) -> str | None:
    """Where the links lead nowhere: the model, if the graph loads exactly one."""
    names = {
        value
        for node in graph.nodes.values()
        for key in ("ckpt_name", "unet_name")
        if (value := label(graph, node.inputs.get(key), key))
    }
    return names.pop() if len(names) == 1 else None


def _loras(graph: Graph, node: Node) -> list[Lora]:
    inputs = node.inputs
    if not _SPEAKS.search(f"{node.kind} {' '.join(inputs)}"):
        return []
    found = _named(graph, node)
    for index in _indices(inputs):
        found.extend(_numbered(graph, inputs, index))
    found.extend(_objects(inputs))
    for key in ("lora_stack", "optional_lora_stack", "lora", "prev_lora", "loras"):
        stack = graph.link(inputs.get(key))
        if stack and graph.spend():
            found.extend(_stacked(graph, stack))
    return [lora for lora in found if lora.name.lower() not in NONE]


def _stacked(graph: Graph, stack: Node) -> list[Lora]:
    """A stack of add-ons, which may itself build on another stack."""
    found: list[Lora] = []
    node: Node | None = stack
    seen: set[str] = set()
    while node and node.id not in seen and graph.spend():
        seen.add(node.id)
        own = _named(graph, node)
        for index in _indices(node.inputs):
            own.extend(_numbered(graph, node.inputs, index))
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


def _named(graph: Graph, node: Node) -> list[Lora]:
    inputs = node.inputs
    name = label(graph, inputs.get("lora_name"), "lora_name") or (
        words(inputs.get("lora")) if "strength" in inputs else None
    )
    if not name:
        return _tagged(graph, node)
    for key in ("strength_model", "lora_model_strength", "lora_strength", "strength", "lora_wt"):
        if key in inputs:
            return [Lora(name=name, weight=amount(graph, inputs[key], key))]
    return [Lora(name=name)]


def _tagged(graph: Graph, node: Node) -> list[Lora]:
    """Loaders that read `<lora:…>` out of a text."""
    kind = node.kind.lower()
    if "lora" not in kind and "wildcard" not in kind:
        return []
    key = "populated_text" if "populated_text" in node.inputs else "text"
    return tags(label(graph, node.inputs.get(key), key, "text") or "")


def _indices(inputs: Mapping[str, Any]) -> list[int]:
    """The numbers in names of fields that speak of add-ons, within what a stack has."""
    found = {
        int(part)
        for name in inputs
        if name.startswith("lora_")
        for part in name.split("_")
        if part.isdecimal() and len(part) <= 3
    }
    return sorted(index for index in found if 0 < index < NUMBERED)


def _numbered(graph: Graph, inputs: Mapping[str, Any], index: int) -> list[Lora]:
    """Stacks with numbered fields: `lora_name_1`, `lora_01`, each with its own strength."""
    if str(inputs.get(f"switch_{index}", "On")).lower() in ("off", "false"):
        return []
    for name_key, keys in (
        (f"lora_name_{index}", (f"model_weight_{index}", f"model_str_{index}", f"lora_wt_{index}")),
        (f"lora_{index}_name", (f"lora_{index}_model_strength", f"lora_{index}_strength")),
        (f"lora_{index:02}", (f"strength_{index:02}",)),
        (f"lora_{index}", (f"strength_{index}",)),
    ):
        name = words(inputs.get(name_key))
        if name:
            key = next((key for key in keys if key in inputs), None)
            return [Lora(name=name, weight=amount(graph, inputs[key], key) if key else None)]
    return []


def _objects(inputs: Mapping[str, Any]) -> list[Lora]:
    """Fields that are objects: `lora_1: {on, lora, strength}`, or a list of {name, strength}."""
    listed = inputs.get("loras")
    if isinstance(listed, dict):
        listed = listed.get("__value__")
    values = [value for name, value in inputs.items() if name.lower().startswith("lora_")]
    values.extend(listed if isinstance(listed, list) else [])
    found = []
    for value in values:
        if isinstance(value, dict) and value.get("on", value.get("active", True)):
            name = words(value.get("lora")) or words(value.get("name"))
            if name:
                found.append(Lora(name=name, weight=number(value.get("strength"))))
    return found
