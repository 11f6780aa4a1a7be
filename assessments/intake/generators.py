"""Which generator's reader takes a picture's texts: an ordered list, the first that knows them.

Readers with an unmistakable key come first; the text form of Stable Diffusion WebUI, which many
programs write, comes late, because a graph beside it says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assessments.intake import (
    a1111,
    comfyui,
    drawthings,
    easydiffusion,
    fooocus,
    hosts,
    invokeai,
    limits,
    midjourney,
    mochi,
    novelai,
    others,
    swarmui,
)
from assessments.intake.embedded import Embedded
from assessments.intake.plain import parse_object
from assessments.intake.problems import Problem, Refused, problem
from assessments.intake.reading import Found

OBJECTS = ("prompt", "workflow", "parameters", "generation_data", "invokeai_metadata")
GeneratorReader = Callable[[Embedded], Found | None]


def _comfyui(embedded: Embedded) -> Found | None:
    """A graph, completed by the text form that some save nodes write beside it."""
    graph = comfyui.read(embedded)
    text = a1111.read(embedded) if graph else None
    if graph is None or text is None:
        return graph
    return replace(hosts.merged(graph, text), inputs=graph.inputs, extra=graph.extra)


READERS: tuple[GeneratorReader, ...] = (
    novelai.read,
    swarmui.read,
    invokeai.read,
    hosts.tensorart,
    hosts.stability_matrix,
    drawthings.read,
    easydiffusion.read,
    fooocus.read,
    hosts.civitai,
    _comfyui,
    a1111.read,
    midjourney.read,
    mochi.read,
    others.mflux,
    others.read,
)


def read(embedded: Embedded) -> Found | None:
    """What the first reader that knows these texts makes of them; problems of all that tried."""
    problems: list[Problem] = []
    for reader in READERS:
        try:
            found = reader(embedded)
        except Refused as refusal:
            problems.append(refusal.problem)
            continue
        if found is not None:
            return replace(found, problems=(*problems, *found.problems)) if problems else found
    problems.extend(_damaged(embedded))
    return Found(problems=tuple(problems)) if problems else None


def _damaged(embedded: Embedded) -> Iterator[Problem]:
    """Objects that a generator would have written and that are none."""
    for key in OBJECTS:
        text = embedded.get(key)
        if text and text.lstrip().startswith("{") and len(text) <= limits.JSON_BYTES.most:
            try:
                whole = parse_object(text) is not None
            except Refused:
                continue
            if not whole:
                yield problem("json_damaged", where=key)
