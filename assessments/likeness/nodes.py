"""The values of the tree of iterations: an output with its parent, and the grounds for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from assessments.intake.provenance.c2pa import Standing
from assessments.likeness.items import Item
from assessments.likeness.order import OrderCode

Confidence = Literal["stated", "likely", "possible", "undecided"]
ReasonCode = (
    Literal[
        "parent_gen_id",
        "input_name",
        "c2pa_parent",
        "c2pa_parent_known",
        "c2pa_parent_unlisted",
        "c2pa_parent_failed",
        "conversation",
        "same_seed",
        "prompt_likeness",
        "picture_hash",
        "picture_features",
        "picture_mirrored",
        "picture_area",
        "text_kept",
    ]
    | OrderCode
)
FAILED: Final = "c2pa_parent_failed"
STATED: Final = "stated"
LIKELY: Final = "likely"
POSSIBLE: Final = "possible"
UNDECIDED: Final = "undecided"
# The ground by what the check of the credentials showed that name a parent.
CREDITED: dict[Standing, ReasonCode] = {
    "known": "c2pa_parent_known",
    "unlisted": "c2pa_parent_unlisted",
    "failed": FAILED,
    "unchecked": "c2pa_parent",
}
STRENGTH: dict[Confidence, int] = {STATED: 3, LIKELY: 2, POSSIBLE: 1}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A reason for a parent: a code and, where measured, its value."""

    code: ReasonCode
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A possible parent with its grounds."""

    key: str
    confidence: Confidence
    grounds: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Node:
    """An output of the tree; `parent` is None where it is unknown."""

    key: str
    item: Item
    parent: str | None = None
    confidence: Confidence | None = None
    grounds: tuple[Reason, ...] = ()
    unsure: tuple[Candidate, ...] = ()  # equal candidates, or candidates of undecided order
    duplicate_of: str | None = None  # key of an earlier file with the same bytes
    compared: bool = True  # False where a limit of comparisons was reached
