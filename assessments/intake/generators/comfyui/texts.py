"""The prompt of a ComfyUI graph: from the conditioning of a sampler back to the typed text.

The walk follows text encoders, combined conditionings, ControlNets, text boxes, joined strings and
switches. Where a language model expanded the prompt, the text that went into it counts, not its
output.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit, problem
from assessments.intake.generators.comfyui import fallback
from assessments.intake.generators.comfyui.graph import Graph, Node, branches
from assessments.intake.generators.comfyui.widgets import is_words

Role = Literal["positive", "negative"]
MAX_REPLACEMENT_CHARS = 10_000  # of a replacement, which may multiply the text
# Inputs of text encoders; `text` alone where it is present.
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
# Prompt inputs of requests to a model service.
OWN_WORDS = (
    "prompt",
    "text_prompt",
    "prompt_text",
    "positive_prompt",
    "instruction",
    "text",
    "script",
    "lyrics",
    "transcript",
)
# Parts of class names of nodes that choose among words while the graph runs, and how the choices
# are written: {a|b} and __name__ (sd-dynamic-prompts, Impact Pack, Inspire Pack, Easy-Use).
CHOOSERS = ("wildcard", "dprandom", "dpcombin", "dpjinja", "dynamicprompt", "randomprompt")
CHOICES = re.compile(r"\{[^{}|]*\|[^{}]*\}|__[^\s_][^\n]{0,200}?__")
# Inputs of nodes that pass a text on, tried in this order.
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
# Inputs that a node hands on as they are, beside others that only set its order.
PASSED = frozenset({"value", "any", "anything", "input", ""})
CONDITIONING = ("guider", "text_embeds", "pipe", "basic_pipe", "context", "base_ctx", "sdxl_tuple")
CACHED = "text_0"  # the text that a preview node last showed
# Parts of class names of nodes that rewrite or describe by a language model.
EXPANDERS = (
    "textgenerate",
    "ollama",
    "llm",
    "promptenhance",
    "enhanceprompt",
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
# (through, cached) of `_PromptWalk`, from the most to the least reliable text.
WALK_MODES = ((False, False), (True, False), (True, True))
JOINED_INPUT = re.compile(r"(string|text|prompt|input|str|part)_?([a-z]|\d{1,2})")
# Parts of names of inputs that carry no conditioning.
OTHER = (
    "model",
    "clip",
    "vae",
    "image",
    "video",
    "audio",
    "latent",
    "mask",
    "control_net",
    "pixels",
    "samples",
)


@dataclass
class _PromptWalk:
    """One search for texts, with the nodes that it has visited."""

    graph: Graph
    role: Role
    through: bool = False  # continue through language models
    cached: bool = False  # accept the text that a preview node last showed
    done: dict[str, Any] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    depth: int = 0
    ends: list[Node] = field(default_factory=list)  # conditionings in which no words were found


def pieces_of(graph: Graph, value: Any, role: Role) -> list[str]:
    """Return the texts behind a conditioning, each once.

    Texts behind a language model are taken only where there is no other.
    """
    pieces: list[str] = []
    for through, cached in WALK_MODES:
        walk = _PromptWalk(graph=graph, role=role, through=through, cached=cached)
        pieces = list(dict.fromkeys(piece.strip() for piece in _read_conditioning(walk, value)))
        if any(pieces):
            break
    if role == "positive" and walk.ends:
        pieces = _words_before(graph, walk.ends, pieces)
    return pieces


def _words_before(graph: Graph, ends: list[Node], pieces: list[str]) -> list[str]:
    """Add the words found before nodes that gave none; the problem names the first of the nodes."""
    found = [text for end in ends for text in fallback.upstream_words(graph, end)]
    if found:
        graph.add_problem(problem("prompt_encoder_unknown", node=ends[0].kind))
    elif graph.further:
        graph.add_problem(problem("prompt_among_words", node=ends[0].kind))
    else:
        code = "prompt_incomplete" if any(pieces) else "prompt_not_found"
        graph.add_problem(problem(code, node=ends[0].kind))
    return list(dict.fromkeys([*pieces, *found]))


def own_words(graph: Graph, node: Node, role: Role) -> list[str]:
    """Return the prompt inputs of a node itself, as requests to a model service have them."""
    names = OWN_WORDS if role == "positive" else ("negative_prompt",)
    value = next((node.inputs[name] for name in names if name in node.inputs), None)
    pieces: list[str] = []
    for through, cached in WALK_MODES:
        walk = _PromptWalk(graph=graph, role=role, through=through, cached=cached)
        text = _read_string(walk, value)
        if text is not None:
            pieces = [text.strip()]
        if any(pieces):
            break
    if role == "positive" and walk.ends:
        pieces = _words_before(graph, walk.ends, pieces)
    return pieces


def _read_conditioning(walk: _PromptWalk, value: Any) -> list[str]:
    node = walk.graph.link(value)
    if node is None:
        return [value] if isinstance(value, str) else []
    # A node that is reached again on another path has already given its texts.
    if node.id in walk.open or not walk.graph.spend_step(walk.depth):
        return []
    walk.open.add(node.id)
    walk.depth += 1
    found = _read_conditioning_node(walk, node)
    walk.depth -= 1
    return found


def _read_conditioning_node(walk: _PromptWalk, node: Node) -> list[str]:
    if "zeroout" in node.kind.lower():
        return []
    found = _read_encoder(walk, node)
    if found is not None:
        return found
    before = [value for value in _list_conditioning_inputs(walk, node) if walk.graph.link(value)]
    if not before:
        walk.ends.append(node)
    return [piece for value in before for piece in _read_conditioning(walk, value)]


def _read_encoder(walk: _PromptWalk, node: Node) -> list[str] | None:
    """Return the texts that a node encodes; None where it encodes none itself."""
    own = node.inputs.get(walk.role)
    if isinstance(own, str):
        return [own]
    added = node.inputs.get(f"optional_{walk.role}")
    if isinstance(added, str) and added.strip():
        kept = node.inputs.get("conditioning_mode") != "replace"
        before = _read_conditioning(walk, node.inputs.get("pipe")) if kept else []
        return [*before, added]
    spoken = _read_string(walk, node.inputs.get(f"{walk.role}_prompt"))
    if spoken is not None:
        return [spoken]
    # An encoder with a conditioning input adds its text to that conditioning.
    below = [value for name, value in walk.graph.links(node) if name.startswith("conditioning")]
    keys = _list_encoder_keys(node)
    texts = [text for key in keys if (text := _read_string(walk, node.inputs[key])) is not None]
    if walk.cached and not any(texts) and isinstance(node.inputs.get(CACHED), str):
        texts = [node.inputs[CACHED]]
    if not texts or _joins_others(node, texts):
        return None
    for text in texts:
        _note_template(walk, node, text)
    return [piece for linked in below for piece in _read_conditioning(walk, [linked.id, 0])] + texts


def _list_encoder_keys(node: Node) -> list[str]:
    keys = [key for key in ENCODER_KEYS if key in node.inputs]
    if "text" in keys:
        return ["text"]
    return keys or [key for key in PROMPT_KEYS if key in node.inputs][:1]


def _list_conditioning_inputs(walk: _PromptWalk, node: Node) -> list[Any]:
    picked = branches(walk.graph, node)
    if picked is not None:
        return picked[:1]
    inputs = node.inputs
    # `pos` and `neg` of a pipe go before what stands in it (yolain/ComfyUI-Easy-Use).
    for name in (walk.role, walk.role[:3]):
        if name == walk.role and name in inputs:
            return [inputs[name]]
        if walk.graph.link(inputs.get(name)):
            return [inputs[name]]
    if "cond1" in inputs and "cond2" in inputs:
        return [inputs["cond1"]]
    if named := _list_named_conditionings(walk, node):
        return named
    passed = [inputs[name] for name in CONDITIONING if name in inputs]
    if passed:
        return passed
    linked = [
        name
        for name, value in inputs.items()
        if walk.graph.link(value) and not any(other in name.lower() for other in OTHER)
    ]
    linked.sort(key=lambda name: name not in PASSED)
    return [inputs[name] for name in linked[:1]]


def _list_named_conditionings(walk: _PromptWalk, node: Node) -> list[Any]:
    """Return the inputs named as conditionings; of `cond` and `uncond` the one of the role."""
    matching: list[Any] = []
    negative: list[Any] = []
    for name, target in walk.graph.links(node):
        if "cond" in name.lower():
            other = "neg" in name.lower() or "uncond" in name.lower()
            (negative if other else matching).append([target.id, 0])
    return negative if negative and walk.role == "negative" else matching


def _read_string(walk: _PromptWalk, value: Any) -> str | None:
    node = walk.graph.link(value)
    if node is None:
        return value if isinstance(value, str) else None
    key = f"text {node.id}"
    if key in walk.done:
        found = walk.done[key]
        return found if isinstance(found, str) else None
    if not walk.graph.spend_step(walk.depth):
        return None
    if key in walk.open:
        walk.graph.add_problem(problem("graph_cycle"))
        return None
    walk.open.add(key)
    walk.depth += 1
    text = _read_string_node(walk, node)
    walk.depth -= 1
    walk.open.discard(key)
    if text is not None and len(text) > limits.PROMPT_CHARS.value:
        walk.graph.add_problem(over_limit(limits.PROMPT_CHARS))
        text = None
    walk.done[key] = text
    return text


def _read_string_node(walk: _PromptWalk, node: Node) -> str | None:
    picked = branches(walk.graph, node)
    if picked is not None:
        return _read_first_text(walk, picked)
    kind = node.kind.lower().replace(" ", "").replace("_", "")
    text = _read_string_of_kind(walk, node, kind)
    if text is None and (walk.through or not any(mark in kind for mark in EXPANDERS)):
        walk.ends.append(node)
    _note_template(walk, node, text)
    return text


def _note_template(walk: _PromptWalk, node: Node, text: str | None) -> None:
    """Note that a text leaves a choice to the node that has it."""
    kind = node.kind.lower().replace(" ", "").replace("_", "")
    template = text and any(mark in kind for mark in CHOOSERS) and not _has_populated(node)
    if template and CHOICES.search(text or ""):
        walk.graph.add_problem(problem("prompt_template"))


def _joins_others(node: Node, texts: list[str]) -> bool:
    """Return whether the texts read are empty, and words stand under other names that it joins."""
    known = (*ENCODER_KEYS, "positive", "negative")
    others = (value for name, value in node.inputs.items() if name not in known)
    return not any(map(str.strip, texts)) and any(map(is_words, others))


def _has_populated(node: Node) -> bool:
    """Return whether a node holds the words that it chose beside the template."""
    populated = node.inputs.get("populated_text")
    return isinstance(populated, str) and bool(populated.strip())


def _read_string_of_kind(walk: _PromptWalk, node: Node, kind: str) -> str | None:
    if any(mark in kind for mark in EXPANDERS):
        walk.graph.add_problem(problem("prompt_expanded"))
        if not walk.through:
            return None
    elif "replace" in kind and isinstance(node.inputs.get("find"), str):
        return _apply_replacement(walk, node)
    joined = _join_texts(walk, node)
    if joined is not None:
        return joined
    own = f"text_{walk.role}"
    names = (own, walk.role, *STRING_KEYS)
    found = _read_first_text(walk, [node.inputs[name] for name in names if name in node.inputs])
    if found is not None and _joins_others(node, [found]):
        found = None
    if found is None and walk.cached and isinstance(node.inputs.get(CACHED), str):
        return str(node.inputs[CACHED])
    return found


def _read_first_text(walk: _PromptWalk, values: list[Any]) -> str | None:
    empty = None
    for value in values:
        text = _read_string(walk, value)
        if text and text.strip():
            return text
        empty = text if empty is None else empty
    return empty


def _apply_replacement(walk: _PromptWalk, node: Node) -> str | None:
    text = _read_string(walk, node.inputs.get("string", node.inputs.get("text")))
    find, by = node.inputs["find"], node.inputs.get("replace")
    if text is None or not find or not isinstance(by, str):
        return text
    return text.replace(find, by) if len(by) < MAX_REPLACEMENT_CHARS else text


def _join_texts(walk: _PromptWalk, node: Node) -> str | None:
    names = [name for name in node.inputs if JOINED_INPUT.fullmatch(name) and name != CACHED]
    names.sort(key=_order_input)
    if len(names) < 2 or "text_g" in names:
        return None
    texts = [text for name in names if (text := _read_string(walk, node.inputs[name])) is not None]
    if sum(map(len, texts)) > limits.PROMPT_CHARS.value:
        walk.graph.add_problem(over_limit(limits.PROMPT_CHARS))
        return None
    glue = node.inputs.get("delimiter", node.inputs.get("separator", ""))
    glue = glue.replace("\\n", "\n") if isinstance(glue, str) else ""
    return glue.join(text for text in texts if text) if texts else None


def _order_input(name: str) -> tuple[int, str]:
    """Return the sort key of a numbered or lettered input: text 2 before text 10, a before b."""
    match = JOINED_INPUT.fullmatch(name)
    last = match[2] if match else name
    return (int(last), "") if last.isdigit() else (0, last)
