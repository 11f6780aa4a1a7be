"""The schemas at the addresses that other programs keep."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from cases.record import json_schema


@pytest.mark.parametrize("name", ["creation-record-1", "decision-1"])
def test_a_schema_names_its_own_address(client: Client, name: str) -> None:
    response = client.get(f"/schemas/{name}.json")

    assert response["Content-Type"] == "application/schema+json"
    assert json.loads(response.content)["$id"] == f"/schemas/{name}.json"


def test_the_schema_of_a_record_is_that_of_the_code(client: Client) -> None:
    assert json.loads(client.get("/schemas/creation-record-1.json").content) == json_schema()


def test_the_schema_of_a_decision_knows_its_required_fields(client: Client) -> None:
    schema = json.loads(client.get("/schemas/decision-1.json").content)

    assert {"schema", "slug", "outcome", "sources"} <= set(schema["required"])
    assert schema["additionalProperties"] is False
