"""The JSON Schemas of records and decisions, for other programs and editors."""

from __future__ import annotations

from functools import cache
from typing import Any

from cases.library.schema import Decision
from cases.record import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECISION_ADDRESS = "/schemas/decision-1.json"


@cache
def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a creation record."""
    return json_schema()


@cache
def decision_schema() -> dict[str, Any]:
    """Return the JSON Schema of a decision, without the rules between its fields."""
    head = {
        "$schema": DIALECT,
        "$id": DECISION_ADDRESS,
        "title": "Decision of the library, version 1",
    }
    schema = Decision.model_json_schema(by_alias=True)
    return head | {name: value for name, value in schema.items() if name not in head}
