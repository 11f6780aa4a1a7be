"""The values of proposals, and the comparison of two values of one field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

Confidence = Literal["verified", "stated", "inferred"]
INFERRED: Final = "inferred"
STATED: Final = "stated"
Chosen = frozenset[str] | None  # ids of conversations of a file; None for all of them
# Beginnings of fields that become settings: as the tool names them, and words beside the prompt.
SETTING: Final = "parameters."
WORDS: Final = "words."
MODEL_ENDINGS = (".safetensors", ".ckpt", ".pt", ".gguf", ".pth")
BRACKETED = re.compile(
    r"\s{0,8}\[[0-9a-fA-F]{6,64}\]$"
)  # a digest behind the name, as WebUI writes it


def setting_name(name: str) -> str:
    """Return the name under which a field is stored among the settings; empty for another field."""
    start = next((start for start in (SETTING, WORDS) if name.startswith(start)), "")
    return name.removeprefix(start) if start else ""


@dataclass(frozen=True, kw_only=True)
class ProposedField:
    """The value of one field as one file states it."""

    field: str  # of the record's entry: `prompt`, `parameters.seed`, `name`
    value: Any
    file: str  # the name that the person gave it
    where: str | None  # place in the file; None where there is no single one
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A proposed entry of the record; a field occurs twice where two files state it."""

    of: Literal["tools", "steps", "evidence"]
    id: str  # unique among the proposals; the record has ids of its own
    fields: tuple[ProposedField, ...]
    number: int = 1  # among the steps of its file, whichever conversations were chosen
    continues: int = 0  # the number of the step of the same file that it follows; 0 for none

    def get(self, name: str) -> Any:
        """Return the value of a field from the first file that states it, or None."""
        return next((proposed.value for proposed in self.fields if proposed.field == name), None)

    def all(self, name: str) -> tuple[ProposedField, ...]:
        """Return every statement of a field."""
        return tuple(proposed for proposed in self.fields if proposed.field == name)


@dataclass(frozen=True, kw_only=True)
class StepDraft:
    """The fields of a proposed step, its number in its file, and that of the step it follows."""

    fields: tuple[ProposedField, ...]
    number: int
    continues: int = 0


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the contradicting values, and its source."""

    value: Any
    file: str | None = None  # None where a person typed it
    where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two or more different values of one field."""

    code: Literal["files_differ", "file_differs", "typed_differs"]
    at: str  # such as `steps/s2#parameters.seed`: in the record if typed, else in the proposals
    sides: tuple[Side, ...]


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """All proposals of the files, in the order of the files."""

    tools: tuple[Proposal, ...] = ()
    steps: tuple[Proposal, ...] = ()
    evidence: tuple[Proposal, ...] = ()
    contradictions: tuple[Contradiction, ...] = field(default=())


def usable_time(value: Any) -> str | None:
    """Return a stated time in a form that a record takes; None for what is no time."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return date.fromisoformat(text).isoformat() if len(text) == DAY_CHARS else _moment(text)
    except ValueError:
        return None


DAY_CHARS = len("2024-06-30")


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")


def seconds_of(at: Any) -> float | None:
    """Return a time as seconds, to put times in order; one without a zone is taken for UTC."""
    text = usable_time(at)
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, OSError):
        return None


def same_value(name: str, one: Any, other: Any) -> bool:
    """Return whether two values of a field are the same, however they are written."""
    if name in ("model", "version"):
        return _normalize_model(one) == _normalize_model(other)
    if name == "sampler":
        return _normalize_sampler(one) == _normalize_sampler(other)
    if name == "at":
        return _is_same_moment(str(one), str(other))
    if name == "loras" and isinstance(one, list) and isinstance(other, list):
        return _list_loras(one) == _list_loras(other)
    numbers = _parse_number(one), _parse_number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other)


def _list_loras(values: list[Any]) -> set[tuple[str, Any]]:
    return {
        (str(lora.get("name")), lora.get("weight")) for lora in values if isinstance(lora, Mapping)
    }


def _parse_number(value: Any) -> float | int | None:
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


def _normalize_model(value: Any) -> str:
    name = re.split(r"[\\/]", BRACKETED.sub("", str(value).strip()))[-1].casefold()
    for ending in MODEL_ENDINGS:
        name = name.removesuffix(ending)
    return name


def _normalize_sampler(value: Any) -> str:
    """Normalize the name of a sampler, which programs write as `DPM++ 2M` or `dpmpp_2m`."""
    plain = str(value).casefold().replace("++", "pp")
    return re.sub(r"[\s_\-]|^sample|^k(?=_)", "", plain)


def _is_same_moment(one: str, other: str) -> bool:
    """Return whether two times agree as far as the shorter one goes."""
    size = min(len(one), len(other))
    return size >= len("2024-06-30") and one[:size].replace("T", " ") == other[:size].replace(
        "T", " "
    )


def differing_fields(fields: tuple[ProposedField, ...]) -> Iterator[tuple[str, tuple[Side, ...]]]:
    """Yield the fields that two files state differently, with all their values."""
    names = dict.fromkeys(proposed.field for proposed in fields)
    for name in names:
        stated = [
            proposed
            for proposed in fields
            if proposed.field == name and proposed.confidence != "inferred"
        ]
        plain = name.rpartition(".")[2]
        if any(not same_value(plain, stated[0].value, proposed.value) for proposed in stated[1:]):
            yield name, tuple(Side(value=s.value, file=s.file, where=s.where) for s in stated)
