"""The prompt of a ComfyUI graph: from a sampler's conditioning back to what a person typed.

Follows encoders, combinations, control networks, text boxes, joins and switches. A language model
in between is passed by: the person's words are what went into it, not what came out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assessments.intake import limits
from assessments.intake.comfyui.graph import Graph, Node, branches
from assessments.intake.problems import beyond, problem

ENCODER_KEYS = (
    "text",
    "t5xxl",
    "llama",
    "text_g",
    "clip_g",
    "text_l",
    "clip_l",
    "user_prompt",
    "bert",
    "mt5xl",
    "tags",
    "lyrics",
)
PROMPT_KEYS = ("populated_text", "wildcard_text", "prompt", "prompt_text", "Text")
STRING_KEYS = (
    "text",
    "string",
    "value",
    "Value",
    "prompt",
    "Text",
    "prompt_text",
    "populated_text",
    "wildcard_text",
    "STRING",
    "String",
    "multiline_text",
    "str",
    "user_prompt",
    "positive_prompt",
    "text_input",
    "opt_text",
    "input",
    "source",
    "any",
    "anything",
    "",
    "text_0",
)
CONDITIONING = ("guider", "text_embeds", "pipe", "basic_pipe", "context", "base_ctx", "sdxl_tuple")
EXPANDERS = ("textgenerate", "ollama", "llm", "promptenhance", "promptexpan", "chatgpt", "gemini")
JOINED = re.compile(r"(?:string|text|prompt|input|str)_?(?:[a-z]|\d{1,2})")
OTHER = ("model", "clip", "vae", "image", "latent", "mask", "control_net", "pixels", "samples")


@dataclass
class _Walk:
    graph: Graph
    role: str  # positive | negative
    done: dict[str, Any] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


def prompt(graph: Graph, value: Any, role: str) -> str | None:
    """The texts behind a conditioning, each once; "" where only empty ones stand, None for none."""
    pieces = pieces_of(graph, value, role)
    said = [piece for piece in pieces if piece.strip()]
    if said:
        return "\n".join(said)
    return "" if pieces else None


def pieces_of(graph: Graph, value: Any, role: str) -> list[str]:
    walk = _Walk(graph=graph, role=role)
    return list(dict.fromkeys(piece.strip() for piece in _conditioning(walk, value)))


def _conditioning(walk: _Walk, value: Any) -> list[str]:
    node = walk.graph.link(value)
    if node is None:
        return [value] if isinstance(value, str) else []
    # A node met again on another way has already given its texts.
    if node.id in walk.open or not walk.graph.spend(len(walk.open)):
        return []
    walk.open.add(node.id)
    if "zeroout" in node.kind.lower():
        return []
    found = _encoded(walk, node)
    if found is not None:
        return found
    return [piece for one in _conditioning_inputs(walk, node) for piece in _conditioning(walk, one)]


def _encoded(walk: _Walk, node: Node) -> list[str] | None:
    """The texts a node encodes; None where it encodes none itself."""
    own = node.inputs.get(walk.role)
    if isinstance(own, str):
        return [own]
    spoken = _string(walk, node.inputs.get(f"{walk.role}_prompt"))
    if spoken is not None:
        return [spoken]
    keys = [key for key in ENCODER_KEYS if key in node.inputs]
    if not keys:
        keys = [key for key in PROMPT_KEYS if key in node.inputs][:1]
    elif "text" in keys:
        keys = ["text"]
    texts = [_string(walk, node.inputs[key]) for key in keys]
    found = [text for text in texts if text is not None]
    if found or not keys:
        return found or None
    cached = node.inputs.get("text_0")
    return [cached] if isinstance(cached, str) else None


def _conditioning_inputs(walk: _Walk, node: Node) -> list[Any]:
    picked = branches(walk.graph, node)
    if picked is not None:
        return picked[:1]
    inputs = node.inputs
    if walk.role in inputs:
        return [inputs[walk.role]]
    if "cond1" in inputs and "cond2" in inputs:
        return [inputs["cond1"]]
    named = [value for name, value in inputs.items() if "cond" in name.lower()]
    if named:
        return named
    passed = [inputs[name] for name in CONDITIONING if name in inputs]
    if passed:
        return passed
    return [
        value
        for name, value in inputs.items()
        if walk.graph.link(value) and not any(other in name.lower() for other in OTHER)
    ][:1]


def _string(walk: _Walk, value: Any) -> str | None:
    node = walk.graph.link(value)
    if node is None:
        return value if isinstance(value, str) else None
    key = f"text {node.id}"
    if key in walk.done:
        found = walk.done[key]
        return found if isinstance(found, str) else None
    if not walk.graph.spend(len(walk.open)):
        return None
    if key in walk.open:
        walk.graph.note(problem("graph_cycle"))
        return None
    walk.open.add(key)
    text = _string_of(walk, node)
    walk.open.discard(key)
    if text is not None and len(text) > limits.PROMPT_CHARS.most:
        walk.graph.note(beyond(limits.PROMPT_CHARS))
        text = None
    walk.done[key] = text
    return text


def _string_of(walk: _Walk, node: Node) -> str | None:
    picked = branches(walk.graph, node)
    if picked is not None:
        return _first(walk, picked)
    kind = node.kind.lower().replace(" ", "").replace("_", "")
    if any(mark in kind for mark in EXPANDERS):
        walk.graph.note(problem("prompt_expanded"))
    elif "replace" in kind and isinstance(node.inputs.get("find"), str):
        return _replaced(walk, node)
    joined = _joined(walk, node)
    if joined is not None:
        return joined
    own = f"text_{walk.role}"
    names = (own, walk.role, *STRING_KEYS)
    return _first(walk, [node.inputs[name] for name in names if name in node.inputs])


def _first(walk: _Walk, values: list[Any]) -> str | None:
    empty = None
    for value in values:
        text = _string(walk, value)
        if text and text.strip():
            return text
        empty = text if empty is None else empty
    return empty


def _replaced(walk: _Walk, node: Node) -> str | None:
    text = _string(walk, node.inputs.get("string", node.inputs.get("text")))
    find, by = node.inputs["find"], node.inputs.get("replace")
    if text is None or not find or not isinstance(by, str):
        return text
    return text.replace(find, by) if len(by) < 10_000 else text


def _joined(walk: _Walk, node: Node) -> str | None:
    names = sorted(name for name in node.inputs if JOINED.fullmatch(name) and name != "text_0")
    if len(names) < 2 or "text_g" in names:
        return None
    texts = [text for name in names if (text := _string(walk, node.inputs[name])) is not None]
    if sum(map(len, texts)) > limits.PROMPT_CHARS.most:
        walk.graph.note(beyond(limits.PROMPT_CHARS))
        return None
    glue = node.inputs.get("delimiter", node.inputs.get("separator", ""))
    glue = glue.replace("\\n", "\n") if isinstance(glue, str) else ""
    return glue.join(text for text in texts if text) if texts else None
