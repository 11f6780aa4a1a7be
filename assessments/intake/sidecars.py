"""Settings that a program saved beside its picture: a text, a graph, or its own JSON object.

Triggered by the marks of a generator inside a JSON object, or by a short text of the form that
Stable Diffusion WebUI writes. What else a text file holds is read as of any text.
"""

from __future__ import annotations

from dataclasses import replace

from assessments.intake import documents
from assessments.intake.containers.embedded import Embedded, Text, decoded
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.problems import Refused
from assessments.intake.core.report import Found
from assessments.intake.core.source import Source
from assessments.intake.generators import a1111, detection
from assessments.intake.generators.unwrap import spread

SHORT = 64 * limits.KIB
MARKS = (
    b'"class_type"',
    b'"widgets_values"',
    b'"sui_image_params"',
    b'"base_model"',
    b'"positive_prompt"',
    b'"use_stable_diffusion_model"',
    b'"mflux_version"',
    b'"v4_prompt"',
)
WHERE = "file"


def detect(source: Source) -> bool:
    if source.size > limits.JSON_BYTES.most or b"\0" in source.head:
        return False
    data = source.data()
    if data.lstrip()[:1] == b"{":
        return any(mark in data for mark in MARKS)
    return len(data) <= SHORT and a1111.STEPS.encode() in data


def read(source: Source) -> Found:
    found = documents.read_text(source)
    if found.messages or found.media_type != "text/plain":
        return found
    try:
        own = _stated(decoded(source.data()))
    except Refused as refusal:
        return replace(found, problems=(*found.problems, refusal.problem))
    if own is None or own.generator is None:
        return found
    return replace(
        found,
        generator=own.generator,
        prompt=own.prompt,
        negative_prompt=own.negative_prompt,
        parameters=own.parameters,
        inputs=own.inputs,
        times=(*own.times, *found.times),
        extra={**own.extra, **found.extra},
        problems=(*own.problems, *found.problems),
        confidence="stated",
    )


def _stated(text: str) -> Found | None:
    texts = tuple(Text(key=key, text=text, where=WHERE) for key in _keys(text))
    return detection.read(spread(Embedded(media_type="text/plain", texts=texts)))


def _keys(text: str) -> tuple[str, ...]:
    """The names under which a picture would carry this text."""
    data = parse_object(text)
    if data is None:
        return ("parameters",)
    if isinstance(data.get("nodes"), list):
        return ("workflow",)
    if any(isinstance(one, dict) and "class_type" in one for one in data.values()):
        return ("prompt",)
    return ("invokeai_metadata",) if "positive_prompt" in data else ("parameters", "UserComment")
