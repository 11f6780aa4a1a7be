"""What is sent from a page, merged with what others saved since the page was opened.

Three states are compared: the page as it was opened (its digests), as it was sent, and as the
database has it now. A value that only the others changed is taken from the database; one that both
changed stays as it was typed, and the page that is shown again has both. Nothing is saved before
the sender has seen that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.admin.shown import FORM, Digests, Shown, ShownField, ShownPart, digest, digests_of

TAKE_THEIRS = "take_theirs"  # the parameter that names the fields to take from the database
POSITION = "position"
# A list that was written anew has rows with other keys; they are known by one of these fields.
PLACES = (POSITION, "element", "dimension")
RowDigests = Mapping[str, str]  # by field


@dataclass(frozen=True, kw_only=True)
class OtherChange:
    """A value or row that somebody else changed, added or removed since the page was opened."""

    where: str
    name: str = ""  # of the field; empty for a whole row
    theirs: str = ""
    mine: str | None = None  # what the sender made of it; None where the sender left it alone
    removed: bool = False
    html_name: str = ""  # of a field that both changed, so that theirs can be taken


@dataclass(frozen=True, kw_only=True)
class Merge:
    """The data to go on with, and what others changed; where they did, nothing may be saved."""

    data: QueryDict
    changes: tuple[OtherChange, ...]


@dataclass(kw_only=True)
class SentRow:
    """A row of a list as it was sent; a new one has no key."""

    key: str
    index: int
    values: dict[str, list[str]]

    @property
    def is_removed(self) -> bool:
        return bool(self.values.get("DELETE"))


@dataclass(kw_only=True)
class MergedRow:
    """A row to go on with, None where it is gone, and what others changed in it."""

    row: SentRow | None
    changes: list[OtherChange] = field(default_factory=list)

    @property
    def is_removed(self) -> bool:
        return self.row is not None and self.row.is_removed


def merge_sent(sent: QueryDict, opened: Digests, now: Shown) -> Merge:
    """Merge what was sent from a page with what the database has now."""
    data = sent.copy()
    wanted = frozenset(data.getlist(TAKE_THEIRS))
    _put(data, TAKE_THEIRS, ())
    changes: list[OtherChange] = []
    for prefix, part in now.parts.items():
        if prefix == FORM:
            changes += _merge_form(data, opened.get(FORM, {}).get("", {}), part, wanted)
        else:
            rows = _merge_rows(data, prefix, opened.get(prefix, {}), part, wanted)
            changes += _write_rows(data, prefix, part, rows)
    return Merge(data=data, changes=tuple(changes))


def forget_keys(data: QueryDict, prefix: str, names: Iterable[str]) -> None:
    """Make all rows of a list new ones, without these fields, which hold their keys."""
    for html_name in list(data):
        if html_name.startswith(f"{prefix}-") and html_name.rpartition("-")[2] in names:
            del data[html_name]
    data[f"{prefix}-INITIAL_FORMS"] = "0"


def _merge_form(
    data: QueryDict, opened: RowDigests, part: ShownPart, wanted: frozenset[str]
) -> Iterator[OtherChange]:
    for name, shown in part.rows[""].items():
        values, change = _merge_value(
            shown, opened.get(name), data.getlist(name), take_theirs=name in wanted
        )
        _put(data, name, values)
        if change is not None:
            both = name if change.mine is not None else ""
            yield replace(change, where=shown.label, name=name, html_name=both)


def _merge_value(
    shown: ShownField, opened: str | None, mine: Sequence[str], *, take_theirs: bool
) -> tuple[list[str], OtherChange | None]:
    """Return the value to go on with, and what others changed.

    `opened` is the digest of the value that the page showed, None where the page does not say.
    """
    theirs, own = digest(shown.values), digest(mine)
    is_mine = own not in (opened, theirs) and not take_theirs
    values = list(mine if is_mine else shown.values)
    if theirs == (own if opened is None else opened):
        return values, None
    text = shown.read(mine) if is_mine else None
    return values, OtherChange(where="", theirs=shown.read(shown.values), mine=text)


def _merge_rows(
    data: QueryDict,
    prefix: str,
    opened: Mapping[str, RowDigests],
    part: ShownPart,
    wanted: frozenset[str],
) -> list[MergedRow]:
    """Return the rows to go on with: those of the database in their order, then others."""
    sent = _read_rows(data, prefix, part.pk_name)
    by_key = {row.key: row for row in sent if row.key}
    pairs = _pair_rows({**dict.fromkeys(by_key, {}), **opened}, part)
    old_keys = {key: old for old, key in pairs.items()}
    merged: list[MergedRow] = []
    for number, key in enumerate(part.rows, start=1):
        old = old_keys.get(key, "")
        where = _("%(list)s, no. %(number)s") % {"list": part.title, "number": number}
        if old in by_key:
            row = SentRow(key=key, index=by_key[old].index, values=by_key[old].values)
            chosen = {name for name in part.fields if f"{prefix}-{row.index}-{name}" in wanted}
            changes = _merge_fields(row, opened.get(old, {}), part.rows[key], chosen, where)
            merged.append(MergedRow(row=row, changes=list(changes)))
        else:
            added = [] if old else [OtherChange(where=where, theirs=_summarise(part.rows[key]))]
            merged.append(MergedRow(row=_row_of(key, part.rows[key]), changes=added))
    gone = [row for key, row in by_key.items() if key not in pairs]
    merged += [_merge_gone(row, opened.get(row.key, {}), part) for row in gone]
    merged += [MergedRow(row=row) for row in sent if not row.key]
    if gone or len(pairs) < len(part.rows):
        _forget_positions(merged)
    return merged


def _merge_fields(
    row: SentRow, opened: RowDigests, now: Mapping[str, ShownField], chosen: set[str], where: str
) -> Iterator[OtherChange]:
    """Give a row the values to go on with; yield what others changed in it."""
    for name, shown in now.items():
        mine = row.values.get(name, [])
        row.values[name], change = _merge_value(
            shown, opened.get(name), mine, take_theirs=name in chosen
        )
        if change is not None:
            place = _("%(row)s, %(field)s") % {"row": where, "field": shown.label}
            removal = _("(the row is to be removed)") if row.is_removed else change.mine
            yield replace(change, where=place, name=name, mine=removal)


def _merge_gone(row: SentRow, opened: RowDigests, part: ShownPart) -> MergedRow:
    """Keep a row that others removed as a new one, where the sender has changed it."""
    where = _("%(list)s, no. %(number)s") % {"list": part.title, "number": row.index + 1}
    fields = {
        name: replace(shown, values=tuple(row.values.get(name, ())))
        for name, shown in part.fields.items()
    }
    change = OtherChange(where=where, removed=True)
    if row.is_removed or digests_of(fields) == opened:
        return MergedRow(row=None, changes=[change])
    change = replace(change, mine=_summarise(fields))
    return MergedRow(row=SentRow(key="", index=row.index, values=row.values), changes=[change])


def _pair_rows(opened: Mapping[str, RowDigests], part: ShownPart) -> dict[str, str]:
    """Return the row of the database for each row of the opened page that is still there."""
    pairs = {key: key for key in opened if key in part.rows}
    for alike in (_content, _place) if not pairs else (_content,):
        free = [key for key in part.rows if key not in pairs.values()]
        there = {alike(digests_of(part.rows[key])): key for key in reversed(free)}
        for old, before in opened.items():
            key = there.pop(alike(before), "") if before and old not in pairs else ""
            if key:
                pairs[old] = key
    return pairs


def _content(row: RowDigests) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name != POSITION))


def _place(row: RowDigests) -> str:
    return next((row[name] for name in PLACES if name in row), "")


def _forget_positions(rows: Iterable[MergedRow]) -> None:
    """Leave out the numbers that changed because a row before them came or went."""
    for row in rows:
        row.changes = [c for c in row.changes if c.name != POSITION or c.mine is not None]


def _read_rows(data: QueryDict, prefix: str, pk_name: str) -> list[SentRow]:
    rows: dict[int, SentRow] = {}
    for html_name in data:
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,6}})-(\w+)", html_name)
        if found:
            index = int(found[1])
            row = rows.setdefault(index, SentRow(key="", index=index, values={}))
            row.values[found[2]] = data.getlist(html_name)
    for row in rows.values():
        row.key = next(iter(row.values.get(pk_name, [])), "")
    return [rows[index] for index in sorted(rows)]


def _write_rows(
    data: QueryDict, prefix: str, part: ShownPart, rows: Iterable[MergedRow]
) -> Iterator[OtherChange]:
    """Put rows in the place of those that were sent; yield what others changed in them."""
    for html_name in [name for name in data if _is_of_row(name, prefix)]:
        del data[html_name]
    index = num_stored = 0
    for merged in rows:
        for change in merged.changes:
            both = change.name and change.mine is not None and not merged.is_removed
            yield replace(change, html_name=f"{prefix}-{index}-{change.name}" if both else "")
        if merged.row is None:
            continue
        for name, values in {**merged.row.values, part.pk_name: [merged.row.key]}.items():
            _put(data, f"{prefix}-{index}-{name}", values)
        num_stored += bool(merged.row.key)
        index += 1
    data[f"{prefix}-TOTAL_FORMS"] = str(index)
    data[f"{prefix}-INITIAL_FORMS"] = str(num_stored)


def _is_of_row(html_name: str, prefix: str) -> bool:
    return re.fullmatch(rf"{re.escape(prefix)}-\d+-\w+", html_name) is not None


def _put(data: QueryDict, html_name: str, values: Sequence[str]) -> None:
    """Set a value as a browser sends it, which is nothing at all for an unticked box."""
    data.pop(html_name, None)
    if values:
        data.setlist(html_name, list(values))


def _row_of(key: str, fields: Mapping[str, ShownField]) -> SentRow:
    values = {name: list(shown.values) for name, shown in fields.items()}
    return SentRow(key=key, index=-1, values=values)


def _summarise(fields: Mapping[str, ShownField]) -> str:
    told = {
        shown.label: shown.read(shown.values) for name, shown in fields.items() if name != POSITION
    }
    return " · ".join(f"{label}: {text}" for label, text in told.items() if text)
