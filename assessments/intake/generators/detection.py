"""Which generator's reader takes a picture's texts: an ordered list, the first that knows them.

Readers with an unmistakable key come first; the text form of Stable Diffusion WebUI, which many
programs write, comes late, because a graph beside it says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assessments.intake.containers.embedded import Embedded
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.problems import Problem, Refused, problem
from assessments.intake.core.report import Found
from assessments.intake.generators import (
    a1111,
    by_name,
    comfyui,
    drawthings,
    easydiffusion,
    fooocus,
    hosting_sites,
    invokeai,
    midjourney,
    mochi,
    novelai,
    swarmui,
)

OBJECTS = ("prompt", "workflow", "parameters", "generation_data", "invokeai_metadata")
GeneratorReader = Callable[[Embedded], Found | None]


def _comfyui(embedded: Embedded) -> Found | None:
    """A graph, completed by the text form that some save nodes write beside it."""
    graph = comfyui.read(embedded)
    text = a1111.read(embedded) if graph else None
    if graph is None or text is None:
        return graph
    return replace(hosting_sites.merged(graph, text), inputs=graph.inputs, extra=graph.extra)


READERS: tuple[GeneratorReader, ...] = (
    novelai.read,
    swarmui.read,
    invokeai.read,
    hosting_sites.tensorart,
    hosting_sites.stability_matrix,
    drawthings.read,
    easydiffusion.read,
    fooocus.read,
    hosting_sites.civitai,
    _comfyui,
    a1111.read,
    midjourney.read,
    mochi.read,
    by_name.mflux,
    by_name.read,
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
