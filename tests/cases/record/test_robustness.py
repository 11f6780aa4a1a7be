"""Whatever a file holds, the answer is a record or a list of problems, never another failure."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.record import InvalidRecord, load, load_bytes, load_data, load_text, to_plain

RECORDS = Path(__file__).parents[2] / "resources" / "records"
SAMPLE = to_plain(load(RECORDS / "strong-image.yaml"))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["s1", "e1", "2024-01-01", "2024-01-01T10:00", "9999-12-31T23:59:59Z"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)  # fmt: skip


def answer(read: Any, *args: Any) -> None:
    try:
        read(*args)
    except InvalidRecord as error:
        assert error.problems
        assert all(problem.message for problem in error.problems)


@st.composite
def spoiled_records(draw: st.DrawFn) -> dict[str, Any]:
    """The sample with up to three of its values, anywhere, replaced by anything."""
    data = copy.deepcopy(SAMPLE)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = data
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and draw(st.booleans()):
                holder = holder[key]
                continue
            holder[key] = draw(anything)
            break
    return data


@given(spoiled_records())
@settings(max_examples=150, deadline=None)
def test_a_spoiled_record_gets_an_answer(data: dict[str, Any]) -> None:
    answer(load_data, data)


@given(st.binary(max_size=60), st.sampled_from(["json", "yaml"]))
@example(b"\xff\xfe\x00\x00", "json")
@example(b"\x00", "yaml")
@example(b"?", "yaml")
@example(b"%YAML 9.9\n---\na: 1", "yaml")
@example(b"a: 1\n...\nb", "yaml")
@settings(max_examples=150, deadline=None)
def test_any_bytes_get_an_answer(data: bytes, format: Any) -> None:
    answer(load_bytes, data, format)


@given(st.text("ab:-?[]{}&*!|>'\"%@#, \n\t0.~", max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_yaml_gets_an_answer(text: str) -> None:
    answer(load_text, text, "yaml")


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_thousands_of_misspelt_fields_get_an_answer_in_seconds(format: Any) -> None:
    steps = [{"id": f"s{n}", "action": "edit", "promt": "x"} for n in range(5_000)]
    data = {"schema": "creation-record/1", "title": "A", "kind": "text", "steps": steps}

    answer(load_text, json.dumps(data), format)
