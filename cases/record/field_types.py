"""The types of single fields of a creation record: texts, days, counts, digests."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from cases.record.dates import MOMENT_PATTERN, Moment, read_date, read_moment


def _parse_date(value: object) -> dt.date:
    date = read_date(value)
    if date is None:
        raise PydanticCustomError("not_date", "must be a date such as 2024-06-30")
    return date


def _parse_moment(value: object) -> Moment:
    moment = read_moment(value)
    if moment is None:
        raise PydanticCustomError("not_moment", "must be a date or a date and time")
    return moment


def _lower_digest(value: object) -> object:
    """Return a digest in lower case, since some tools print it in capitals."""
    return value.lower() if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strict=True)]
Name = Annotated[str, StringConstraints(strict=True, min_length=1, strip_whitespace=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Sha256 = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), BeforeValidator(_lower_digest)
]
Date = Annotated[dt.date, BeforeValidator(_parse_date)]
At = Annotated[
    dt.datetime | dt.date,
    BeforeValidator(_parse_moment),
    WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN}),
]
Flag = Annotated[bool, Field(strict=True)]
