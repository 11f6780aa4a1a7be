"""The only source of a memo: one frozen assessment, its files, and the matter of a firm.

The decisions and their places on the scale are those of the time of the assessment; how the
decisions stand (reversed, pending) is that of the day on which the memo is made. Unknown details
of client and firm are not printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from assessments.engine import Result
from assessments.exhibits.holdings import Holdings
from assessments.exhibits.particulars import Particulars, class_by_law
from assessments.typesetting.numbering import Language
from cases.library.schema import Decision, JudgedRecord
from cases.library.standing import Standing
from cases.record import CreationRecord, Evidence

State = Literal["draft", "issued"]


@dataclass(frozen=True, kw_only=True)
class PrecedentPlace:
    """The levels of a decided work on every dimension, each from 0 to 4; None: not reached."""

    slug: str
    outcome: str
    levels: Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Client and firm; what is empty is not printed, and without a firm the maker speaks.

    `letterhead`, `declarations` and `closing` are the firm's own fixed phrases in the language of
    the memo: where they are empty, the letter is headed by the name of the firm and closes with a
    phrase of the memo's own.
    """

    client: str = ""
    reference: str = ""
    firm: str = ""
    principal: str = ""
    lawyers: tuple[str, ...] = ()
    purpose: str = ""
    addressee: str = ""  # where the memo is addressed to somebody else than the client
    letterhead: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    closing: str = ""


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
    element_law: Mapping[str, tuple[str, ...]]  # element -> keys of its rules
    by_work: tuple[str, ...] | None = None  # codes that need no evidence beside the work
    state: State = "draft"
    version: int = 1
    matter: Matter = field(default_factory=Matter)
    standings: Mapping[str, Standing] = field(default_factory=dict)  # by slug of the decision
    holdings: Holdings | None = None  # None for a record without its files
    # Ids of the evidence whose files were held and read; None: it was taken as described.
    held: frozenset[str] | None = None
    stated: CreationRecord | None = None  # where `record` leaves out what does not count here
    example: str = ""  # the slug of the judged work whose own record it is
    # Decisions that were withdrawn from the library since the assessment, by slug.
    withdrawn: frozenset[str] = frozenset()
    # Of which the library says something else since the assessment, by slug.
    edited: frozenset[str] = frozenset()
    particulars: Mapping[str, Particulars] = field(default_factory=dict)  # by id of the evidence
    # Why evidence only counts as made later, by its id; a key of `wording.names.TAKEN_AS_LATER`.
    taken: Mapping[str, str] = field(default_factory=dict)
    # What a lawyer holds of the record's facts, as the assessment stored it, and the SHA-256 of
    # the client's record ("record") and of these facts ("facts").
    facts: tuple[Mapping[str, Any], ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def decisions_by_slug(self) -> dict[str, tuple[Decision, JudgedRecord | None]]:
        """Map the slug of each decision, and of each work that it judged, to both.

        The slug of a decision maps to the decision and None.
        """
        found: dict[str, tuple[Decision, JudgedRecord | None]] = {}
        for decision in self.decisions:
            found[decision.slug] = (decision, None)
            for judged in decision.judged:
                found[judged.slug] = (decision, judged)
        return found

    def particulars_of(self, piece: Evidence) -> Particulars:
        """Return what was filled in of an exhibit; where nothing was, its class by law alone."""
        known = self.particulars.get(piece.id)
        return known or Particulars(legal_class=class_by_law(piece))

    @property
    def core_law(self) -> tuple[str, ...]:
        """Return the keys of the rules that all elements have in common."""
        of_elements = list(self.element_law.values())
        return tuple(
            key
            for key in (of_elements[0] if of_elements else ())
            if all(key in others for others in of_elements)
        )


def decisions_from(values: Iterable[Decision | Mapping[str, Any]]) -> tuple[Decision, ...]:
    """Return decisions as typed values; accept typed ones and stored JSON."""
    return tuple(
        value if isinstance(value, Decision) else Decision.model_validate(value) for value in values
    )


def places_from(values: Iterable[Mapping[str, Any]]) -> tuple[PrecedentPlace, ...]:
    """Read places from stored JSON with the keys `slug`, `outcome` and `levels`."""
    return tuple(
        PrecedentPlace(slug=value["slug"], outcome=value["outcome"], levels=dict(value["levels"]))
        for value in values
    )
