"""From the texts of a picture to what its graph states."""

from __future__ import annotations

from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import words
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Found, Parameters
from assessments.intake.generators.comfyui import models, path, settings, texts, workflow
from assessments.intake.generators.comfyui.graph import Graph, Node, build

NAME = "ComfyUI"
INPUT_KINDS = ("loadimage", "loadvideo", "loadaudio")


def read(embedded: Embedded) -> Found | None:
    prompt = embedded.object("prompt")
    graph = build(prompt) if prompt else None
    if graph is None:
        drawn = embedded.object("workflow")
        graph = workflow.graph(drawn) if drawn else None
        if graph is None:
            known = drawn is not None and isinstance(drawn.get("nodes"), list)
            return Found(generator=NAME, confidence="stated") if known else None
    return read_graph(graph)


def read_graph(graph: Graph) -> Found:
    """What the graph states of the picture it saved."""
    way = path.find(graph)
    if way:
        return _sampled(graph, way)
    return Found(
        generator=NAME,
        inputs=_inputs(graph),
        problems=(problem("graph_unfinished"), *graph.notes.values()),
        confidence="stated",
    )


def _sampled(graph: Graph, way: path.Way) -> Found:
    first = way.first
    width, height = settings.dimensions(graph, first)
    found = [models.find(graph, sampler) for sampler in _whole(way)]
    return Found(
        generator=NAME,
        prompt=_prompt(graph, way, "positive"),
        negative_prompt=_prompt(graph, way, "negative"),
        parameters=Parameters(
            steps=settings.steps(graph, first),
            cfg_scale=settings.guidance(graph, first),
            seed=settings.seed(graph, first),
            sampler=settings.sampling(graph, first),
            width=width,
            height=height,
            model=found[0][0],
            loras=tuple(dict.fromkeys(lora for _, loras in found for lora in loras)),
        ),
        extra={"scheduler": settings.schedule(graph, first), "passes": _passes(graph, way)},
        inputs=_inputs(graph),
        problems=tuple(graph.notes.values()),  # last, when every walk has noted what it met
        confidence="stated",
    )


def _prompt(graph: Graph, way: path.Way, role: str) -> str | None:
    """The first sampler's words, and those that a later pass adds."""
    pieces: dict[str, None] = {}
    for sampler in _whole(way):
        for value in _conditionings(graph, sampler, role):
            pieces.update(dict.fromkeys(texts.pieces_of(graph, value, role)))
        if not pieces:
            pieces.update(dict.fromkeys(texts.own_words(graph, sampler, role)))
    said = [piece for piece in pieces if piece]
    if said:
        return "\n".join(said)
    return "" if pieces else None


def _whole(way: path.Way) -> list[Node]:
    """The first sampler and the later passes over the whole picture."""
    later = [one for one in way.passes if one is not way.first and not path.is_detailer(one)]
    return [way.first, *later]


def _conditionings(graph: Graph, sampler: Node, role: str) -> list[Any]:
    """Where a sampler takes its conditioning from: itself, its guider, or a pipe."""
    guider = graph.link(sampler.inputs.get("guider"))
    if guider and "cond1" in guider.inputs and "cond2" in guider.inputs:  # guided twice
        return [guider.inputs["cond1" if role == "positive" else "cond2"]]
    for holder in (sampler, guider):
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
    return [sampler.inputs[name] for name in names if name in sampler.inputs][:1]


def _passes(graph: Graph, way: path.Way) -> list[dict[str, Any]]:
    return [
        {
            "node": node.id,
            "kind": node.kind,
            "seed": settings.seed(graph, node),
            "steps": settings.steps(graph, node),
            "cfg_scale": settings.guidance(graph, node),
            "sampler": settings.sampling(graph, node),
            "denoise": node.inputs.get("denoise")
            if isinstance(node.inputs.get("denoise"), int | float)
            else None,
        }
        for node in way.passes[:32]
    ]


def _inputs(graph: Graph) -> tuple[str, ...]:
    names = []
    for node in graph.nodes.values():
        kind = node.kind.lower()
        if "load" in kind and any(mark in kind for mark in INPUT_KINDS):
            for key in ("image", "video", "audio"):
                name = node.inputs.get(key)
                if isinstance(name, dict):
                    name = name.get("content")
                # A signed address names a key to someone's storage; only the name is kept.
                text = words(name)
                if text:
                    names.append(text.partition("?")[0] if "://" in text else text)
    return tuple(dict.fromkeys(names))
