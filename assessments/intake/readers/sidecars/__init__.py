"""Settings that a program saved beside its picture: a text, a graph, or its own JSON object.

Marks: those of a generator inside a JSON object, or a short text of the form that Stable Diffusion
WebUI writes. Everything else in the file is read as in any text file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.intake.containers.embedded import Embedded, EmbeddedText
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.problems import Problem, Rejected, problem
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.documents import text as plain_text
from assessments.intake.generators import a1111, detection, listed_runs
from assessments.intake.generators.comfyui.drawing import is_drawn
from assessments.intake.generators.unwrap import unwrap

MAX_TEXT_SIZE = 64 * limits.KIB  # a longer text is a document, in which such a line is quoted
# Keys of the generators' JSON objects, as they stand in the file.
MARKS = (
    b'"class_type"',
    b'"widgets_values"',
    b'"sui_image_params"',
    b'"base_model"',
    b'"positive_prompt"',
    b'"use_stable_diffusion_model"',
    b'"mflux_version"',
    b'"v4_prompt"',
    b'"prompt"',
    b'"Prompt"',
    '提示词"'.encode(),
)
# A fenced code block (CommonMark 0.31, 4.5); the text has at most MAX_TEXT_SIZE.
BLOCK = re.compile(r"^```[^\n`]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
# Problems of a text in which nothing was recognised.
OF_UNREAD = frozenset({"conversation_suspected", "fields_unread"})
NO_SEEDS = (None, -1)  # -1 asks for any
WHERE = "file"
MEDIA_TYPES = ("text/markdown", "text/plain", "text/x-git-log", "text/x-patch")
SAMPLES = (
    "evidence-cases/old-control-boolean.json",
    "evidence-cases/ui-group-node.json",
)


def detect(source: Source) -> bool:
    if source.size > limits.JSON_BYTES.value or b"\0" in source.head:
        return False
    data = source.data()
    if data.lstrip()[:1] == b"{":
        return any(mark in data for mark in MARKS)
    return len(data) <= MAX_TEXT_SIZE and a1111.STEPS.encode() in data


def read(source: Source) -> Extracted:
    found = plain_text.read(source)
    if found.messages or found.media_type not in ("text/plain", "text/markdown"):
        return found
    text = plain_text.decode(source.data())[0]
    try:
        generation = (
            _read_generation(text) if found.media_type == "text/plain" else _read_blocks(text)
        )
    except Rejected as rejection:
        return replace(found, problems=(*found.problems, rejection.problem))
    if generation is None or generation.confidence == "none":
        return found
    if _made_nothing(generation):
        others = tuple(fault for fault in found.problems if fault.code not in OF_UNREAD)
        return replace(found, problems=(*others, problem("settings_alone")))
    # What a program saved of its settings is no conversation, however its objects alternate.
    others = tuple(fault for fault in found.problems if fault.code not in OF_UNREAD)
    return replace(
        found,
        generator=generation.generator,
        prompt=generation.prompt,
        negative_prompt=generation.negative_prompt,
        parameters=generation.parameters,
        inputs=generation.inputs,
        times=(*generation.times, *found.times),
        extra={**generation.extra, **found.extra},
        problems=(*generation.problems, *_saved_workflow(source), *others),
        confidence="stated",
    )


def _made_nothing(generation: Extracted) -> bool:
    """Return whether an object of no named program holds settings, but no words and no seed."""
    extra = generation.extra
    words = generation.prompt or generation.negative_prompt
    further = extra.get("further_words") or extra.get("enhanced_prompt")
    marks = generation.generator or generation.inputs or generation.times
    return not (words or further or marks) and generation.parameters.seed in NO_SEEDS


def _saved_workflow(source: Source) -> tuple[Problem, ...]:
    """Return what is not known of a graph as the editor drew it, in a file of its own."""
    data = parse_object(plain_text.decode(source.data())[0]) or {}
    drawn = "workflow" in _carrier_keys_of(data)
    return (problem("workflow_not_run"),) if drawn else ()


def _read_generation(text: str) -> Extracted | None:
    if runs := a1111.runs_of(text):
        return listed_runs.together([(None, run) for run in runs], len(runs))
    texts = tuple(EmbeddedText(key=key, text=text, where=WHERE) for key in _carrier_keys(text))
    return detection.read(unwrap(Embedded(media_type="text/plain", texts=texts)))


def _read_blocks(text: str) -> Extracted | None:
    """Return what the code blocks of Markdown state, as those of a run each."""
    blocks = [match[1] for match in BLOCK.finditer(text)]
    runs: list[listed_runs.Run] = []
    for block in blocks:
        stated = a1111.runs_of(block) or [run for run in [a1111.parse(block)] if run]
        runs += [(None, run) for run in stated]
    return listed_runs.together(runs, len(runs)) if runs else None


def _carrier_keys(text: str) -> tuple[str, ...]:
    """The keys under which a picture would carry this text."""
    data = parse_object(text)
    return ("parameters",) if data is None else _carrier_keys_of(data)


def _carrier_keys_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    if is_drawn(data):
        return ("workflow",)
    if any(isinstance(node, dict) and "class_type" in node for node in data.values()):
        return ("prompt",)
    return ("invokeai_metadata",) if "positive_prompt" in data else ("parameters", "UserComment")
