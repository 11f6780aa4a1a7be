"""Reading a creation record: all problems are reported together, each with its field.

`null` is treated as a missing field, except among the parameters of a tool; an unknown field is
refused whatever its value, since a comma in a text of YAML makes one without a value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from cases.record.checking import problems_of_whole
from cases.record.limits import LIMITS
from cases.record.plain import find_faults
from cases.record.problems import InvalidRecord, Problem
from cases.record.reading import Format, decode, format_of, parse, read_bytes
from cases.record.schema import CreationRecord
from cases.record.shape import Location, list_field_names, shape_problems

# Types of plain data as a message names them; other types are numbers.
NAMES_OF_TYPES = {list: "a list", str: "text", bool: "true or false", type(None): "nothing"}


def load(path: Path | str) -> CreationRecord:
    """Load the record in a .json, .yaml or .yml file; raises `InvalidRecord`."""
    path = Path(path)
    return load_bytes(read_bytes(path), format_of(path))


def load_bytes(data: bytes, format: Format) -> CreationRecord:
    """Load the record in the bytes of a file; raises `InvalidRecord`."""
    return load_text(decode(data), format)


def load_text(text: str, format: Format) -> CreationRecord:
    """Load the record in a text; raises `InvalidRecord`."""
    return load_data(parse(text, format))


def load_data(data: Any) -> CreationRecord:
    """Load the record in plain data; raises `InvalidRecord`."""
    record, problems = examine(data)
    if record is None:
        raise InvalidRecord(problems)
    return record


def examine(data: Any) -> tuple[CreationRecord | None, list[Problem]]:
    """Return the record in plain data, or None and every problem."""
    if not isinstance(data, dict):
        found = NAMES_OF_TYPES.get(type(data), "a number")
        return None, [Problem(field="", code="not_a_record", params={"found": found})]
    problems = find_faults(data)
    data = drop_nulls(data, CreationRecord)
    record = None
    try:
        record = CreationRecord.model_validate(data)
    except ValidationError as error:
        problems += shape_problems(error, CreationRecord)
    problems += problems_of_whole(data)
    return (None if problems else record), _limit_problems(problems)


def drop_nulls(
    data: dict[str, Any], model: type[BaseModel], place: Location = ()
) -> dict[str, Any]:
    """Return the data without known fields whose value is null, which are unknown.

    `place` is where the data stand in those of the model.
    """
    kept: dict[str, Any] = {}
    for name, value in data.items():
        here = (*place, name)
        if isinstance(value, dict) and name != "parameters":
            kept[name] = drop_nulls(value, model, here)
        elif isinstance(value, list):
            kept[name] = [
                drop_nulls(item, model, (*here, number)) if isinstance(item, dict) else item
                for number, item in enumerate(value)
            ]
        elif value is not None or name not in (list_field_names(model, place) or (name,)):
            kept[name] = value
    return kept


def _limit_problems(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - LIMITS.problems
    if rest <= 0:
        return problems
    more = Problem(field="", code="more", params={"count": rest})
    return [*problems[: LIMITS.problems], more]
