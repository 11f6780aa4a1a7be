"""The published schema agrees with what loading accepts, and explains every field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cases.record import dump_json, json_schema, load
from cases.record.reading import parse

RECORDS = Path(__file__).parents[2] / "resources" / "records"


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for holder in [schema, *schema["$defs"].values()]:
        yield from holder["properties"].items()


def test_the_schema_is_a_schema_with_a_stable_address() -> None:
    Draft202012Validator.check_schema(json_schema())

    assert json_schema()["$id"] == "/schemas/creation-record-1.json"


def test_every_field_is_described() -> None:
    assert [name for name, field in properties(json_schema()) if not field.get("description")] == []


@pytest.mark.parametrize("name", ["strong-image.yaml", "weak-image.yaml"])
def test_valid_records_conform(name: str) -> None:
    data = parse(dump_json(load(RECORDS / name)), "json")

    assert list(Draft202012Validator(json_schema()).iter_errors(data)) == []


@pytest.mark.parametrize(
    "fault",
    [{"kind": "picture"}, {"titel": 1}, {"created_from": 5}, {"steps": [{"id": "a", "at": "now",
     "action": "edit"}]}, {"title": ""}],
)  # fmt: skip
def test_faults_of_shape_do_not_conform(fault: dict[str, Any]) -> None:
    data = {"schema": "creation-record/1", "title": "A picture", "kind": "image"} | fault

    assert list(Draft202012Validator(json_schema()).iter_errors(data))
