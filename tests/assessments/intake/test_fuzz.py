"""Mutated files of every kind: whatever is changed, cut or swapped, a reading comes out."""

from __future__ import annotations

import json

import pytest

from assessments.intake import read, reader
from tests.assessments.intake import fuzzing
from tests.assessments.intake import test_documents as office

FILES = {**fuzzing.real(), **fuzzing.made_files(), **fuzzing.pictures()}
ROUNDS = 120  # of each file
TYPES = {
    "steps": (int,),
    "cfg_scale": (int, float),
    "seed": (int,),
    "sampler": (str,),
    "width": (int,),
    "height": (int,),
    "model": (str,),
}
LISTS = ("messages", "edits", "times", "problems", "inputs", "raw")
TEXTS = ("media_type", "generator", "prompt", "negative_prompt")


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_always_ends_in_a_reading_within_bounds(name):
    faults: list[str] = []
    fuzzing.try_mutations(
        name, FILES[name], ROUNDS, name, report=lambda content, wrong: faults.append(wrong)
    )
    assert not faults


def test_an_encoding_that_nobody_knows_is_damage_and_no_defect():
    content = office.docx(
        "<w:p/>", **{"word/comments.xml": '<?xml version="1.0" encoding="x"?><a/>'}
    )
    assert "xml_damaged" in {problem.code for problem in read(content).problems}


def test_a_defect_of_a_reader_and_of_a_writer_would_be_seen(monkeypatch):
    data = FILES["made.wav"]

    def broken(*args, **kwargs):
        raise LookupError("a defect")

    monkeypatch.setattr(fuzzing, "write_label", broken)
    assert "the label's writer failed" in (fuzzing.fault("x", data, labelled=True) or "")
    monkeypatch.setattr(reader, "reader_of", broken)
    assert "LookupError" in (fuzzing.fault("x", data, labelled=False) or "")
    monkeypatch.setattr(reader, "reader_of", lambda *args: bytearray(2 * fuzzing.MEMORY))
    with fuzzing.bounded_memory():
        assert "memory" in (fuzzing.fault("x", data, labelled=False) or "")


def test_every_kind_of_file_is_told_in_the_same_shape():
    for name, data in FILES.items():
        told = json.dumps(read(data, name=name).as_json())
        found = json.loads(told, parse_constant=pytest.fail)
        assert found.keys() == read(b"", name="empty").as_json().keys(), name
        assert all(isinstance(found[key], list) for key in LISTS), name
        assert all(found[key] is None or isinstance(found[key], str) for key in TEXTS), name
        assert found["parameters"].keys() == {*TYPES, "loras"}, name
        for key, types in TYPES.items():
            value = found["parameters"][key]
            assert value is None or (isinstance(value, types) and not isinstance(value, bool)), name
        loras = found["parameters"]["loras"]
        assert all(lora.keys() == {"name", "weight"} for lora in loras), name
        assert not any("%(" in problem["message"] for problem in found["problems"]), name
