"""The prompt of a ComfyUI graph: from the conditioning of a sampler back to the typed text.

The walk follows text encoders, combined conditionings, ControlNets, text boxes, joined strings and
switches. Where a language model expanded the prompt, the text that went into it counts, not its
output.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit, problem
from assessments.intake.generators.comfyui import fallback, strings
from assessments.intake.generators.comfyui.graph import Graph, Node, amount, branches, other_way
from assessments.intake.generators.comfyui.text_inputs import (
    ENCODER_KEYS,
    LYRICS,
    OWN_WORDS,
    PASSED,
    PROMPT_KEYS,
    STRING_KEYS,
)
from assessments.intake.generators.comfyui.widgets import is_words

Role = Literal["positive", "negative"]
CONDITIONING = ("guider", "text_embeds", "pipe", "basic_pipe", "context", "base_ctx", "sdxl_tuple")
CACHED = "text_0"  # the text that a preview node last showed
# (through, cached) of `_PromptWalk`, from the most to the least reliable text.
WALK_MODES = ((False, False), (True, False), (True, True))
# What is said of nodes whose words are the prompt, though not as they stand.
_NOTED = {"translates": "prompt_translated", "styles": "prompt_incomplete"}
# How inputs begin that carry the conditioning of the other role.
OPPOSITES: dict[Role, str] = {"positive": "neg", "negative": "pos"}
# Parts of names of inputs that carry no conditioning.
OTHER = (
    "model", "clip", "vae", "image", "video", "audio", "latent", "mask", "control_net", "pixels",
    "samples",
)  # fmt: skip


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
    opaque: dict[str, Node] = field(default_factory=dict)  # whose text the file does not hold
    writers: dict[str, Node] = field(default_factory=dict)  # language models not gone through
    goes_past: bool = False  # the text found is what such a model was given, or may be
    zeroed: list[Node] = field(default_factory=list)  # that make the words before them void


def pieces_of(graph: Graph, value: Any, role: Role) -> list[str]:
    """Return the texts behind a conditioning, each once.

    Texts behind a language model are taken only where there is no other.
    """
    return _find_pieces(graph, role, lambda walk: _read_conditioning(walk, value))


def _find_pieces(
    graph: Graph, role: Role, read: Callable[[_PromptWalk], Sequence[str]]
) -> list[str]:
    pieces: list[str] = []
    was_expanded = "prompt_expanded" in graph.notes
    for through, cached in WALK_MODES:
        walk = _PromptWalk(graph=graph, role=role, through=through, cached=cached)
        pieces = list(dict.fromkeys(piece.strip() for piece in read(walk))) or pieces
        if any(pieces) or walk.opaque:
            break
    if walk.opaque:
        return _note_opaque(walk, pieces)
    if any(pieces) and walk.writers and not walk.goes_past:
        _note_written_part(walk, was_expanded=was_expanded)
    if role == "positive" and walk.ends:
        return _words_before(graph, walk.ends, pieces)
    if role == "positive" and walk.zeroed and not any(pieces):
        for node in walk.zeroed:
            graph.further.extend((node, text) for text in fallback.upstream_words(graph, node))
        graph.add_problem(problem("prompt_zeroed", node=walk.zeroed[0].kind))
    return pieces


def _note_written_part(walk: _PromptWalk, *, was_expanded: bool) -> None:
    """Note that the words found stand beside those of a language model, which never had them."""
    graph = walk.graph
    if not was_expanded:
        graph.notes.pop("prompt_expanded", None)
    graph.add_problem(problem("prompt_part_made_in_run"))
    for node in walk.writers.values():
        graph.further.extend(strings.words_before(graph, node))


def _note_opaque(walk: _PromptWalk, pieces: list[str]) -> list[str]:
    """Note nodes whose text is not in the file; return the words that are the prompt all the same.

    What went into such nodes, and what a later one was told to make of their text, is kept as
    further words.
    """
    graph = walk.graph
    nodes = list(walk.opaque.values())
    known = len(graph.further)
    for opaque in nodes:
        graph.further.extend(strings.words_before(graph, opaque))
    if walk.through or "prompt_expanded" in graph.notes:
        graph.further.extend((nodes[0], piece) for piece in pieces)
        pieces = []
    describer = next((node for node in nodes if strings.effect(graph, node) == "describes"), None)
    if any(pieces):
        graph.add_problem(problem("prompt_incomplete", node=nodes[0].kind))
    elif describer:
        graph.notes.pop("prompt_expanded", None)
        graph.add_problem(problem("prompt_made_in_run"))
    else:
        code = "prompt_changed_in_run" if len(graph.further) > known else "prompt_not_found"
        graph.add_problem(problem(code, node=nodes[0].kind))
    return pieces


def _words_before(graph: Graph, ends: list[Node], pieces: list[str]) -> list[str]:
    """Add the words found before nodes that gave none; the problem names the first of the nodes."""
    found = [text for end in ends for text in fallback.upstream_words(graph, end)]
    if not found:
        for end in ends:
            graph.further.extend(strings.words_before(graph, end))
            graph.further.extend((end, text) for text in fallback.words_for_roles(end))
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

    def read(walk: _PromptWalk) -> list[str]:
        text = _read_string(walk, value)
        return [] if text is None else [text]

    return _find_pieces(graph, role, read)


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
        walk.zeroed.append(node)
        return []
    if _is_opaque(walk, node):
        return []
    found = _read_encoder(walk, node)
    if found is not None:
        walk.goes_past = walk.goes_past or node.id in walk.writers
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
    texts = _read_encoded(walk, node)
    if walk.cached and not any(texts) and isinstance(node.inputs.get(CACHED), str):
        texts = [node.inputs[CACHED]]
    if not texts or _joins_others(node, texts):
        return None
    for text in texts:
        _note_template(walk, node, text)
    return [piece for linked in below for piece in _read_conditioning(walk, [linked.id, 0])] + texts


def _read_encoded(walk: _PromptWalk, node: Node) -> list[str]:
    """Return the texts in the inputs of an encoder; lyrics beside others are words of their own."""
    if strings.translates(node):
        walk.graph.add_problem(problem("prompt_translated", node=node.kind))
    read = {key: _read_string(walk, node.inputs[key]) for key in _list_encoder_keys(node)}
    texts = {key: text for key, text in read.items() if text is not None}
    sung = texts.get(LYRICS)
    if sung and any(text.strip() for key, text in texts.items() if key != LYRICS):
        del texts[LYRICS]
        if walk.role == "positive":
            walk.graph.further.append((node._replace(kind=LYRICS), sung))
    return list(texts.values())


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
        if walk.graph.link(value)
        and not any(other in name.lower() for other in OTHER)
        and not name.lower().startswith(OPPOSITES[walk.role])
    ]
    linked.sort(key=lambda name: name not in PASSED)
    return [inputs[name] for name in linked[:1]]


def _list_named_conditionings(walk: _PromptWalk, node: Node) -> list[Any]:
    """Return the inputs named as conditionings; of `cond` and `uncond` the one of the role."""
    if "conditioning_to_strength" in node.inputs:  # ConditioningAverage of ComfyUI itself
        share = amount(walk.graph, node.inputs["conditioning_to_strength"])
        unused = {0: "conditioning_to", 1: "conditioning_from"}.get(share)  # type: ignore[arg-type]
    else:
        unused = None
    matching: list[Any] = []
    negative: list[Any] = []
    for name, target in walk.graph.links(node):
        if "cond" in name.lower() and name != unused:
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
        text = _read_first_text(walk, picked)
        # What a language model would rewrite goes past it on the other way (as in the templates).
        past = text is None and not walk.through and "prompt_expanded" in walk.graph.notes
        walk.goes_past = walk.goes_past or past
        return _read_first_text(walk, other_way(node, picked)) if past else text
    text = _read_string_of_kind(walk, node)
    closed = not walk.through and strings.effect(walk.graph, node) == "rewrites"
    if text is None and node.id not in walk.opaque and not closed:
        walk.ends.append(node)
    _note_template(walk, node, text)
    return text


def _is_opaque(walk: _PromptWalk, node: Node) -> bool:
    """Return whether the text of a node is not in the file, such as that of a picture's caption."""
    if "clip" not in node.inputs and strings.describes(node):
        walk.opaque[node.id] = node
    return node.id in walk.opaque


