"""What the graph in the texts of a picture states of its generation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core.coerce import to_text
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted, Parameters
from assessments.intake.generators.comfyui import (
    models,
    path,
    prompts,
    settings,
    workflow,
)
from assessments.intake.generators.comfyui.drawing import is_drawn
from assessments.intake.generators.comfyui.graph import Graph, Node, build

NAME = "ComfyUI"
MAX_PASSES = 32  # listed; real graphs have a few


def read(embedded: Embedded) -> Extracted | None:
    """Read the API prompt, or else the workflow; return None where the texts hold neither."""
    prompt = embedded.object("prompt")
    graph = build(prompt) if prompt else None
    if graph is None:
        drawn = embedded.object("workflow")
        if drawn is None or not is_drawn(drawn):
            return None
        graph = workflow.build(drawn)
        if graph is None:
            return Extracted(generator=NAME, confidence="stated")
    return read_graph(graph)


def read_graph(graph: Graph) -> Extracted:
    """Return what the graph states of the picture that it saved."""
    loaded = None if graph.switched_off else path.find_loaded(graph)
    if loaded:
        return _extract_loaded(graph, loaded)
    traced = path.find_path(graph)
    if traced and graph.switched_off and not path.generates(traced.first):
        off = problem("graph_switched_off", node=graph.switched_off[0].kind)
        return _extract_without_run(graph, traced, off)
    if traced:
        active = tuple(node for node in traced.passes if not settings.is_idle(graph, node))
        if not active:
            idle = problem("graph_sampler_idle", node=traced.first.kind)
            return _extract_without_run(graph, traced, idle)
        first = traced.first if traced.first in active else active[0]
        return _extract_path(graph, replace(traced, first=first, passes=active))
    return Extracted(
        generator=NAME,
        inputs=_list_inputs(graph),
        problems=(problem("graph_not_understood"), *graph.notes.values()),
        confidence="stated",
    )


def _extract_without_run(graph: Graph, traced: path.SamplingPath, why: Problem) -> Extracted:
    """Return the words of a graph in which nothing generates; they are the prompt of no picture."""
    prompt = prompts.collect(graph, traced, "positive")
    further = [{"where": traced.first.kind, "text": prompt}] if prompt else []
    further += prompts.list_further(graph, traced, prompt)
    return Extracted(
        generator=NAME,
        extra={"further_words": further} if further else {},
        inputs=_list_inputs(graph),
        problems=(why,),
        confidence="stated",
    )


def _extract_loaded(graph: Graph, loaded: Node) -> Extracted:
    """Return what is known of a loaded file that was saved again; it has no prompt and no model."""
    further = prompts.list_all_words(graph)
    return Extracted(
        generator=NAME,
        extra={"further_words": further} if further else {},
        inputs=_list_inputs(graph),
        problems=(*graph.notes.values(), problem("graph_saved_loaded", node=loaded.kind)),
        confidence="stated",
    )


def _extract_path(graph: Graph, traced: path.SamplingPath) -> Extracted:
    first = traced.first
    width, height = settings.dimensions(graph, first)
    found = [models.find_models(graph, sampler) for sampler in prompts.list_whole_passes(traced)]
    used = dict.fromkeys(name for run in found for name in (run.model, *run.merged) if name)
    others = [name for name in used if name != found[0].model]
    adapters = dict.fromkeys(name for run in found for name in run.adapters)
    prompt = prompts.collect(graph, traced, "positive")
    if not prompt and "prompt_expanded" in graph.notes:
        del graph.notes["prompt_expanded"]
        graph.add_problem(problem("prompt_made_in_run"))  # of a picture, such as a caption
    negative = prompts.collect(graph, traced, "negative")
    further = prompts.list_further(graph, traced, prompt, negative)
    of_first = _read_settings(graph, first)
    return Extracted(
        generator=NAME,
        prompt=prompt,
        negative_prompt=negative,
        parameters=Parameters(
            **of_first,
            width=width,
            height=height,
            model=found[0].model,
            loras=tuple(dict.fromkeys(lora for run in found for lora in run.loras)),
        ),
        extra={
            "scheduler": settings.schedule(graph, first),
            "passes": _describe_passes(graph, traced, of_first),
            **settings.distilled(graph, first),
            **({"adapters": list(adapters)} if adapters else {}),
            **({"further_words": further} if further else {}),
            **({"further_models": others} if others else {}),
        },
        inputs=_list_inputs(graph),
        # Last, when every walk has noted what it met.
        problems=(*graph.notes.values(), *settings.made_in_run(graph, first, of_first)),
        confidence="stated",
    )


def _read_settings(graph: Graph, sampler: Node) -> dict[str, Any]:
    """Return the settings of one sampler by the names that `Parameters` gives them."""
    return {
        "seed": settings.seed(graph, sampler),
        "steps": settings.steps(graph, sampler),
        "cfg_scale": settings.guidance(graph, sampler),
        "sampler": settings.sampler_name(graph, sampler),
    }


def _describe_passes(
    graph: Graph, traced: path.SamplingPath, of_first: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return every pass with its settings; those of the first sampler are read already."""
    return [
        {
            "node": node.id,
            "kind": node.kind,
            **(of_first if node is traced.first else _read_settings(graph, node)),
            "denoise": node.inputs.get("denoise")
            if isinstance(node.inputs.get("denoise"), int | float)
            else None,
        }
        for node in traced.passes[:MAX_PASSES]
    ]


def _list_inputs(graph: Graph) -> tuple[str, ...]:
    names = []
    unused = path.list_bypassed(graph)
    for node in graph.nodes.values():
        if node.id in unused:
            continue
        if path.is_loader(node):
            for key in ("image", "video", "audio"):
                name = node.inputs.get(key)
                if isinstance(name, dict):
                    name = name.get("content")
                # A signed address holds a key to somebody's storage; the query is dropped.
                text = to_text(name)
                if text:
                    names.append(text.partition("?")[0] if "://" in text else text)
    return tuple(dict.fromkeys(names))
