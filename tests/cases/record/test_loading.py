"""A faulty record is refused with every fault named by its field; a good one always loads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cases.record import CreationRecord, InvalidRecord, load, load_bytes, load_data, load_text
from cases.record.limits import LIMITS
from cases.record.problems import SENTENCES

RECORDS = Path(__file__).parents[2] / "resources" / "records"
INVALID = RECORDS / "invalid"


def a_record(**fields: Any) -> dict[str, Any]:
    base = {"schema": "creation-record/1", "title": "A picture", "kind": "image"}
    return base | fields


def a_step(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "action": "generate"} | fields


def complaints(data: Any) -> list[str]:
    with pytest.raises(InvalidRecord) as caught:
        load_data(data)
    return [str(problem) for problem in caught.value.problems]


def text_complaints(text: str, format: Any) -> list[str]:
    with pytest.raises(InvalidRecord) as caught:
        load_text(text, format)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["strong-image.yaml", "weak-image.yaml"])
def test_the_sample_records_load(name: str) -> None:
    assert load(RECORDS / name).kind == "image"


REFUSED = [
    # types, names and values
    ({"kind": "picture"}, "kind", "wrong_value"),
    ({"claim": "ideas"}, "claim", "wrong_value_near"),
    ({"titel": "x"}, "titel", "unknown_field_near"),
    ({"zzz": 1}, "zzz", "unknown_field"),
    ({"title": 7}, "title", "not_text"),
    ({"title": "  "}, "title", "empty_text"),
    ({"title": None}, "title", "missing"),
    ({"title": "a" * 2001}, "title", "too_long"),
    ({"steps": [a_step("a" * 2001)]}, "steps[0].id", "too_long"),
    ({"tools": [{"id": "t", "name": "T", "does": "code", "version": "a" * 2001}]},
     "tools[0].version", "too_long"),
    ({"schema": "creation-record/2"}, "schema", "wrong_value"),
    ({"fixed": "yes"}, "fixed", "not_flag"),
    ({"steps": "one"}, "steps", "not_list"),
    ({"steps": ["one"]}, "steps[0]", "not_mapping"),
    ({"published": []}, "published", "not_mapping"),
    ({"published": {"onn": "2024-01-01"}}, "published.onn", "unknown_field_near"),
    ({"parties": [{"id": "p", "kind": "person", "role": "author"}]}, "parties[0].name", "missing"),
    ({"steps": [a_step("s", outputs="4")]}, "steps[0].outputs", "not_whole_number"),
    ({"steps": [a_step("s", outputs=True)]}, "steps[0].outputs", "not_whole_number"),
    ({"steps": [a_step("s", outputs=-1)]}, "steps[0].outputs", "too_small"),
    ({"steps": [a_step("s", repeat=0)]}, "steps[0].repeat", "too_small"),
    ({"steps": [a_step("s", changed=["seeds"])]}, "steps[0].changed[0]", "wrong_value_near"),
    ({"steps": [a_step("s", parameters=["a"])]}, "steps[0].parameters", "not_mapping"),
    ({"steps": [a_step("s", parameters={"a": float("nan")})]}, "steps[0].parameters.a",
     "number_not_finite"),
    ({"notes": "bell\x07"}, "notes", "control_character"),
    ({"notes": "nothing\x00"}, "notes", "control_character"),
    ({"notes": "half a pair \ud83d"}, "notes", "control_character"),
    # dates
    ({"created_from": 20240101}, "created_from", "not_date"),
    ({"created_from": "2024-13-01"}, "created_from", "not_date"),
    ({"created_from": "2024-01-01T10:00"}, "created_from", "not_date"),
    ({"steps": [a_step("s", at="noon")]}, "steps[0].at", "not_moment"),
    ({"steps": [a_step("s", at=0)]}, "steps[0].at", "not_moment"),
    ({"created_from": "2024-02-01", "created_to": "2024-01-01"}, "created_to", "dates_reversed"),
    ({"steps": [a_step("a", at="2024-02-01"), a_step("b", parent="a", at="2024-01-31")]},
     "steps[1].at", "before_parent"),
    ({"steps": [a_step("a", at="2024-02-01"), a_step("b", at="2024-01-31T23:59")]},
     "steps[1].at", "before_previous"),
    ({"steps": [a_step("a", at="2024-02-01T10:00+08:00"),
                a_step("b", at="2024-02-01T01:59:59Z")]}, "steps[1].at", "before_previous"),
    # references and the line of steps
    ({"steps": [a_step("a"), a_step("a")]}, "steps[1].id", "duplicate_id"),
    ({"steps": [a_step("a", by="p")]}, "steps[0].by", "no_party"),
    ({"steps": [a_step("a", tool="t")]}, "steps[0].tool", "no_tool"),
    ({"steps": [a_step("a", evidence=["e"])]}, "steps[0].evidence[0]", "no_evidence"),
    ({"inputs": [{"id": "i", "what": "sketch", "made_by": "own", "evidence": ["e"]}]},
     "inputs[0].evidence[0]", "no_evidence"),
    ({"tools": [{"id": "t", "name": "T", "does": "code", "terms_evidence": ["e"]}]},
     "tools[0].terms_evidence[0]", "no_evidence"),
    ({"steps": [a_step("a", parent="z")]}, "steps[0].parent", "no_step"),
    ({"steps": [a_step("a", parent="a")]}, "steps[0].parent", "parent_self"),
    ({"steps": [a_step("a", parent="b"), a_step("b")]}, "steps[0].parent", "parent_later"),
    ({"steps": [a_step("a", parent="c"), a_step("b", parent="a"), a_step("c", parent="b")]},
     "steps[0].parent", "parent_circular"),
    ({"steps": [a_step("a", outputs=4, kept=5)]}, "steps[0].kept", "kept_exceeds_outputs"),
    # evidence
    ({"evidence": [{"id": "e", "what": "terms", "made": "later", "sha256": "abc"}]},
     "evidence[0].sha256", "not_sha256"),
    ({"evidence": [{"id": "e", "what": "terms", "made": "later", "sha256": "g" * 64}]},
     "evidence[0].sha256", "not_sha256"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "field", "code"), REFUSED, ids=lambda value: str(value)[:60])
def test_one_fault_gives_one_problem_with_its_field(
    fields: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(InvalidRecord) as caught:
        load_data(a_record(**fields))

    assert [(field, code)] == [(problem.field, problem.code) for problem in caught.value.problems]


def test_a_missing_parent_is_told_in_the_words_of_the_contract() -> None:
    steps = [a_step("s1"), a_step("s2"), a_step("s3"), a_step("s4", parent="s9")]

    (line,) = complaints(a_record(steps=steps))
    assert line.startswith('steps[3].parent: no step "s9"; add it')


def test_faults_of_shape_and_of_the_whole_are_told_in_one_reading() -> None:
    steps = [
        a_step("a", parent="zz", action="draw", evidence=["e"]),
        a_step("a", kept=2, outputs=1),
    ]

    told = complaints({"kind": "image", "steps": steps, "colour": "red"})

    assert {line.split(":")[0] for line in told} == {
        "schema",
        "title",
        "steps[0].action",
        "colour",
        "steps[1].id",
        "steps[0].evidence[0]",
        "steps[0].parent",
        "steps[1].kept",
    }


def test_short_texts_are_read_up_to_their_bound_and_long_ones_whole() -> None:
    record = load_data(a_record(title=f" {'a' * 2000} ", summary="a" * 100_000))
    assert (len(record.title), len(record.summary or "")) == (2000, 100_000)


def test_a_stored_record_with_a_longer_title_still_opens() -> None:
    stored = a_record(title="a" * 3000)
    assert len(CreationRecord.model_validate(stored).title) == 3000


def test_every_fault_of_a_record_says_what_to_do() -> None:
    """Those of a decision, and doubts, follow in the list; their remedies are for curators."""
    codes = list(SENTENCES)
    of_records = codes[: codes.index("more")]
    remedy = re.compile(r"; |must |may have at most|is required|is not one of|at line %")
    assert [code for code in of_records if not remedy.search(SENTENCES[code])] == []


def test_a_misspelt_field_is_answered_with_the_right_one() -> None:
    told = complaints(
        a_record(evidence=[{"id": "e", "what": "terms", "made": "later", "show": "x"}])
    )

    assert told == ['evidence[0].show: no such field; did you mean "shows"?']


def test_a_circle_is_told_once_with_its_whole_way() -> None:
    steps = [a_step("a"), a_step("b", parent="d"), a_step("c", parent="b"), a_step("d", parent="c")]

    (line,) = complaints(a_record(steps=steps))
    assert line.startswith("steps[1].parent: the steps go round in a circle: b → d → c → b; ")


def test_a_step_that_hangs_on_a_circle_is_not_blamed_for_it() -> None:
    steps = [a_step("a", parent="b"), a_step("b", parent="a"), a_step("c", parent="a")]

    assert len(complaints(a_record(steps=steps))) == 1


def test_a_date_and_a_time_on_that_day_do_not_contradict_each_other() -> None:
    times = ["2024-02-01T23:30", "2024-02-01", "2024-02-01T08:00+08:00", "2024-02-01T00:10Z"]
    steps = [a_step(f"s{n}", at=at) for n, at in enumerate(times)]

    assert len(load_data(a_record(steps=steps)).steps) == 4


def test_the_first_and_last_dates_of_the_calendar_are_compared_without_failing() -> None:
    times = ["0001-01-01T00:00+14:00", "0001-01-01", "9999-12-31", "9999-12-31T23:59-12:00"]

    load_data(a_record(steps=[a_step(f"s{n}", at=at) for n, at in enumerate(times)]))


def test_an_unknown_field_without_a_value_is_refused() -> None:
    """A comma in a text of a flow mapping makes the rest of the text such a field."""
    flow = "[{id: e1, what: drafts, shows: Script, versions 1 to 5}]"
    text = f"schema: creation-record/1\ntitle: t\nkind: text\nevidence: {flow}\n"
    with pytest.raises(InvalidRecord) as caught:
        load_text(text, "yaml")
    found = {problem.field: problem.code for problem in caught.value.problems}
    assert found["evidence[0].versions 1 to 5"] == "unknown_field"


def test_null_counts_as_left_out_but_not_among_the_settings_of_a_tool() -> None:
    step = a_step("s", parent=None, parameters={"seed": None})

    record = load_data(a_record(claim=None, steps=[step], tools=None))

    assert record.claim == "output"
    assert record.steps[0].parameters == {"seed": None}


def test_yaml_and_json_give_the_same_record() -> None:
    text = (RECORDS / "strong-image.yaml").read_text("utf-8")
    as_json = load(RECORDS / "strong-image.yaml").model_dump_json(by_alias=True)

    assert load_text(text, "yaml") == load_text(as_json, "json")


def test_yaml_words_keep_their_plain_meaning() -> None:
    text = (
        "schema: creation-record/1\ntitle: no\nkind: image\npublished: {on: 2024-02-01, where: on}"
    )

    record = load_text(text, "yaml")

    assert record.title == "no"
    assert record.published is not None
    assert record.published.where == "on"
    assert str(record.published.on) == "2024-02-01"


@pytest.mark.parametrize(
    ("text", "format", "told"),
    [
        ("{\n  'title': 1}", "json", "line 2, column 3"),
        ('{"a": 1,\n "b": }', "json", "line 2, column 7"),
        ("title: [one,\nkind: {", "yaml", "not valid YAML at line"),
        ("a: 1\n  b: 2", "yaml", "line 2, column 4"),
        ("[1, 2]", "json", "not a list"),
        ('"text"', "json", "not text"),
        ("- a", "yaml", "not a list"),
        ("4", "json", "not a number"),
        ("null", "json", "not nothing"),
        ("", "json", "empty"),
        (" \n", "yaml", "empty"),
        ("a: &x [1]\nb: *x", "yaml", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [ls]", "yaml", "tags are not accepted (line 1)"),
        ("a: 1\n---\nb: 1", "yaml", "more than one document"),
        ("[a]: 1", "yaml", "name of a field must be text"),
        ("a: \x07", "yaml", "U+0007"),
        ("[" * 50_000, "json", "nested more than"),
        ("[" * 50_000, "yaml", "nested more than"),
        ('{"a":' * 40 + "1" + "}" * 40, "json", "nested more than"),
        ('{"repeat": ' + "9" * 5000 + "}", "json", "at most 40 digits"),
        ("repeat: " + "9" * 5000, "yaml", "at most 40 digits"),
    ],
)
def test_broken_notation_is_told_with_its_place(text: str, format: str, told: str) -> None:
    assert told in text_complaints(text, format)[0]


@pytest.mark.parametrize(("text", "format"), [('{"title": "a", "title": "b"}', "json"),
                                              ("title: a\ntitle: b", "yaml")])  # fmt: skip
def test_a_field_given_twice_is_refused(text: str, format: str) -> None:
    assert "title: is given more than once; keep one of them" in text_complaints(text, format)


def test_ten_levels_of_ten_aliases_are_refused_at_once() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 11)
    )

    (line,) = text_complaints(bomb, "yaml")
    assert line.startswith("YAML anchors and aliases are not accepted (line 1); ")


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_file_of_countless_values_is_refused(format: str) -> None:
    text = '{"steps": [' + "1," * LIMITS.values + "1]}"

    assert f"holds more than {LIMITS.values} values" in text_complaints(text, format)[0]


def test_no_more_problems_are_named_than_anyone_reads() -> None:
    told = complaints(a_record(**{f"titl{n}": 1 for n in range(LIMITS.problems + 7)}))

    assert LIMITS.problems + 1 == len(told)
    assert told[-1] == "and 7 more problems"


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_prompt_of_ten_megabytes_loads(format: Any) -> None:
    prompt = "一只飞过黄昏的鸟，" * 370_000
    data = a_record(steps=[a_step("s", prompt=prompt)])
    text = json.dumps(data, ensure_ascii=False)

    record = load_bytes(text.encode(), format)

    assert len(text.encode()) > 9_900_000
    assert prompt == record.steps[0].prompt


def test_a_long_line_of_steps_is_followed_once() -> None:
    """It would take minutes if every step walked the whole way by itself."""
    count = 20_000
    steps = [a_step(f"s{n}", parent=f"s{(n + 1) % count}") for n in range(count)]

    assert "go round in a circle" in complaints(a_record(steps=steps))[0]


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_text_is_read_in_utf_8_and_in_utf_16_with_its_mark(encoding: str) -> None:
    text = json.dumps(a_record(title="春风"), ensure_ascii=False)
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""

    assert load_bytes(mark + text.encode(encoding), "json").title == "春风"


@pytest.mark.parametrize("data", ["春风".encode("gb18030"), b"\xff\xfeabc", b"\x80"])
def test_other_encodings_are_refused_with_advice(data: bytes) -> None:
    with pytest.raises(InvalidRecord, match="save it as UTF-8"):
        load_bytes(data, "json")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b" " * (LIMITS.bytes + 1))

    with pytest.raises(InvalidRecord, match=f"larger than {LIMITS.bytes} bytes"):
        load(path)


@pytest.mark.parametrize(("name", "told"), [("no.json", "cannot be read"), (".", "cannot be read"),
                                            ("a.txt", "must end in .json")])  # fmt: skip
def test_a_file_that_cannot_be_a_record_is_refused(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("{}")

    with pytest.raises(InvalidRecord, match=told):
        load(tmp_path / name)


def test_every_invalid_sample_is_refused() -> None:
    paths = sorted(INVALID.glob("*.*"))
    assert len(paths) > 5
    for path in paths:
        with pytest.raises(InvalidRecord):
            pytest.fail(f"{path.name} loads as {load(path)}")
