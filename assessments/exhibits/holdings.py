"""The files behind the evidence, as values: who said what about each of them, and a small picture.

Only files that the frozen record names by digest are here, as they stood when the memo was asked
for. Plain values: nothing in a memo looks up a row while it is composed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from assessments.dating.evidence_of_time import FileDate


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The same bytes may be handed in again, under another name."""

    name: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class ThirdPartyTimestamp:
    """A third party's word that it had the digest at this time of its own clock."""

    at: dt.datetime
    by: str
    serial: str
    trusted: bool
    imported: bool


@dataclass(frozen=True, kw_only=True)
class CustodyEntry:
    """An entry of the custody log that names the file."""

    number: int
    code: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """A stored file that is evidence."""

    sha256: str
    size: int
    intact: bool  # when its digest was last computed again
    is_read: bool  # whether its own times are known at all
    handed_in: tuple[Receipt, ...]
    judged: FileDate
    stamps: tuple[ThirdPartyTimestamp, ...] = ()
    acts: tuple[CustodyEntry, ...] = ()
    picture: bytes | None = field(default=None, repr=False)  # a JPEG that this application made


@dataclass(frozen=True, kw_only=True)
class CustodyLog:
    """One chain of the custody log up to its last entry: of the answers, then of the work."""

    of: Literal["draft", "work"]
    num_entries: int
    last_hash: str
    holds: bool


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """Everything that is kept of the files of an assessment."""

    as_of: dt.datetime
    files: tuple[HeldFile, ...] = ()
    logs: tuple[CustodyLog, ...] = ()
    num_pictures: int = 0  # at hand; no more than `MOST_PICTURES` are passed on

    @cached_property
    def by_digest(self) -> dict[str, HeldFile]:
        return {held.sha256: held for held in self.files}

    def held(self, sha256: str | None) -> HeldFile | None:
        return self.by_digest.get(sha256.lower()) if sha256 else None
