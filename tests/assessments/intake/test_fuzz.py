"""Mutated files of every kind: whatever is changed, cut or swapped, a reading comes out."""

from __future__ import annotations

import pytest

from assessments.intake import door, read
from tests.assessments.intake import fuzzing
from tests.assessments.intake import test_documents as office

FILES = {**fuzzing.real(), **fuzzing.made()}
ROUNDS = 120  # of each file


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_always_ends_in_a_reading_within_bounds(name):
    faults: list[str] = []
    fuzzing.tried(name, FILES[name], ROUNDS, name, told=lambda content, wrong: faults.append(wrong))
    assert not faults


def test_an_encoding_that_nobody_knows_is_damage_and_no_defect():
    content = office.docx(
        "<w:p/>", **{"word/comments.xml": '<?xml version="1.0" encoding="x"?><a/>'}
    )
    assert "xml_damaged" in {one.code for one in read(content).problems}


def test_a_defect_of_a_reader_and_of_a_writer_would_be_seen(monkeypatch):
    data = FILES["made.wav"]

    def broken(*args, **kwargs):
        raise LookupError("a defect")

    monkeypatch.setattr(fuzzing, "write_label", broken)
    assert "the label's writer failed" in (fuzzing.fault("x", data, labelled=True) or "")
    monkeypatch.setattr(door, "reader_of", broken)
    assert "LookupError" in (fuzzing.fault("x", data, labelled=False) or "")
    monkeypatch.setattr(door, "reader_of", lambda source: bytearray(2 * fuzzing.MEMORY))
    with fuzzing.bounded_memory():
        assert "memory" in (fuzzing.fault("x", data, labelled=False) or "")
