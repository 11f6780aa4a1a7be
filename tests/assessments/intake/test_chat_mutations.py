"""Conversations with values of other kinds than programs write: a reading always comes out."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import read
from assessments.proposals.from_files import propose
from tests.assessments.intake.test_chat_programs import SESSION

CASES = Path("tests/resources/evidence-cases")
ROUNDS = 60
VALUES: list[Any] = [None, True, 0, -1, 1e308, "", "x", "2026-03-01T10:00:00Z", [], {}, [1], ["a"]]
VALUES += [
    {"a": 1},
    [[]],
    {"role": "user", "content": "x"},
    {"$date": {"$numberLong": "x"}},
    10**30,
]


def load() -> dict[str, list[Any]]:
    """The JSON of each case: the lines of one with lines, else a list of the one value."""
    found = {"session.json": [SESSION]}
    for path in sorted(CASES.iterdir()):
        if path.suffix == ".jsonl":
            found[path.name] = [json.loads(line) for line in path.read_text().splitlines()]
        elif path.suffix == ".json":
            found[path.name] = [json.loads(path.read_text())]
    return found


FILES = load()


def places(value: Any) -> list[tuple[Any, Any]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    inner = [key for key in keys if isinstance(value[key], dict | list)]
    return [(value, key) for key in keys] + [one for key in inner for one in places(value[key])]


@pytest.mark.parametrize("name", FILES)
def test_values_of_other_kinds_never_stop_a_reader(name):
    chance = random.Random(name)
    for _ in range(ROUNDS):
        values = copy.deepcopy(FILES[name])
        for _ in range(chance.randint(1, 3)):
            holder, key = chance.choice(places(values))
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        content = "\n".join(json.dumps(value) for value in values).encode()
        report = read(content).as_json()
        assert not {"reader_failed", "reader_died"} & {
            fault["code"] for fault in report["problems"]
        }
        propose([json.loads(json.dumps(report))], ["file"])
