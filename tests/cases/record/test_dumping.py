"""A record written and read again is the same record, whatever stands in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.record import CreationRecord, dump_json, dump_yaml, load, load_data, load_text
from cases.record.plain import FORBIDDEN

RECORDS = Path(__file__).parents[2] / "resources" / "records"

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["", "no", "on", "~", "0x1F", "1e3", "2024-01-01", ": #", "- a", "|", "a\n\n  b", "\n", "a \nb",
     "\r\n", "\u2028", "\x85", "\ufeffa", "𠮷🌸", "\tx", "x\n\ty", "a:\nb", "#\n", "---\n...\n"]
)  # fmt: skip
text = text.filter(lambda value: not FORBIDDEN.search(value))
name = text.filter(str.strip)
settings_of_tools = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | text
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
offsets = st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=8))])
moments = st.dates() | st.datetimes(timezones=offsets)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    step = st.fixed_dictionaries(
        {"action": st.sampled_from(["generate", "edit", "select"])},
        optional={
            "prompt": text,
            "intent": text,
            "parameters": st.dictionaries(
                text | st.just("n" * 2000), settings_of_tools, max_size=3
            ),
            "outputs": st.integers(3, 9),
            "kept": st.integers(0, 3),
            "repeat": st.integers(1, 50),
            "changed": st.lists(st.sampled_from(["prompt", "seed"]), max_size=2),
        },
    )
    steps: list[dict[str, Any]] = draw(st.lists(step, max_size=4))
    for n, drawn in enumerate(steps):
        drawn["id"] = f"s{n}"
    is_dated = draw(st.booleans())
    if steps and is_dated:
        steps[0]["at"] = draw(moments).isoformat()
    data = {"schema": "creation-record/1", "kind": "text", "title": draw(name), "steps": steps}
    return data | draw(st.fixed_dictionaries({}, optional={"notes": text, "summary": text}))


@given(records())
@settings(max_examples=80, deadline=None)
def test_what_is_written_reads_back_the_same(data: dict[str, Any]) -> None:
    record = load_data(data)

    assert load_text(dump_json(record), "json") == record
    assert load_text(dump_yaml(record), "yaml") == record
    assert dump_yaml(load_text(dump_yaml(record), "yaml")) == dump_yaml(record)


@given(records())
@settings(max_examples=30, deadline=None)
def test_other_yaml_readers_find_the_same_texts(data: dict[str, Any]) -> None:
    record = load_data(data)

    read = yaml.safe_load(dump_yaml(record))

    assert read["title"] == record.title
    assert [step.get("prompt") for step in read.get("steps", [])] == [
        s.prompt for s in record.steps
    ]


def test_a_written_record_stays_readable() -> None:
    record = load(RECORDS / "strong-image.yaml")

    written = dump_yaml(record)

    assert 'label_text: "AI生成"' in written
    assert "prompt: |-\n      (small wooden fishing boat:1.3)" in written
    assert "林女士" in dump_json(record)


def test_fields_are_written_in_the_order_of_the_contract() -> None:
    record = load(RECORDS / "strong-image.yaml")
    order = [field.alias or name for name, field in CreationRecord.model_fields.items()]

    written = [line.split(":")[0] for line in dump_yaml(record).splitlines() if line[0] not in " -"]

    assert written == [name for name in order if name in written]


def test_unknown_is_left_out_not_written_as_null() -> None:
    assert "null" not in dump_json(load(RECORDS / "weak-image.yaml"))
