"""Proposals as values, and when two values of a setting say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MODEL_ENDINGS = (".safetensors", ".ckpt", ".pt", ".gguf", ".pth")
BRACKETED = re.compile(r"\s{0,8}\[[0-9a-fA-F]{6,64}\]$")  # a digest after the name


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One field's value as one file states it."""

    field: str  # of the record's entry: `prompt`, `parameters.seed`, `name`
    value: Any
    file: str  # as the person called it
    where: str | None  # the place in the file; None where no one place says it
    confidence: str  # verified | stated | inferred


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A possible entry of the record; a field stands twice where two files state it."""

    of: str  # tools | steps | evidence
    id: str  # among the proposals; the record gives its own
    fields: tuple[Proposed, ...]

    def get(self, name: str) -> Any:
        """The value that the first file gives for a field, or None."""
        return next((one.value for one in self.fields if one.field == name), None)

    def all(self, name: str) -> tuple[Proposed, ...]:
        return tuple(one for one in self.fields if one.field == name)


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the values that contradict each other, and who says so."""

    value: Any
    file: str | None = None  # None: typed by a person
    where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two or more statements about one thing that cannot all hold."""

    code: str  # files_differ | file_differs | typed_differs
    at: str  # `steps/s2#parameters.seed`: of the record when typed, else of the proposals
    sides: tuple[Side, ...]


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """Everything the files propose, in the order of the files."""

    tools: tuple[Proposal, ...] = ()
    steps: tuple[Proposal, ...] = ()
    evidence: tuple[Proposal, ...] = ()
    contradictions: tuple[Contradiction, ...] = field(default=())


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two statements of a field say the same, whatever way they write it."""
    if name in ("model", "version"):
        return _model(one) == _model(other)
    if name == "sampler":
        return _sampler(one) == _sampler(other)
    if name == "at":
        return _shorter(str(one), str(other))
    numbers = _number(one), _number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other)


def _number(value: Any) -> float | int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and len(value) <= 40:
        for kind in (int, float):
            try:
                return kind(value.strip())
            except ValueError:
                continue
    return None


def _model(value: Any) -> str:
    name = re.split(r"[\\/]", BRACKETED.sub("", str(value).strip()))[-1].casefold()
    for ending in MODEL_ENDINGS:
        name = name.removesuffix(ending)
    return name


def _sampler(value: Any) -> str:
    """Programs write one sampler as `DPM++ 2M` and as `dpmpp_2m`."""
    plain = str(value).casefold().replace("++", "pp")
    return re.sub(r"[\s_\-]|^sample|^k(?=_)", "", plain)


def _shorter(one: str, other: str) -> bool:
    """A day and a moment of that day say the same."""
    size = min(len(one), len(other))
    return size >= len("2024-06-30") and one[:size].replace("T", " ") == other[:size].replace(
        "T", " "
    )


def differing(fields: tuple[Proposed, ...]) -> Iterator[tuple[str, tuple[Side, ...]]]:
    """Fields that two files state differently, with all their sides."""
    names = dict.fromkeys(one.field for one in fields)
    for name in names:
        stated = [one for one in fields if one.field == name and one.confidence != "inferred"]
        plain = name.rpartition(".")[2]
        if any(not same(plain, stated[0].value, one.value) for one in stated[1:]):
            yield name, tuple(Side(value=s.value, file=s.file, where=s.where) for s in stated)
