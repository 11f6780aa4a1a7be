"""Read suppositions from an address or a form, and apply them to a record."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from assessments.answers import answers_from_record, to_plain
from assessments.answers.answers import LISTS, NO
from assessments.results.what_if.controls import COUNTS, SHOWN_BY, Control, Group
from cases.record import CreationRecord, load_data

Changes = dict[str, str | list[str]]
NONE = "-"  # in an address, where several could be chosen and none is
SUPPOSED = "what-if."  # the beginning of the id of supposed evidence
EXAMINED = {"name": "what-if", "on": "2026-01-01"}
MAX_VALUE_CHARS = 2000  # characters of one supposed text


def changes_from_query(groups: Iterable[Group], query: QueryDict) -> Changes:
    """Return the changes that an address names."""
    changes: Changes = {}
    for control in _controls(groups):
        if control.name in query:
            _note_change(changes, control, _values(control, query.getlist(control.name)))
    return changes


def changes_from_form(groups: Iterable[Group], form: QueryDict) -> Changes:
    """Return the changes in a submitted form, where an unticked box is an answer as well."""
    changes: Changes = {}
    for control in _controls(groups):
        if control.how in ("choices", "switch") or control.name in form:
            _note_change(changes, control, _values(control, form.getlist(control.name)))
    return changes


def apply_changes(record: Mapping[str, Any], changes: Changes) -> CreationRecord:
    """Return the record with these answers; raise InvalidRecord where they do not fit together."""
    answers = answers_from_record(record)
    plain = to_plain(_apply_answers(answers, changes))
    away = [_item(answers, name)["id"] for name in changes if name.endswith(f".{COUNTS}")]
    plain = _remove_evidence(plain, set(away))
    for name, kind in changes.items():
        if name.endswith(f".{SHOWN_BY}"):
            _add_evidence(plain, *name.split(".")[:2], kind=str(kind))
    return load_data(plain)


def _controls(groups: Iterable[Group]) -> Iterable[Control]:
    return (control for group in groups for control in group.controls if control.how != "note")


def _values(control: Control, submitted: list[str]) -> str | list[str]:
    if control.how == "choices":
        return [value for value in submitted if value != NONE]
    if control.how == "switch":
        return submitted[-1] if submitted else NO
    return submitted[-1][:MAX_VALUE_CHARS]


def _note_change(changes: Changes, control: Control, value: str | list[str]) -> None:
    same = sorted(value) == sorted(control.value) if isinstance(value, list) else False
    if not same and value != control.value:
        changes[control.name] = value


def _apply_answers(answers: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    changed = copy.deepcopy(dict(answers))
    for name, value in changes.items():
        part, _, rest = name.partition(".")
        if part not in LISTS:
            changed[rest] = value
            continue
        field = rest.partition(".")[2]
        if not field.startswith("_"):
            _item(changed, name)[field] = value
    return changed


def _item(answers: Mapping[str, Any], name: str) -> dict[str, Any]:
    part, number, _ = name.split(".", 2)
    item: dict[str, Any] = answers[part][int(number) - 1]
    return item


def _remove_evidence(plain: dict[str, Any], away: set[str]) -> dict[str, Any]:
    """Return the record without some evidence and without references to it."""
    remaining = {**plain, "evidence": [e for e in plain.get("evidence", ()) if e["id"] not in away]}
    for part, field in (("steps", "evidence"), ("inputs", "evidence"), ("tools", "terms_evidence")):
        remaining[part] = [
            {**item, field: [name for name in item.get(field, ()) if name not in away]}
            for item in plain.get(part, ())
        ]
    return remaining


def _add_evidence(plain: dict[str, Any], part: str, number: str, *, kind: str) -> None:
    """Add evidence of a kind to one step or input: made at the time, and examined by a lawyer."""
    name = f"{SUPPOSED}{part}.{number}"
    plain.setdefault("evidence", []).append(
        {"id": name, "what": kind, "made": "contemporaneous", "examined_by": EXAMINED}
    )
    plain[part][int(number) - 1]["evidence"].append(name)
    if plain.get("appraiser", "maker") == "maker":
        plain["appraiser"] = "lawyer"  # who records what it shows
