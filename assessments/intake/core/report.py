"""What was read from one file: values as the file states them, with the raw texts beside them.

Unknown is None, never a guess. A reader returns `Found`; the door adds the file's name and digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from assessments.intake.core.problems import Problem

F = TypeVar("F", bound="Found")
EditKind = str  # insert | delete | move | layer | commit
Confidence = str  # verified (signature or hash checked) | stated (by the file) | inferred | none


@dataclass(frozen=True, kw_only=True)
class Lora:
    """An add-on model with the weight it was used at; the weight is None where not stated."""

    name: str
    weight: float | None = None


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Settings of a generation, in one form for all generators."""

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

    role: str  # user | assistant | system | tool
    text: str
    at: str | None = None  # ISO 8601
    model: str | None = None
    parent: str | None = None
    id: str | None = None
    chosen: bool | None = None  # on the branch that was kept; None where the file does not say
    extra: Mapping[str, Any] = field(default_factory=dict)  # pictures, attachments, generation ids


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One recorded change to a document, a picture or a repository."""

    author: str | None
    at: str | None  # ISO 8601
    kind: EditKind
    text: str | None = None
    amount: int | None = None  # characters, lines or layers, as the kind has it
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Time:
    """A time the file names: what happened, when, and which field says so."""

    what: str  # created | modified | generated | digitised | sent | committed | signed | exported
    value: str  # ISO 8601 where the field allows it, else as written
    source: str


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A text as it stands in the file, under the place it stands at."""

    where: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one reader found; every field may be empty."""

    media_type: str | None = None
    generator: str | None = None
    prompt: str | None = None
    negative_prompt: str | None = None
    parameters: Parameters = Parameters()
    c2pa: Mapping[str, Any] | None = None
    aigc_label: Mapping[str, Any] | None = None
    messages: tuple[Message, ...] = ()
    edits: tuple[Edit, ...] = ()
    times: tuple[Time, ...] = ()
    problems: tuple[Problem, ...] = ()
    signature: Mapping[str, Any] | None = None  # of the generator itself, and whether it holds
    inputs: tuple[str, ...] = ()  # names of files that went in
    extra: Mapping[str, Any] = field(default_factory=dict)  # further facts: duration, layers, text
    raw: tuple[Raw, ...] = ()
    confidence: Confidence = "none"


NOTHING = Found()


@dataclass(frozen=True, kw_only=True)
class Reading(Found):
    """What one file says, under its name as given and the digest of its bytes."""

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
            "parameters": _plain(self.parameters),
            "c2pa": _plain(self.c2pa),
            "aigc_label": _plain(self.aigc_label),
            "messages": _plain(self.messages),
            "edits": _plain(self.edits),
            "times": _plain(self.times),
            "problems": [_problem(one) for one in self.problems],
            "signature": _plain(self.signature),
            "inputs": list(self.inputs),
            "extra": _plain(self.extra),
            "raw": _plain(self.raw),
            "confidence": self.confidence,
        }


def made(kind: type[F], found: Found, **values: Any) -> F:
    """A value of this kind with everything that was found, changed and completed by `values`.

    `dataclasses.replace` sets each of the fields by a call of its own, which for a small picture
    takes longer than opening the file; this copies them at once. The names are the caller's care.
    """
    one = object.__new__(kind)
    vars(one).update(vars(found), **values)
    return one


def _problem(one: Problem) -> dict[str, Any]:
    return {"code": one.code, "params": dict(one.params), "message": one.message()}


def _plain(value: Any) -> Any:
    """Values as JSON knows them; a mapping or tuple is walked, anything else stands as it is."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
