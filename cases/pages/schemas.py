"""The JSON Schemas that other programs and editors check records and decisions with."""

from __future__ import annotations

from functools import cache
from typing import Any

from cases.library.schema import Decision
from cases.record import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECISION_ADDRESS = "/schemas/decision-1.json"


@cache
def record_schema() -> dict[str, Any]:
    return json_schema()


@cache
def decision_schema() -> dict[str, Any]:
    """A decision of the library; what its fields must say together only loading finds."""
    head = {
        "$schema": DIALECT,
        "$id": DECISION_ADDRESS,
        "title": "Decision of the library, version 1",
    }
    schema = Decision.model_json_schema(by_alias=True)
    return head | {name: value for name, value in schema.items() if name not in head}
