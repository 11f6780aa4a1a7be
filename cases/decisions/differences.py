"""The differences between two versions of a decision, field by field.

Entries of a list are matched by content, not by index, so that an inserted fact is one difference.
The module uses no Django.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cases.search.bigrams import units

Place = tuple[str | int, ...]  # names of fields and indices of entries, from the outside in
PieceKind = Literal["same", "old", "new"]


@dataclass(frozen=True, kw_only=True)
class FieldDifference:
    """One field that differs; a missing value is empty."""

    place: Place
    old: str
    new: str

    @property
    def path(self) -> str:
        """The field in the notation of problems, such as `facts[2].says.en`."""
        shown = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.place)
        return shown.removeprefix(".")

    @property
    def pieces(self) -> list[tuple[PieceKind, str]]:
        """The text in pieces, cut between words or Han characters."""
        return list(_compare_pieces(self.old, self.new))


def differences(old: Any, new: Any) -> list[FieldDifference]:
    """Return every field that differs, in the order of the newer version."""
    return list(_compare((), old, new))


def _compare(place: Place, old: Any, new: Any) -> Iterator[FieldDifference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**new, **old}:
            yield from _compare((*place, name), old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compare_lists(place, old, new)
    elif isinstance(old, dict | list) and new is None:
        yield from _list_leaves(place, old, gone=True)
    elif isinstance(new, dict | list) and old is None:
        yield from _list_leaves(place, new, gone=False)
    else:
        yield FieldDifference(place=place, old=_format_value(old), new=_format_value(new))


def _compare_lists(place: Place, old: list[Any], new: list[Any]) -> Iterator[FieldDifference]:
    texts = [json.dumps(item, sort_keys=True) for item in old]
    others = [json.dumps(item, sort_keys=True) for item in new]
    for _, a, b, c, d in difflib.SequenceMatcher(None, texts, others).get_opcodes():
        for n in range(max(b - a, d - c)):
            before = old[a + n] if a + n < b else None
            after = new[c + n] if c + n < d else None
            number = c + n if after is not None else a + n
            yield from _compare((*place, number), before, after)


def _list_leaves(place: Place, value: Any, *, gone: bool) -> Iterator[FieldDifference]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _list_leaves((*place, name), inner, gone=gone)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for number, inner in enumerate(value):
            yield from _list_leaves((*place, number), inner, gone=gone)
    elif gone:
        yield FieldDifference(place=place, old=_format_value(value), new="")
    else:
        yield FieldDifference(place=place, old="", new=_format_value(value))


def _format_value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _compare_pieces(old: str, new: str) -> Iterator[tuple[PieceKind, str]]:
    before, after = _cut_at_units(old), _cut_at_units(new)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "old", "".join(before[a:b])
        if c < d:
            yield "new", "".join(after[c:d])


def _cut_at_units(text: str) -> list[str]:
    edges = sorted({0, len(text), *(edge for u in units(text) for edge in (u.start, u.end))})
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]
