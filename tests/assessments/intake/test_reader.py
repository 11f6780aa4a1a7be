"""The door: one reading for any bytes."""

from __future__ import annotations

import hashlib
import json

from assessments.intake import read, reader
from assessments.intake.dispatch import Reader
from tests.support.made_files import png, text

KEYS = {
    "file",
    "sha256",
    "media_type",
    "generator",
    "prompt",
    "negative_prompt",
    "parameters",
    "c2pa",
    "aigc_label",
    "messages",
    "edits",
    "times",
    "problems",
}


def test_a_reading_has_the_agreed_keys_and_survives_json():
    data = png(text("parameters", "a cat\nSteps: 20, Sampler: Euler, Seed: 1, Size: 8x16"))
    found = json.loads(json.dumps(read(data, name="cat.png").as_json()))
    assert found.keys() >= KEYS
    assert found["file"] == "cat.png"
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert found["parameters"] == {
        "steps": 20,
        "cfg_scale": None,
        "seed": 1,
        "sampler": "Euler",
        "width": 8,
        "height": 16,
        "model": None,
        "loras": [],
    }
    assert found["raw"] == [
        {
            "where": "PNG tEXt parameters",
            "text": "a cat\nSteps: 20, Sampler: Euler, Seed: 1, Size: 8x16",
        }
    ]


def test_an_empty_file_is_called_empty():
    assert [problem.code for problem in read(b"", name="x.png").problems] == ["empty_file"]


def test_a_missing_file_is_a_reading_too(tmp_path):
    reading = read(tmp_path / "none.png")
    assert [problem.code for problem in reading.problems] == ["unreadable_file"]
    assert reading.sha256 is None


def test_the_name_never_decides_and_is_contradicted():
    reading = read(png(), name="photo.jpg")
    assert reading.media_type == "image/png"
    assert "name_differs" in [problem.code for problem in reading.problems]


def test_a_readers_defect_fails_its_file_only(monkeypatch):
    def broken(source):
        raise LookupError("a defect")

    readers = (Reader(name="broken", detect=lambda source: True, read=broken),)
    monkeypatch.setattr(reader, "READERS", readers)
    (problem,) = read(b"anything").problems
    assert (
        problem.message()
        == "Reading failed at an unexpected place (LookupError); the file is kept."
    )
