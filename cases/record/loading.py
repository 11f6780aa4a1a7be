"""Reading a creation record: every problem at once, each with its field.

`null` counts as left out, except among a tool's own parameters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cases.record.checking import problems_of_whole
from cases.record.limits import LIMITS
from cases.record.plain import faults
from cases.record.problems import InvalidRecord, Problem
from cases.record.reading import Format, decode, format_of, parse, read_bytes
from cases.record.schema import CreationRecord
from cases.record.shape import shape_problems

NAMES_OF_TYPES = {list: "a list", str: "text", bool: "true or false", type(None): "nothing"}


def load(path: Path | str) -> CreationRecord:
    """The record in a file whose name ends in .json, .yaml or .yml."""
    path = Path(path)
    return load_bytes(read_bytes(path), format_of(path))


def load_bytes(data: bytes, format: Format) -> CreationRecord:
    return load_text(decode(data), format)


def load_text(text: str, format: Format) -> CreationRecord:
    return load_data(parse(text, format))


def load_data(data: Any) -> CreationRecord:
    """The record in plain data, as JSON would give it."""
    record, problems = examine(data)
    if record is None:
        raise InvalidRecord(problems)
    return record


def examine(data: Any) -> tuple[CreationRecord | None, list[Problem]]:
    """The record, or everything that keeps the data from being one."""
    if not isinstance(data, dict):
        found = NAMES_OF_TYPES.get(type(data), "a number")
        return None, [Problem(field="", code="not_a_record", params={"found": found})]
    problems = faults(data)
    data = without_nulls(data)
    record = None
    try:
        record = CreationRecord.model_validate(data)
    except ValidationError as error:
        problems += shape_problems(error, CreationRecord)
    problems += problems_of_whole(data)
    return (None if problems else record), _at_most(problems)


def without_nulls(data: dict[str, Any]) -> dict[str, Any]:
    """The same data less the fields whose value is null: unknown is what is not said."""
    kept: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict) and name != "parameters":
            kept[name] = without_nulls(value)
        elif isinstance(value, list):
            kept[name] = [without_nulls(v) if isinstance(v, dict) else v for v in value]
        elif value is not None:
            kept[name] = value
    return kept


def _at_most(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - LIMITS.problems
    if rest <= 0:
        return problems
    more = Problem(field="", code="more", params={"count": rest})
    return [*problems[: LIMITS.problems], more]
