"""The contract as JSON Schema, for other programs and for editors that check while typing.

It says what each field may hold. References between steps and the order of dates are beyond
it; only loading a record finds those.
"""

from __future__ import annotations

from typing import Any

from cases.record.schema import CreationRecord

ADDRESS = "/schemas/creation-record-1.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    schema = CreationRecord.model_json_schema(by_alias=True)
    schema = _tidy(schema)
    head = {"$schema": DIALECT, "$id": ADDRESS, "title": "Creation record, version 1"}
    return head | {name: value for name, value in schema.items() if name not in head}


def _tidy(node: Any) -> Any:
    """Descriptions in one line; no titles that only repeat a field's name."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy: dict[str, Any] = {}
    for name, value in node.items():
        if name == "properties":
            tidy[name] = {field: _tidy(inner) for field, inner in value.items()}
        elif name == "description":
            tidy[name] = " ".join(value.split())
        elif name != "title":
            tidy[name] = _tidy(value)
    return tidy
