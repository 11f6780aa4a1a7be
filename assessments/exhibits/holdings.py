"""The files behind the evidence, as values: what dates each of them, its custody, a small picture.

Holdings contain only files that the frozen record names by digest, as they were when the memo was
requested. They are plain values, because composing a memo reads no row of the database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from assessments.dating.evidence_of_time import FileDate


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One upload of the bytes; the same bytes may be uploaded again under another name."""

    name: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class ThirdPartyTimestamp:
    """A timestamp (RFC 3161) by which a third party states when it had the digest."""

    at: dt.datetime  # by the clock of the third party
    by: str
    serial: str
    trusted: bool
    imported: bool


@dataclass(frozen=True, kw_only=True)
class CustodyEntry:
    """An entry of the custody log that concerns the file."""

    number: int
    code: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """A stored file that is evidence."""

    sha256: str
    size: int  # in bytes
    intact: bool  # as of the last time that its digest was computed again
    is_read: bool  # whether the times that the file itself states have been read
    receipts: tuple[Receipt, ...]
    file_date: FileDate
    timestamps: tuple[ThirdPartyTimestamp, ...] = ()
    custody: tuple[CustodyEntry, ...] = ()
    picture: bytes | None = field(default=None, repr=False)  # a JPEG made by this application


@dataclass(frozen=True, kw_only=True)
class CustodyLog:
    """One hash chain of the custody log: that of a draft, or that of the work made from it."""

    of: Literal["draft", "work"]
    num_entries: int
    last_hash: str
    is_intact: bool  # whether the chain holds when its digests are computed again


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """The stored files of an assessment and their custody logs, as of one moment."""

    as_of: dt.datetime
    files: tuple[HeldFile, ...] = ()
    logs: tuple[CustodyLog, ...] = ()
    num_pictures: int = 0  # stored; at most `MAX_PICTURES` of the storyboard are passed on

    @cached_property
    def by_digest(self) -> dict[str, HeldFile]:
        return {held.sha256: held for held in self.files}

    def file_of(self, sha256: str | None) -> HeldFile | None:
        """Return the stored file with this digest, in either case of its letters, or None."""
        return self.by_digest.get(sha256.lower()) if sha256 else None
