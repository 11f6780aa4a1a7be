"""Times that programs write where none was set: the zero of their clock, which is no time.

`DateTime.MinValue` of .NET, the zeros of FILETIME, of OLE dates, of the Macintosh and MP4, of Unix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from assessments.intake.core.problems import problem
from assessments.intake.core.report import Edit, Extracted, Message

T = TypeVar("T", Edit, Message)
_UNSET = re.compile(
    r"0001-01-01.*|(?:1601-01-01|1899-12-30|1904-01-01|1970-01-01)[T ]00:00(?::00(?:\.0+)?)?"
    r"(?:Z|[+-]00:?00)?|1970-01-01[T ]08:00:00(?:\.0+)?\+08:?00"
)


def is_unset(value: str) -> bool:
    """Return whether a time, in ISO 8601, is the zero of a clock."""
    return _UNSET.fullmatch(value.strip()) is not None


def without_unset(extracted: Extracted) -> Extracted:
    """Return what a file states without such times, each value of which a problem names."""
    stated = [time.value for time in extracted.times]
    stated += [message.at for message in extracted.messages if message.at]
    stated += [edit.at for edit in extracted.edits if edit.at]
    if not stated:
        return extracted
    unset = dict.fromkeys(value for value in stated if is_unset(value))
    if not unset:
        return extracted
    return replace(
        extracted,
        times=tuple(time for time in extracted.times if time.value not in unset),
        messages=tuple(_dateless(message, unset) for message in extracted.messages),
        edits=tuple(_dateless(edit, unset) for edit in extracted.edits),
        problems=(
            *extracted.problems,
            *(problem("placeholder", field="time", value=value) for value in unset),
        ),
    )


def _dateless(entry: T, unset: Mapping[str, None]) -> T:
    return replace(entry, at=None) if entry.at in unset else entry
