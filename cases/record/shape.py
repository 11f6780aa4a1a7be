"""What a typed model refuses, said as problems with their field, and the nearest right name.

Serves any of the project's pydantic models: records here, decisions in `cases.library`.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cases.record.limits import LIMITS
from cases.record.plain import join, shorten
from cases.record.problems import Problem

Location = tuple[int | str, ...]

CODES = {
    "missing": "missing",
    "string_type": "not_text",
    "string_sub_type": "not_text",
    "int_type": "not_whole_number",
    "int_from_float": "not_whole_number",
    "bool_type": "not_flag",
    "tuple_type": "not_list",
    "dict_type": "not_mapping",
    "model_type": "not_mapping",
    "model_attributes_type": "not_mapping",
    "not_date": "not_date",
    "not_moment": "not_moment",
}
QUOTED = re.compile(r"'([^']*)'")
CLOSE_ENOUGH = 0.6  # of 1: how alike a misspelt name must be to its suggestion


def shape_problems(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each refusal; suggestions stop where nobody reads on."""
    for count, detail in enumerate(error.errors(include_url=False)):
        yield _problem(detail, model, suggest=count < LIMITS.problems)


def place_of(location: Location) -> str:
    """`("steps", 3, "parent")` as the contract writes it: `steps[3].parent`."""
    place = ""
    for part in location:
        place = f"{place}[{part}]" if isinstance(part, int) else join(place, part)
    return place


def nearest(name: str, names: list[str]) -> str | None:
    found = difflib.get_close_matches(name.lower(), names, n=1, cutoff=CLOSE_ENOUGH)
    return found[0] if found else None


def _problem(detail: ErrorDetails, model: type[BaseModel], *, suggest: bool) -> Problem:
    location, kind = detail["loc"], detail["type"]
    context = detail.get("ctx", {})
    place = place_of(location)
    if kind == "extra_forbidden":
        names = _field_names(model, location[:-1]) if suggest else []
        return _unknown_field(place, str(location[-1]), names)
    if kind == "literal_error":
        allowed = QUOTED.findall(str(context["expected"]))
        return _wrong_value(place, detail["input"], allowed, suggest=suggest)
    if kind == "string_too_short":
        return Problem(field=place, code="empty_text")
    if kind == "string_too_long":
        return Problem(field=place, code="too_long", params={"limit": context["max_length"]})
    if kind == "greater_than_equal":
        return Problem(field=place, code="too_small", params={"least": context["ge"]})
    if kind == "string_pattern_mismatch":
        return _wrong_pattern(place, str(context["pattern"]))
    if kind in CODES:
        return Problem(field=place, code=CODES[kind])
    return Problem(field=place, code="wrong_type", params={"reason": detail["msg"]})


def _unknown_field(place: str, name: str, names: list[str]) -> Problem:
    near = nearest(shorten(name), names)
    if near is None:
        return Problem(field=place, code="unknown_field")
    return Problem(field=place, code="unknown_field_near", params={"near": near})


def _wrong_value(place: str, value: object, allowed: list[str], *, suggest: bool) -> Problem:
    if not isinstance(value, str):
        value = str(value).lower() if isinstance(value, bool | int | float) else "…"
    value = shorten(value)
    params = {"value": value, "allowed": ", ".join(allowed)}
    near = nearest(value, allowed) if suggest and len(allowed) > 1 else None
    if near is None:
        return Problem(field=place, code="wrong_value", params=params)
    return Problem(field=place, code="wrong_value_near", params={**params, "near": near})


def _wrong_pattern(place: str, pattern: str) -> Problem:
    if "{64}" in pattern:
        return Problem(field=place, code="not_sha256")
    return Problem(field=place, code="wrong_shape", params={"form": pattern})


def _field_names(model: type[BaseModel], location: Location) -> list[str]:
    """The names that a value at `location` may use."""
    kind: Any = model
    for part in location:
        kind = _inside(kind, part)
    found = next((each for each in _alternatives(kind) if _is_model(each)), None)
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _inside(kind: Any, part: int | str) -> Any:
    for each in _alternatives(kind):
        if _is_model(each):
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    return field.annotation
        elif get_origin(each) in (tuple, list, dict):
            return get_args(each)[-1] if get_origin(each) is dict else get_args(each)[0]
    return None


def _alternatives(kind: Any) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        yield from _alternatives(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for each in get_args(kind):
            yield from _alternatives(each)
    else:
        yield kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
