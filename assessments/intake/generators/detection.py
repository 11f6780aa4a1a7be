"""The readers of generators, in order; the first that recognises a picture's texts reads them.

Readers with an unmistakable key come first; the text form of Stable Diffusion WebUI, which many
programs write, comes late, because a graph beside it holds more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assessments.intake.containers.embedded import Embedded, EmbeddedText
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted
from assessments.intake.generators import (
    a1111,
    by_fields,
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

COMPARED = ("steps", "cfg_scale", "seed", "sampler", "model", "width", "height")
MAX_SHOWN = 200  # characters of a prompt in a sentence
OBJECT_KEYS = ("prompt", "workflow", "parameters", "generation_data", "invokeai_metadata")
GeneratorReader = Callable[[Embedded], Extracted | None]


def _read_comfyui(embedded: Embedded) -> Extracted | None:
    """Read a graph, completed by the text form that some save nodes write beside it."""
    graph = comfyui.read(embedded)
    text = a1111.read(embedded) if graph else None
    if graph is None or text is None:
        return graph
    both = hosting_sites.merge(graph, text)
    apart = {key: both.extra[key] for key in hosting_sites.APART if key in both.extra}
    return replace(both, inputs=graph.inputs, extra={**graph.extra, **apart})


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
    _read_comfyui,
    a1111.read,
    midjourney.read,
    mochi.read,
    by_name.mflux,
    by_fields.read,
    by_name.read,
)


OBJECT = re.compile(r"\s{0,99}\{\s{0,99}[\"}]")


def read(embedded: Embedded) -> Extracted | None:
    """What the first reader that recognises the texts extracts; None where no reader does.

    Problems of the readers before it are added. Texts that no reader recognises are reported where
    they are damaged.
    """
    problems: list[Problem] = []
    for reader in READERS:
        try:
            extracted = reader(embedded)
        except Rejected as rejection:
            problems.append(rejection.problem)
            continue
        if extracted is not None:
            return (
                replace(extracted, problems=(*problems, *extracted.problems))
                if problems
                else extracted
            )
    problems.extend(_report_damaged(embedded))
    return Extracted(problems=tuple(problems)) if problems else None


def compare_repeated(embedded: Embedded, found: Extracted) -> tuple[Problem, ...]:
    """Return what a second text of the same name states otherwise than the first."""
    first: dict[tuple[str, str], EmbeddedText] = {}
    later = [
        text
        for text in embedded.texts
        if first.setdefault((text.where.partition(" ")[0], text.key), text).text != text.text
    ]
    if not later:
        return ()
    other = read(replace(embedded, texts=(*later, *embedded.texts)))
    if other is None or not (other.prompt or other.generator):
        return ()
    if (other.prompt, other.negative_prompt, other.parameters) == (
        found.prompt,
        found.negative_prompt,
        found.parameters,
    ):
        return ()
    return (problem("repeated_text", where=later[0].key), *_contradictions(found, other))


def _contradictions(found: Extracted, other: Extracted) -> Iterator[Problem]:
    for name in ("prompt", "negative_prompt"):
        first, second = getattr(found, name), getattr(other, name)
        if first and second and first != second:
            yield problem(
                "contradiction", field=name, first=first[:MAX_SHOWN], second=second[:MAX_SHOWN]
            )
    for name in COMPARED:
        first, second = getattr(found.parameters, name), getattr(other.parameters, name)
        if None not in (first, second) and first != second:
            yield problem("contradiction", field=name, first=first, second=second)


def _report_damaged(embedded: Embedded) -> Iterator[Problem]:
    """Problems of texts that a generator would have written as JSON and that are damaged.

    A prompt may begin with a brace, too: `{red|blue} cat`.
    """
    for key in OBJECT_KEYS:
        text = embedded.get(key)
        if text and OBJECT.match(text) and len(text) <= limits.JSON_BYTES.value:
            try:
                well_formed = parse_object(text) is not None
            except Rejected:
                continue
            if not well_formed:
                yield problem("json_damaged", where=key)
