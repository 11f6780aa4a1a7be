"""The prompt of a ComfyUI graph: from a sampler's conditioning back to what a person typed.

Follows encoders, combinations, control networks, text boxes, joins and switches. A language model
in between is passed by: the person's words are what went into it, not what came out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import beyond, problem
from assessments.intake.generators.comfyui.graph import Graph, Node, branches

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
OWN_WORDS = ("prompt", "text_prompt", "prompt_text", "positive_prompt")
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
)
CONDITIONING = ("guider", "text_embeds", "pipe", "basic_pipe", "context", "base_ctx", "sdxl_tuple")
CACHED = "text_0"  # what a text box last showed
EXPANDERS = (
    "textgenerate",
    "ollama",
    "llm",
    "promptenhance",
    "promptexpan",
    "chatgpt",
    "openai",
    "gemini",
    "deepseek",
    "qwenvl",
    "florence",
    "caption",
    "interrogat",
    "tagger",
)
TRIES = ((False, False), (True, False), (True, True))  # through language models, and what was shown
JOINED = re.compile(r"(string|text|prompt|input|str|part)_?([a-z]|\d{1,2})")
OTHER = ("model", "clip", "vae", "image", "latent", "mask", "control_net", "pixels", "samples")


@dataclass
class _Walk:
    graph: Graph
    role: str  # positive | negative
    through: bool = False  # pass through language models
    cached: bool = False  # take what a text box last showed
    done: dict[str, Any] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    depth: int = 0


def pieces_of(graph: Graph, value: Any, role: str) -> list[str]:
    """The texts behind a conditioning, each once.

    The person's own words first; only where there are none, those around a language model.
    """
    pieces: list[str] = []
    for through, cached in TRIES:
        walk = _Walk(graph=graph, role=role, through=through, cached=cached)
        pieces = list(dict.fromkeys(piece.strip() for piece in _conditioning(walk, value)))
        if any(pieces):
            return pieces
    return pieces


def own_words(graph: Graph, node: Node, role: str) -> list[str]:
    """The words of a node that takes them itself, as requests to a service do."""
    names = OWN_WORDS if role == "positive" else ("negative_prompt",)
    value = next((node.inputs[name] for name in names if name in node.inputs), None)
    said: list[str] = []
    for through, cached in TRIES:
        text = _string(_Walk(graph=graph, role=role, through=through, cached=cached), value)
        if text is not None:
            said = [text.strip()]
        if any(said):
            break
    return said


def _conditioning(walk: _Walk, value: Any) -> list[str]:
    node = walk.graph.link(value)
    if node is None:
        return [value] if isinstance(value, str) else []
    # A node met again on another way has already given its texts.
    if node.id in walk.open or not walk.graph.spend(walk.depth):
        return []
    walk.open.add(node.id)
    walk.depth += 1
    found = _conditioned(walk, node)
    walk.depth -= 1
    return found


def _conditioned(walk: _Walk, node: Node) -> list[str]:
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
    # A box of text laid over a conditioning adds to it.
    below = [value for name, value in walk.graph.links(node) if name.startswith("conditioning")]
    keys = _encoder_keys(node)
    texts = [text for key in keys if (text := _string(walk, node.inputs[key])) is not None]
    if walk.cached and not any(texts) and isinstance(node.inputs.get(CACHED), str):
        texts = [node.inputs[CACHED]]
    if not texts:
        return None
    return [piece for one in below for piece in _conditioning(walk, [one.id, 0])] + texts


def _encoder_keys(node: Node) -> list[str]:
    keys = [key for key in ENCODER_KEYS if key in node.inputs]
    if "text" in keys:
        return ["text"]
    return keys or [key for key in PROMPT_KEYS if key in node.inputs][:1]


def _conditioning_inputs(walk: _Walk, node: Node) -> list[Any]:
    picked = branches(walk.graph, node)
    if picked is not None:
        return picked[:1]
    inputs = node.inputs
    if walk.role in inputs:
        return [inputs[walk.role]]
    if "cond1" in inputs and "cond2" in inputs:
        return [inputs["cond1"]]
    if named := _named(walk, node):
        return named
    passed = [inputs[name] for name in CONDITIONING if name in inputs]
    if passed:
        return passed
    return [
        value
        for name, value in inputs.items()
        if walk.graph.link(value) and not any(other in name.lower() for other in OTHER)
    ][:1]


def _named(walk: _Walk, node: Node) -> list[Any]:
    """What is called a conditioning; of `cond` and `uncond` the one that is asked for."""
    said: list[Any] = []
    against: list[Any] = []
    for name, target in walk.graph.links(node):
        if "cond" in name.lower():
            other = "neg" in name.lower() or "uncond" in name.lower()
            (against if other else said).append([target.id, 0])
    return against if against and walk.role == "negative" else said


def _string(walk: _Walk, value: Any) -> str | None:
    node = walk.graph.link(value)
    if node is None:
        return value if isinstance(value, str) else None
    key = f"text {node.id}"
    if key in walk.done:
        found = walk.done[key]
        return found if isinstance(found, str) else None
    if not walk.graph.spend(walk.depth):
        return None
    if key in walk.open:
        walk.graph.note(problem("graph_cycle"))
        return None
    walk.open.add(key)
    walk.depth += 1
    text = _string_of(walk, node)
    walk.depth -= 1
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
        if not walk.through:
            return None
    elif "replace" in kind and isinstance(node.inputs.get("find"), str):
        return _replaced(walk, node)
    joined = _joined(walk, node)
    if joined is not None:
        return joined
    own = f"text_{walk.role}"
    names = (own, walk.role, *STRING_KEYS)
    found = _first(walk, [node.inputs[name] for name in names if name in node.inputs])
    if found is None and walk.cached and isinstance(node.inputs.get(CACHED), str):
        return str(node.inputs[CACHED])
    return found


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
    names = [name for name in node.inputs if JOINED.fullmatch(name) and name != CACHED]
    names.sort(key=_place)
    if len(names) < 2 or "text_g" in names:
        return None
    texts = [text for name in names if (text := _string(walk, node.inputs[name])) is not None]
    if sum(map(len, texts)) > limits.PROMPT_CHARS.most:
        walk.graph.note(beyond(limits.PROMPT_CHARS))
        return None
    glue = node.inputs.get("delimiter", node.inputs.get("separator", ""))
    glue = glue.replace("\\n", "\n") if isinstance(glue, str) else ""
    return glue.join(text for text in texts if text) if texts else None


def _place(name: str) -> tuple[int, str]:
    """Text 2 before text 10, a before b."""
    match = JOINED.fullmatch(name)
    last = match[2] if match else name
    return (int(last), "") if last.isdigit() else (0, last)
