"""The matter of a memo: what was asked for.

Until firms have accounts of their own, the letterhead, the declarations and the closing come from
one file of the site (`firm_file.py`). A memo stores what it was asked for with, so that what
changes in the file later changes no memo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from assessments.exhibits.snapshot import Matter

LISTS = ("lawyers", "letterhead", "declarations")
OF_FIRM = ("firm", "principal", "lawyers")  # remembered of an account whatever the work


def matter_from(stored: Mapping[str, Any]) -> Matter:
    """Return the stored matter as a value; unknown names are left out."""
    known = {field.name for field in fields(Matter)}
    values: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value
        for name, value in stored.items()
        if name in known
    }
    return Matter(**values)


def matter_json(matter: Matter) -> dict[str, Any]:
    """Return the matter as JSON without what is empty."""
    plain = asdict(matter)
    return {n: list(v) if n in LISTS else v for n, v in plain.items() if v}
