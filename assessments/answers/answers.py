"""Answers as typed, and their conversion from and to a creation record.

Answers are plain data: fields of the record by name (`title`, `published.on`) and lists of items
(`steps`), whose fields are stored the same way. A text is stored as text, also where the question
asks for a number or a date; several choices are a list; a tool's settings are pairs of texts. A
blank value means that there is no answer. `UNKNOWN` means that the person was asked and does not
know: it stays in the answers, and the record omits the field. Names of an item that begin with `_`
are notes beside the answers (the text that settings were split from) and never reach the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.answers.numbers import sent_number
from cases.record import SCHEMA, CreationRecord, InvalidRecord, Problem, load_data

Answers = dict[str, Any]
UNKNOWN = "__unknown__"
NOTHING = "nothing"  # the answer "nothing changed", which differs from no answer
LISTS = ("parties", "contracts", "tools", "inputs", "steps", "evidence")
GROUPS = ("published", "registration")
FLAGS = {
    "fixed",
    "published.visible_label",
    "published.metadata_label",
    "published.signature",
    "stock",
    "signs_work",
    "is_press",
}
NUMBERS = {"prompt_terms", "outputs", "kept", "repeat"}
YES, NO = "yes", "no"
LATER = "later"
ASKED = "asked."  # begins the notes of which questions of the short path were asked


@dataclass(frozen=True, kw_only=True)
class LocatedProblem:
    """A problem of the record, located at the answer that causes it."""

    section: str  # the slug of a list; "" for a field of the record itself
    item: str  # the id of the item; "" for a field of the record itself
    field: str
    problem: Problem


def is_blank(value: Any) -> bool:
    """Whether a value is no answer: None, an empty list, or white space only."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def has_known_value(value: Any) -> bool:
    """Whether a value is an answer other than "I don't know"."""
    return not is_blank(value) and value != UNKNOWN


# From a record


def answers_from_record(record: Mapping[str, Any]) -> Answers:
    """Return the answers from which `to_plain` makes this record (plain data of a valid one)."""
    answers: Answers = {name: [] for name in LISTS}
    for name, value in record.items():
        if name in LISTS:
            answers[name] = [_item_to_typed(item) for item in value]
        elif name in GROUPS:
            answers |= {f"{name}.{part}": _to_text(inner) for part, inner in value.items()}
        elif name != "schema":
            answers[name] = _to_text(value)
    return answers


def _item_to_typed(item: Mapping[str, Any]) -> Answers:
    return {
        name: parameter_pairs(value) if name == "parameters" else _to_list_or_text(name, value)
        for name, value in item.items()
    }


def _to_list_or_text(name: str, value: Any) -> Any:
    if name == "changed" and not value:
        return [NOTHING]
    if isinstance(value, Mapping):
        return dict(value)
    return [str(part) for part in value] if isinstance(value, list | tuple) else _to_text(value)


def _to_text(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def parameter_pairs(parameters: Mapping[str, Any]) -> list[list[str]]:
    """Return settings as pairs of texts; a text that would parse as JSON is quoted."""
    return [[str(name), _parameter_text(value)] for name, value in parameters.items()]


def _parameter_text(value: Any) -> str:
    if isinstance(value, str) and _parameter_value(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _parameter_value(text: str) -> Any:
    """Return the value of a text that is JSON (a number, a flag, a list), else the text."""
    try:
        return json.loads(text, parse_constant=_reject_constant)
    except ValueError:
        return text


def _reject_constant(name: str) -> None:
    """Reject NaN and the infinities, which Python reads and JSON (RFC 8259) does not have."""
    raise ValueError(name)


# To a record


def to_plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record as plain data, in the order of the schema; it may still be invalid."""
    plain: dict[str, Any] = {"schema": SCHEMA}
    for name in CreationRecord.model_fields:
        if name in LISTS:
            items = [item_to_plain(item) for item in answers.get(name) or []]
            if items:
                plain[name] = items
        elif name in GROUPS:
            group = dict(_group_values(answers, name))
            if group:
                plain[name] = group
        elif has_known_value(answers.get(name)):
            plain[name] = _to_plain_value(name, answers[name])
    return plain


def to_assess(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record as the assessment takes it: what was not said of files goes against them.

    A record must say of evidence when it was made. A file of which nobody says it is not shown to
    be of the time of the act, so it is taken as made later.
    """
    plain = to_plain(answers)
    unsaid = {piece["id"] for piece in undated_files(answers)}
    for piece in plain.get("evidence") or []:
        if piece["id"] in unsaid:
            piece["made"] = LATER
    return plain


def undated_files(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the evidence that is a file of which nobody said when it was made."""
    return [
        piece
        for piece in answers.get("evidence") or []
        if piece.get("sha256") and not has_known_value(piece.get("made"))
    ]


def _group_values(answers: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    prefix = f"{name}."
    for field, value in answers.items():
        if field.startswith(prefix) and has_known_value(value):
            yield field.removeprefix(prefix), _to_plain_value(field, value)


def item_to_plain(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of a list as plain data, without fields that have no known answer."""
    return {
        name: _to_plain_value(name, value)
        for name, value in item.items()
        if has_known_value(value) and not name.startswith("_")
    }


def _to_plain_value(name: str, value: Any) -> Any:
    if name == "parameters":
        return {pair[0].strip(): _parameter_value(pair[1]) for pair in value if pair[0].strip()}
    if name == "changed":
        return [part for part in value if part != NOTHING]
    if name in FLAGS:
        return {YES: True, NO: False}.get(value, value)
    if name in NUMBERS and isinstance(value, str):
        number = sent_number(value.strip())
        return value if number is None else number
    return value


# Problems


def problems(answers: Mapping[str, Any]) -> list[LocatedProblem]:
    """Return every problem that makes the record of these answers invalid."""
    plain = to_assess(answers)
    try:
        load_data(plain)
    except InvalidRecord as error:
        return [_locate(problem, plain) for problem in error.problems]
    return []


def _locate(problem: Problem, plain: Mapping[str, Any]) -> LocatedProblem:
    """Locate a problem by its path: `steps[3].parent` is `parent` of the fourth step."""
    head, _, rest = problem.field.partition("[")
    if head in LISTS and rest:
        number, _, field = rest.partition("]")
        item = plain[head][int(number)]
        field = field.lstrip(".").partition("[")[0].partition(".")[0]
        return LocatedProblem(
            section=head, item=str(item.get("id", "")), field=field, problem=problem
        )
    return LocatedProblem(section="", item="", field=problem.field, problem=problem)
