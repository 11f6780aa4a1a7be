"""The errors of pydantic as problems with their field and a suggestion for misspelt names.

The functions serve every pydantic model of the project: records here, decisions in `cases.library`.
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
from cases.record.plain import join_place, shorten_text
from cases.record.problems import Problem

Location = tuple[int | str, ...]

# Type of a pydantic error -> code of the problem.
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
MIN_SIMILARITY = 0.7  # of a suggestion; at 0.6 "services" would be taken for "evidence"


def shape_problems(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a problem for each error, with suggestions for the first `LIMITS.problems`."""
    for count, detail in enumerate(error.errors(include_url=False)):
        yield _build_problem(detail, model, suggest=count < LIMITS.problems)


def format_place(location: Location) -> str:
    """Format `("steps", 3, "parent")` in the notation of the contract, `steps[3].parent`."""
    place = ""
    for part in location:
        place = f"{place}[{part}]" if isinstance(part, int) else join_place(place, part)
    return place


def find_nearest(name: str, names: list[str]) -> str | None:
    """Return the most similar name; None where no name is similar."""
    found = difflib.get_close_matches(name.lower(), names, n=1, cutoff=MIN_SIMILARITY)
    return found[0] if found else None


def _build_problem(detail: ErrorDetails, model: type[BaseModel], *, suggest: bool) -> Problem:
    location, kind = detail["loc"], detail["type"]
    context = detail.get("ctx", {})
    place = format_place(location)
    if kind == "extra_forbidden":
        names = list_field_names(model, location[:-1]) if suggest else []
        return _report_unknown_field(place, str(location[-1]), names)
    if kind == "literal_error":
        allowed = QUOTED.findall(str(context["expected"]))
        return _report_wrong_value(place, detail["input"], allowed, suggest=suggest)
    if kind == "string_too_short":
        return Problem(field=place, code="empty_text")
    if kind == "string_too_long":
        return Problem(field=place, code="too_long", params={"limit": context["max_length"]})
    if kind == "greater_than_equal":
        return Problem(field=place, code="too_small", params={"least": context["ge"]})
    if kind == "string_pattern_mismatch":
        return _report_wrong_pattern(place, str(context["pattern"]))
    if kind in CODES:
        return Problem(field=place, code=CODES[kind])
    return Problem(field=place, code="wrong_type", params={"reason": detail["msg"]})


def _report_unknown_field(place: str, name: str, names: list[str]) -> Problem:
    near = find_nearest(shorten_text(name), names)
    if near is None:
        return Problem(field=place, code="unknown_field")
    return Problem(field=place, code="unknown_field_near", params={"near": near})


def _report_wrong_value(place: str, value: object, allowed: list[str], *, suggest: bool) -> Problem:
    if not isinstance(value, str):
        value = str(value).lower() if isinstance(value, bool | int | float) else "…"
    value = shorten_text(value)
    params = {"value": value, "allowed": ", ".join(allowed)}
    near = find_nearest(value, allowed) if suggest and len(allowed) > 1 else None
    if near is None:
        return Problem(field=place, code="wrong_value", params=params)
    return Problem(field=place, code="wrong_value_near", params={**params, "near": near})


def _report_wrong_pattern(place: str, pattern: str) -> Problem:
    if "{64}" in pattern:
        return Problem(field=place, code="not_sha256")
    return Problem(field=place, code="wrong_shape", params={"form": pattern})


def list_field_names(model: type[BaseModel], location: Location) -> list[str]:
    """Return the names of the fields at a location."""
    kind: Any = model
    for part in location:
        kind = _step_into(kind, part)
    found = next(
        (candidate for candidate in _list_alternatives(kind) if _is_model(candidate)), None
    )
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _step_into(kind: Any, part: int | str) -> Any:
    for candidate in _list_alternatives(kind):
        if _is_model(candidate):
            for name, field in candidate.model_fields.items():
                if part in (name, field.alias):
                    return field.annotation
        elif get_origin(candidate) in (tuple, list, dict):
            return (
                get_args(candidate)[-1] if get_origin(candidate) is dict else get_args(candidate)[0]
            )
    return None


def _list_alternatives(kind: Any) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        yield from _list_alternatives(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for candidate in get_args(kind):
            yield from _list_alternatives(candidate)
    else:
        yield kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
