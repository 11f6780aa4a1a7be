"""Whose the material of others is, and until when its licence runs, by what a record says.

A record has no field for either: both are read in the note of an input and in what the exhibits
and licences linked to it are said to show. What cannot be read there is not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from cases.record import CreationRecord
from cases.record.schema import Input

MAX_NOTE: Final = 60  # characters
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
DAY: Final = (
    rf"(?P<d1>\d{{1,2}}) (?P<m1>{MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<y4>\d{4})\s?年\s?(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日"
)
END: Final = re.compile(
    rf"(?:\b(?:until|till|through|expir(?:es|ed|ing)(?: on)?|ends?(?: on)?|ended(?: on)?|valid to)"
    rf"(?: (?:the )?(?:end of )?)?\s*|(?:至|到|截止(?:于|至|到)?|届满(?:于)?)\s*)(?:{DAY})",
    re.IGNORECASE,
)


def licence_end(item: Input, record: CreationRecord) -> dt.date | None:
    """Return the last day of the licence of an input; None where none is said."""
    days = [day for text in _texts(item, record) for day in _days(text)]
    return min(days, default=None)


def whose(item: Input, record: CreationRecord) -> str:
    """Return the party of the record whose the input is said to be, else its note, cut."""
    texts = list(_texts(item, record))
    named = [p.name for p in record.parties if any(p.name in text for text in texts)]
    if len(named) == 1:
        return named[0]
    note = " ".join((item.note or "").split())
    return note if len(note) <= MAX_NOTE else note[: MAX_NOTE - 1].rstrip() + "…"


def _texts(item: Input, record: CreationRecord) -> Iterator[str]:
    linked = set(item.evidence)
    yield item.note or ""
    for piece in record.evidence:
        if piece.id in linked:
            yield piece.shows or ""
    for contract in record.contracts:
        if contract.kind == "licence" and linked & set(contract.evidence):
            yield from filter(None, (contract.scope, contract.clause))


def _days(text: str) -> Iterator[dt.date]:
    for found in END.finditer(text):
        parts = {name[0]: value for name, value in found.groupdict().items() if value}
        month = parts["m"].lower()
        number = int(month) if month.isdigit() else _month(month)
        try:
            yield dt.date(int(parts["y"]), number, int(parts["d"]))
        except ValueError:  # 31 June: no day
            continue


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))
