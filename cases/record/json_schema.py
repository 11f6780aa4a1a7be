"""The schema of the creation record as JSON Schema (draft 2020-12), for other programs and editors.

It describes the values of each field. References between steps and the order of dates are checked
only when a record is loaded.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from cases.record.schema import CreationRecord

ADDRESS = "/schemas/creation-record-1.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a creation record."""
    return schema_of(CreationRecord, ADDRESS, "Creation record, version 1")


def schema_of(model: type[BaseModel], address: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a contract under its stable address."""
    schema = _clean_schema(model.model_json_schema(by_alias=True))
    head = {"$schema": DIALECT, "$id": address, "title": title}
    return head | {name: value for name, value in schema.items() if name not in head}


def _clean_schema(node: Any) -> Any:
    """Put descriptions on one line and drop titles, which repeat the names of fields."""
    if isinstance(node, list):
        return [_clean_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy: dict[str, Any] = {}
    for name, value in node.items():
        if name == "properties":
            tidy[name] = {field: _clean_schema(inner) for field, inner in value.items()}
        elif name == "description":
            tidy[name] = " ".join(value.split())
        elif name != "title":
            tidy[name] = _clean_schema(value)
    return tidy
