"""The typed result and its JSON: the same bytes in and out, from whichever version they come."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from assessments.engine import (
    BASES,
    CaseBase,
    Precedent,
    Result,
    assess,
    canonical_json,
    load_rules,
    result_ownership,
    result_reasons,
)
from assessments.engine import result as result_module
from assessments.engine.result import Ground, json_schema
from assessments.engine.result_reasons import DimensionReason
from cases.library import load_all
from cases.record import CreationRecord, load
from cases.record.schema import Value
from tests.support.records import TOOL, precedents, record, records

RESOURCES = Path(__file__).parents[2] / "resources"
EARLY = RESOURCES / "results" / "one-precedent-per-reason.json"
RULES = load_rules()
VALIDATOR = Draft202012Validator(json_schema())


def library() -> list[Precedent]:
    return [
        Precedent(
            slug=judged.slug,
            decided_on=None,
            jurisdiction=decision.jurisdiction,
            outcome=judged.outcome,
            elements={name: holding.finding for name, holding in judged.elements.items()},
            held={name: held.level for name, held in judged.held.items()},
            turned_on=judged.turned_on,
            refused_for=judged.refused_for,
            record=judged.record,
        )
        for decision in load_all()
        for judged in decision.judged
    ]


PRECEDENTS = library()
BASE = CaseBase.build(PRECEDENTS, RULES)


def all_records() -> Iterator[tuple[str, CreationRecord]]:
    """Every record of the tests' resources and of the library of decisions."""
    for path in [*(RESOURCES / "records").glob("*.yaml"), RESOURCES / "memo" / "record.yaml"]:
        yield path.stem, load(path)
    for path in (RESOURCES / "scenarios").glob("*.yaml"):
        for scenario in yaml.safe_load(path.read_text(encoding="utf-8")):
            tools = [TOOL, {"id": "t2", "name": "A language model", "does": "language_model"}]
            yield scenario["name"], record(**{"tools": tools, **scenario["record"]})
    for judged in PRECEDENTS:
        yield judged.slug, judged.record


RECORDS = dict(all_records())


def made() -> Result:
    """A result in which no list is empty."""
    history = {"evidence": ["e1"]}
    of = record(
        parties=[
            {"id": "p1", "name": "Wang Xiaolin", "kind": "person", "role": "author"},
            {"id": "p2", "name": "A studio", "kind": "organisation", "role": "commissioner"},
        ],
        inputs=[{"id": "i1", "what": "reference", "made_by": "third_party", "licence": "unknown"}],
        steps=[
            {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a cat", "detail": "rich"},
            {"id": "s2", "parent": "s1", "action": "adjust", "tool": "t1", **history},
            {
                "id": "s3",
                "parent": "s2",
                "action": "edit",
                "extent": "local",
                "effect": "visible",
                "adds": ["colour"],
            },
        ],
        evidence=[{"id": "e1", "what": "account_history", "made": "contemporaneous"}],
    )
    return assess(of, BASE, RULES)


def data_of(result: Result) -> dict[str, Any]:
    return json.loads(canonical_json(result))


@pytest.mark.parametrize("name", RECORDS)
def test_every_result_is_written_as_it_was_read_and_conforms_to_the_schema(name: str) -> None:
    result = assess(RECORDS[name], BASE, RULES)
    text = canonical_json(result)

    opened = Result.model_validate_json(text)
    assert opened == result
    assert canonical_json(opened) == text
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


@given(records(), precedents())
@settings(max_examples=30)
def test_the_result_of_any_record_conforms(of: CreationRecord, precedent: Precedent) -> None:
    result = assess(of, CaseBase.build([precedent], RULES), RULES)

    assert Result.model_validate(data_of(result)) == result
    assert list(VALIDATOR.iter_errors(data_of(result))) == []


def test_a_result_of_the_first_days_opens_and_is_written_as_it_was() -> None:
    """A reason then named the one decision that binds; today it lists all of them."""
    text = EARLY.read_text(encoding="utf-8").rstrip("\n")
    result = Result.model_validate_json(text)

    named = [
        reason.facts.precedent
        for reason in result.proved.elements["originality"].reasons
        if reason.code == "precedent.at_least_as_strong"
    ]
    assert named == ["li-v-liu-2023"]
    assert canonical_json(result) == text
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


def test_a_key_that_a_reason_does_not_have_is_absent_and_has_a_default() -> None:
    gate = assess(record(fixed=False), BASE, RULES).claimed.elements["form"].reasons[0]
    entry = gate.model_dump(mode="json", exclude_unset=True)

    assert entry["facts"] == {"fields": ["fixed"]}
    assert (gate.facts.steps, gate.facts.points) == ((), None)
    assert not isinstance(gate, DimensionReason)


def test_a_reason_that_states_a_level_is_read_as_such() -> None:
    for basis in BASES:
        for element in Result.model_validate(data_of(made())).answer(basis).elements.values():
            for reason in element.reasons:
                assert isinstance(reason, DimensionReason) == ("dimension" in reason.model_dump())


@pytest.mark.parametrize(
    "place",
    [(), ("claimed",), ("proved", "elements", "form"), ("layers", 0), ("ownership",),
     ("improvements", 0), ("unknowns", 0), ("proved", "precedents", 0),
     ("proved", "elements", "originality", "reasons", 0),
     ("proved", "elements", "originality", "reasons", 0, "facts"),
     ("proved", "findings", "editing"), ("duties", 0)],
)  # fmt: skip
def test_an_unknown_key_is_refused_wherever_it_stands(place: tuple[str | int, ...]) -> None:
    data = data_of(made())
    part: Any = data
    for step in place:
        part = part[step]
    part["share"] = 40

    with pytest.raises(ValidationError, match="share"):
        Result.model_validate(data)
    assert list(VALIDATOR.iter_errors(data))


@pytest.mark.parametrize(
    ("place", "value"),
    [(("claimed", "conclusion"), "maybe"), (("duties", 0, "status"), "overdue"),
     (("proved", "precedents", 0, "relation"), "similar"), (("layers", 0, "layer"), "sound"),
     (("proved", "elements", "form", "score"), 101), (("as_of",), "June")],
)  # fmt: skip
def test_a_value_outside_its_vocabulary_is_refused(
    place: tuple[str | int, ...], value: object
) -> None:
    data = data_of(made())
    part: Any = data
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value

    with pytest.raises(ValidationError):
        Result.model_validate(data)


def test_a_result_goes_to_another_process_and_is_written_as_it_was() -> None:
    """The memo may be made in a process of its own, which gets the result pickled."""
    result = made()

    assert canonical_json(pickle.loads(pickle.dumps(result))) == canonical_json(result)


def values_of(value: object) -> Iterator[Value]:
    if isinstance(value, Value):
        yield value
        for _, part in value:
            yield from values_of(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from values_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from values_of(part)


def test_no_part_of_a_result_can_be_changed() -> None:
    parts = list(values_of(made()))
    assert {type(part) for part in parts} == set(kinds_of_result())
    for part in parts:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, next(iter(type(part).model_fields)), None)


def kinds_of_result() -> Iterator[type[Value]]:
    for module in (result_module, result_ownership, result_reasons):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Value) and kind not in (Value, Ground):
                yield kind


def test_every_field_of_the_schema_is_described() -> None:
    schema = json_schema()
    holders = [schema, *schema["$defs"].values()]

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "/schemas/assessment-result-1.json"
    assert [
        name
        for holder in holders
        for name, field in holder["properties"].items()
        if not field.get("description")
    ] == []
