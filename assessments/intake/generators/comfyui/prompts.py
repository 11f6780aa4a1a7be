"""The prompt of the picture, from the conditioning of its samplers, and further words beside it.

Further words are those of other requests, of detailers and of nodes that are not understood. Each
is given with the class of the node on which it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessments.intake.core.problems import problem
from assessments.intake.generators.comfyui import fallback, path, texts
from assessments.intake.generators.comfyui.graph import Graph, Node
from assessments.intake.generators.comfyui.widgets import is_words

# Problems that already say why there is no prompt.
SILENT = frozenset(
    {
        "prompt_not_found",
        "prompt_among_words",
        "prompt_encoder_unknown",
        "prompt_place_unknown",
        "prompt_expanded",
        "prompt_made_in_run",
        "prompt_changed_in_run",
        "prompt_zeroed",
    }
)
NEGATIVE = "negative"  # behind the class of a node whose words say what to leave out
MAX_FURTHER = 50  # listed; real graphs have a few
# Inputs of a detailer that hold words of its own (ltdrdata/ComfyUI-Impact-Pack).
# Inputs through which a sampler gets others that work for it (ltdrdata/ComfyUI-Impact-Pack).
SAMPLER_INPUTS = ("base_sampler", "sampler", "mask_sampler", "upscaler")
DETAILER_WORDS = ("wildcard", "wildcard_spec")
# Inputs that hold words beside those of the prompt: before and behind each scheduled prompt
# (FizzNodes), the template of one that was filled in (Impact Pack), what a service is told of its
# task.
BESIDE = frozenset({"pre_text", "app_text", "wildcard_text", "system_prompt"})


def collect(graph: Graph, traced: path.SamplingPath, role: texts.Role) -> str | None:
    """Return the prompt of the first sampler that has one; those of later passes stand apart.

    The result is empty where every text is, and None where there is none.
    """
    pieces: dict[str, None] = {}
    for sampler in list_whole_passes(traced):
        for value in _find_conditionings(graph, sampler, role):
            pieces.update(dict.fromkeys(texts.pieces_of(graph, value, role)))
        if not pieces:
            pieces.update(dict.fromkeys(texts.own_words(graph, sampler, role)))
        if not any(pieces) and role == "positive":
            pieces.update(dict.fromkeys(_unplaced_words(graph, sampler)))
        if any(pieces):
            break
    if not pieces and role == "positive" and SILENT.isdisjoint(graph.notes):
        _keep_words_before(graph, traced.first)
    texts_found = [piece for piece in pieces if piece]
    if texts_found:
        return "\n".join(texts_found)
    return "" if pieces else None


def _keep_words_before(graph: Graph, sampler: Node) -> None:
    """List the words before a sampler whose conditioning is not understood as further words."""
    for name, node in graph.links(sampler):
        is_other = name.lower().startswith("neg")  # words that are given as the negative prompt
        if name not in path.PICTURES and not is_other and not path.is_service(sampler):
            found = fallback.upstream_words(graph, node)
            graph.further.extend((node, text) for text in found)
    code = "prompt_among_words" if graph.further else "prompt_not_found"
    # What gives a sampler its words is what is not understood, where it has an input for them.
    unknown = graph.link(sampler.inputs.get("positive")) or sampler
    graph.add_problem(problem(code, node=unknown.kind))


def _unplaced_words(graph: Graph, node: Node) -> list[str]:
    """Return the words of a node whose inputs are not known, which may be its prompt."""
    words = [text for text in fallback.asked_words(node) if is_words(text)]
    likely = [text for text in words if not fallback.sounds_negative(text)]
    graph.further.extend((node, text) for text in words if text not in likely)
    if words:
        code = "prompt_place_unknown" if likely else "prompt_among_words"
        graph.add_problem(problem(code, node=node.kind))
    return likely


def list_whole_passes(traced: path.SamplingPath) -> list[Node]:
    """Return the first sampler and the later passes over the whole picture."""
    later = [
        sampler
        for sampler in traced.passes
        if sampler is not traced.first and not path.is_detailer(sampler)
    ]
    return [traced.first, *later]


def _find_conditionings(graph: Graph, sampler: Node, role: texts.Role) -> list[Any]:
    """Return the conditioning of a sampler: its own, that of its guider, or that of a pipe."""
    guider = graph.link(sampler.inputs.get("guider"))
    if (
        guider and "cond1" in guider.inputs and "cond2" in guider.inputs
    ):  # a guider with two conditionings
        return [guider.inputs["cond1" if role == "positive" else "cond2"]]
    for holder in (sampler, guider):
        if holder and role in holder.inputs:
            return [holder.inputs[role]]
    given = [graph.link(sampler.inputs[name]) for name in SAMPLER_INPUTS if name in sampler.inputs]
    for holder in given:
        if holder and role in holder.inputs:
            return [holder.inputs[role]]
    other = "neg_conditioning" if role == "negative" else "conditioning"
    for holder in (sampler, guider):
        if holder and other in holder.inputs:
            return [holder.inputs[other]]
    names = (
        "text_embeds",
        "hyvid_embeds",
        "pipe",
        "basic_pipe",
        "context",
        "base_ctx",
        "sdxl_tuple",
    )
    holders = [holder for holder in (sampler, *given) if holder]
    return [holder.inputs[name] for holder in holders for name in names if name in holder.inputs][
        :1
    ]


def list_further(
    graph: Graph, traced: path.SamplingPath, prompt: str | None, negative: str | None = None
) -> list[dict[str, str]]:
    """Return the words that neither prompt holds, each once, with the node of each."""
    found: dict[str, str] = {}
    for node, text in _collect_further(graph, traced):
        _add_words(found, node.kind, text, prompt)
    for node, text in _collect_negatives(graph, traced):
        _add_words(found, f"{node.kind} {NEGATIVE}", text, negative)
    return [{"where": where, "text": text} for text, where in found.items()]


def _add_words(found: dict[str, str], where: str, text: str, known: str | None) -> None:
    plain = text.strip()
    if plain and plain not in (known or "") and len(found) < MAX_FURTHER:
        found.setdefault(plain, where)


def list_all_words(graph: Graph) -> list[dict[str, str]]:
    """Return the words of every node, each once, where none of them had a part in the result."""
    found: dict[str, str] = {}
    for node in graph.nodes.values():
        for text in fallback.asked_words(node):
            if len(found) < MAX_FURTHER:
                found.setdefault(text.strip(), node.kind)
    return [{"where": kind, "text": text} for text, kind in found.items()]


def _collect_further(graph: Graph, traced: path.SamplingPath) -> Iterator[tuple[Node, str]]:
    yield from graph.further
    for node in traced.passes:
        if path.is_detailer(node):
            yield from ((node, text) for text in _words_of_detailer(graph, node))
    for node in _others_with_words(traced):
        if path.is_sampler(node):
            for value in _find_conditionings(graph, node, "positive"):
                pieces = texts.pieces_of(graph, value, "positive")
                yield from ((node, text) for text in pieces)
    yield from _words_beside(graph, traced.first)
    for node in path.list_requests(graph, traced.first):
        yield from ((node, text) for text in texts.own_words(graph, node, "positive"))


def _others_with_words(traced: path.SamplingPath) -> list[Node]:
    later = [node for node in list_whole_passes(traced) if node is not traced.first]
    return [*later, *traced.others]


def _collect_negatives(graph: Graph, traced: path.SamplingPath) -> Iterator[tuple[Node, str]]:
    """Yield what detailers, later passes and other results were told to leave out."""
    detailers = [node for node in traced.passes if path.is_detailer(node)]
    for node in (*detailers, *filter(path.is_sampler, _others_with_words(traced))):
        for value in _find_conditionings(graph, node, "negative"):
            yield from ((node, text) for text in texts.pieces_of(graph, value, "negative"))


def _words_beside(graph: Graph, sampler: Node) -> Iterator[tuple[Node, str]]:
    if all(BESIDE.isdisjoint(node.inputs) for node in graph.nodes.values()):
        return
    for node in fallback.walk(graph, sampler):
        for name, value in node.inputs.items():
            if name in BESIDE and isinstance(value, str) and value.strip():
                yield node, value


def _words_of_detailer(graph: Graph, node: Node) -> Iterator[str]:
    for name in DETAILER_WORDS:
        if isinstance(node.inputs.get(name), str):
            yield node.inputs[name]
    if "positive" in node.inputs:
        yield from texts.pieces_of(graph, node.inputs["positive"], "positive")
