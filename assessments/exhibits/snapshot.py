"""What a memo is made from: one frozen assessment, its files, and what a firm adds to it.

Nothing else is read. The decisions and their places on the scale are those that stood when the
assessment was made; what nobody said about client and firm stays blank on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assessments.engine import Result
from assessments.exhibits.holdings import Holdings
from assessments.typesetting.numbering import Language
from cases.library.schema import Decision, JudgedRecord
from cases.record import CreationRecord

State = Literal["draft", "issued"]


@dataclass(frozen=True, kw_only=True)
class PrecedentPlace:
    """Where a decided work stands on every dimension."""

    slug: str
    outcome: str
    levels: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Client and firm; an empty text is a blank to fill in by hand."""

    client: str = ""
    reference: str = ""
    firm: str = ""
    principal: str = ""
    lawyers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A frozen assessment in one language, with the matter it was made for."""

    memo_id: str
    language: Language
    dated: dt.date
    record: CreationRecord
    result: Result
    decisions: tuple[Decision, ...]
    places: tuple[PrecedentPlace, ...]
    authorities: Mapping[str, Mapping[str, Any]]
    element_law: Mapping[str, tuple[str, ...]]  # element -> the rules that it comes from
    by_work: tuple[str, ...] | None = None  # what needed no evidence beside the work
    state: State = "draft"
    version: int = 1
    matter: Matter = field(default_factory=Matter)
    holdings: Holdings | None = None  # none where a record was read without its files

    @cached_property
    def decided(self) -> dict[str, tuple[Decision, JudgedRecord | None]]:
        """Decisions by their own slug and by the slug of each work that they judged."""
        found: dict[str, tuple[Decision, JudgedRecord | None]] = {}
        for decision in self.decisions:
            found[decision.slug] = (decision, None)
            for judged in decision.judged:
                found[judged.slug] = (decision, judged)
        return found

    @property
    def core_law(self) -> tuple[str, ...]:
        """The rules that every element comes from."""
        of_elements = list(self.element_law.values())
        return tuple(
            key
            for key in (of_elements[0] if of_elements else ())
            if all(key in others for others in of_elements)
        )


def decisions_from(values: Iterable[Decision | Mapping[str, Any]]) -> tuple[Decision, ...]:
    """Decisions as typed values, whether they come typed or as stored JSON."""
    return tuple(
        value if isinstance(value, Decision) else Decision.model_validate(value) for value in values
    )


def places_from(values: Iterable[Mapping[str, Any]]) -> tuple[PrecedentPlace, ...]:
    """Places from stored JSON: `slug`, `outcome` and `levels` of each."""
    return tuple(
        PrecedentPlace(slug=value["slug"], outcome=value["outcome"], levels=dict(value["levels"]))
        for value in values
    )
