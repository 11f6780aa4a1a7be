"""The result of reading one file: values as the file states them, with the raw texts beside them.

Unknown is None, never a guess. A reader returns `Extracted`; `door.read` adds the name and digest
of the file and returns a `FileReport`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from assessments.intake.core.problems import Problem

F = TypeVar("F", bound="Extracted")
EditKind = (
    str  # insert | delete | replace | move | format | comment | layer | commit, by the document
)
# `verified`: a signature or hash was checked; `stated`: the file says so; `inferred`: it follows
# from something else; `none`: the file says nothing of how it was made.
Confidence = Literal["verified", "stated", "inferred", "none"]
# created | modified | generated | digitised | sent | edited | committed | signed | exported | named
# | and those of the acts of Content Credentials, `provenance.acts`
Event = str
Role = str  # user | assistant | system | tool


@dataclass(frozen=True, kw_only=True)
class Lora:
    """An add-on model with the weight at which it was used; None where the file states none."""

    name: str
    weight: float | None = None


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Settings of one generation, in the same form for all generators."""

    steps: int | None = None
    cfg_scale: float | int | None = None
    seed: int | None = None
    sampler: str | None = None  # as written
    width: int | None = None
    height: int | None = None
    model: str | None = None  # as written
    loras: tuple[Lora, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Message:
    """One turn of a conversation; `parent` is the id of the turn it answers or replaces."""

    role: Role
    text: str
    at: str | None = None  # ISO 8601
    model: str | None = None
    parent: str | None = None
    id: str | None = None
    chosen: bool | None = None  # on the branch that was kept; None where the file does not state it
    extra: Mapping[str, Any] = field(default_factory=dict)  # pictures, attachments, generation ids


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One recorded change to a document, a picture or a repository."""

    author: str | None
    at: str | None  # ISO 8601
    kind: EditKind
    text: str | None = None
    amount: int | None = None  # characters, lines or layers, according to the kind
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StatedTime:
    """A time that the file names: what happened, when, and which field states it."""

    what: Event
    value: str  # ISO 8601 where the field allows it, else as written
    source: str


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A text as it stands in the file, and where it stands."""

    where: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """What one reader extracted from a file; every field may be empty."""

    media_type: str | None = None
    generator: str | None = None
    prompt: str | None = None
    negative_prompt: str | None = None
    parameters: Parameters = Parameters()
    c2pa: Mapping[str, Any] | None = None
    aigc_label: Mapping[str, Any] | None = None
    messages: tuple[Message, ...] = ()
    edits: tuple[Edit, ...] = ()
    times: tuple[StatedTime, ...] = ()
    problems: tuple[Problem, ...] = ()
    signature: Mapping[str, Any] | None = None  # the generator's own, and whether it is valid
    inputs: tuple[str, ...] = ()  # names of the files that the generator took
    extra: Mapping[str, Any] = field(default_factory=dict)  # further facts: duration, layers, text
    raw: tuple[Raw, ...] = ()
    confidence: Confidence = "none"


NOTHING = Extracted()


@dataclass(frozen=True, kw_only=True)
class FileReport(Extracted):
    """What was extracted from a file, with its name as given and the SHA-256 of its bytes."""

    file: str
    sha256: str | None

    def as_json(self) -> dict[str, Any]:
        """The object that `read_evidence --json` prints for this file."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "generator": self.generator,
            "prompt": self.prompt,
            "negative_prompt": self.negative_prompt,
            "parameters": _to_json(self.parameters),
            "c2pa": _to_json(self.c2pa),
            "aigc_label": _to_json(self.aigc_label),
            "messages": _to_json(self.messages),
            "edits": _to_json(self.edits),
            "times": _to_json(self.times),
            "problems": [problem_json(fault) for fault in self.problems],
            "signature": _to_json(self.signature),
            "inputs": list(self.inputs),
            "extra": _to_json(self.extra),
            "raw": _to_json(self.raw),
            "confidence": self.confidence,
        }


def copy_as(kind: type[F], extracted: Extracted, **values: Any) -> F:
    """A value of this class with the fields of `extracted`, changed and completed by `values`.

    `dataclasses.replace` sets each of the fields by a call of its own, which for a small picture
    takes longer than opening the file; this copies them at once (`benchmarks/reading.py` measures
    small pictures). The names in `values` are not checked.
    """
    copy = object.__new__(kind)
    vars(copy).update(vars(extracted), **values)
    return copy


def problem_json(fault: Problem) -> dict[str, Any]:
    """Return the object that stands for a problem in the report."""
    return {"code": fault.code, "params": dict(fault.params), "message": fault.message()}


def _to_json(value: Any) -> Any:
    """Values as JSON knows them: mappings, sequences and dataclasses are converted, others kept."""
    if isinstance(value, Mapping):
        return {str(key): _to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _to_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