def _note_template(walk: _PromptWalk, node: Node, text: str | None) -> None:
    if strings.leaves_choice(node, text):
        walk.graph.add_problem(problem("prompt_template"))


def _joins_others(node: Node, texts: list[str]) -> bool:
    """Return whether the texts read are empty, and words stand under other names that it joins."""
    known = (*ENCODER_KEYS, "positive", "negative")
    others = (value for name, value in node.inputs.items() if name not in known)
    return not any(map(str.strip, texts)) and any(map(is_words, others))


def _read_string_of_kind(walk: _PromptWalk, node: Node) -> str | None:
    effect = strings.effect(walk.graph, node)
    if effect == "rewrites":
        walk.graph.add_problem(problem("prompt_expanded"))
        if not walk.through:
            walk.writers[node.id] = node
            return None
    found: str | None = None
    if effect == "computes":
        found = strings.compute(node, lambda value: _read_string(walk, value))
    if effect in ("describes", "unknown") or (effect == "computes" and found is None):
        walk.opaque[node.id] = node
        return None
    if effect in _NOTED:
        walk.graph.add_problem(problem(_NOTED[effect], node=node.kind))
    return found if effect == "computes" else _read_handed_on(walk, node)


def _read_handed_on(walk: _PromptWalk, node: Node) -> str | None:
    """Return the words that a node joins or hands on, or that it last showed."""
    joined = _join_texts(walk, node)
    if joined is not None:
        return joined
    own = f"text_{walk.role}"
    values = strings.handed_on(walk.graph, node, (own, walk.role, *STRING_KEYS))
    found = _read_first_text(walk, values)
    if found is not None and _joins_others(node, [found]):
        found = None
    cached = node.inputs.get(CACHED)
    if found is None and isinstance(cached, str) and walk.opaque:
        walk.graph.further.append((node, cached))
    elif found is None and walk.cached and isinstance(cached, str):
        return cached
    return found


def _read_first_text(walk: _PromptWalk, values: list[Any]) -> str | None:
    empty = None
    for value in values:
        text = _read_string(walk, value)
        if text and text.strip():
            return text
        empty = text if empty is None else empty
    return empty


def _join_texts(walk: _PromptWalk, node: Node) -> str | None:
    names = [
        name for name in node.inputs if strings.JOINED_INPUT.fullmatch(name) and name != CACHED
    ]
    names.sort(key=strings.order_input)
    if len(names) < 2 or "text_g" in names:
        return None
    texts = [text for name in names if (text := _read_string(walk, node.inputs[name])) is not None]
    if node.inputs.get("clean_whitespace") == "true":  # WASasquatch/was-node-suite-comfyui
        texts = list(map(str.strip, texts))
    if sum(map(len, texts)) > limits.PROMPT_CHARS.value:
        walk.graph.add_problem(over_limit(limits.PROMPT_CHARS))
        return None
    glue = node.inputs.get("delimiter", node.inputs.get("separator", ""))
    glue = glue.replace("\\n", "\n") if isinstance(glue, str) else ""
    return glue.join(text for text in texts if text) if texts else None
