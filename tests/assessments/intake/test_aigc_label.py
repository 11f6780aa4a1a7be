"""The label of GB 45438-2025 in pictures, and in the forms it takes."""

from __future__ import annotations

import json

import pytest

from assessments.intake import read
from assessments.intake.provenance import aigc_label
from tests.support import made_files
from tests.support.made_files import RESOURCES, chunk, jpeg, png, text

STANDARD = [
    "jpeg_usercomment.jpg",
    "jpeg_xmp.jpg",
    "jpeg_xmp_attr.jpg",
    "png_text.png",
    "png_xmp.png",
    "png_ztxt_wrapped.png",
    "tiff_xmp.tif",
    "webp_xmp.webp",
]
FIELDS = {
    "Label": "1",
    "ContentProducer": "001191110000TESTUSCC0X10000",
    "ProduceID": "P-0001",
    "ReservedCode1": "",
    "ContentPropagator": "",
    "PropagateID": "",
    "ReservedCode2": "",
}


def label(data: bytes):
    reading = read(data)
    return reading.aigc_label, [
        problem.code for problem in reading.problems if "label" in problem.code
    ]


@pytest.mark.parametrize("name", STANDARD)
def test_the_label_is_read_from_every_carrier(name):
    reading = read(RESOURCES / "aigc-label" / name)
    assert reading.aigc_label == FIELDS
    assert not reading.problems and reading.confidence == "stated"


def test_a_providers_own_form_is_kept_and_called_a_variant():
    reading = read(RESOURCES / "aigc-label" / "jpeg_imagedescription_tencent.jpg")
    assert reading.aigc_label and reading.aigc_label["ContentId"] == "c1"
    assert [problem.params["form"] for problem in reading.problems] == ["provider"]


def test_bare_text_in_an_app_segment_is_a_label():
    data = jpeg((0xE9, b"AIGC" + json.dumps(FIELDS).encode()))
    assert label(data) == (FIELDS, [])


def test_another_prefix_for_the_namespace_changes_nothing():
    packet = made_files.xmp(
        f"<q:AIGC>{json.dumps(FIELDS)}</q:AIGC>",
        'xmlns:q="http://www.tc260.org.cn/ns/AIGC/1.0/"',
    )
    assert label(png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet))) == (FIELDS, [])


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (json.dumps({"AIGC": FIELDS}), None),
        (json.dumps({"AIGC": json.dumps(FIELDS)}), None),
        (json.dumps(FIELDS).replace('"', "&quot;"), "entities"),
        (str(FIELDS), "quotes"),
        ("%7B%22Label%22%3A%221%22%7D", "percent"),
        ('{"aigc_label_type": 1}', "unknown_fields"),
    ],
)
def test_each_form_is_read_and_departures_are_named(written, form):
    fields, found = aigc_label.parse(written)
    assert fields and [departure.form for departure in found] == ([form] if form else [])


def test_what_the_standard_asks_and_the_label_lacks_is_a_problem():
    given = {"Label": "4", "ContentProducer": "豆包", "ProduceID": ""}
    codes = [
        (problem.code, problem.params.get("field")) for problem in aigc_label.check_fields(given)
    ]
    assert codes == [
        ("label_missing_field", "ProduceID"),
        ("label_value", "Label"),
        ("label_value", "ContentProducer"),
    ]


def test_two_labels_are_one_too_many():
    twice = png(text("AIGC", FIELDS), text("AIGC", FIELDS | {"Label": "2"}))
    assert label(twice) == (FIELDS, ["label_twice", "label_contradiction"])
    same = png(text("AIGC", FIELDS), text("AIGC", FIELDS))
    assert label(same) == (FIELDS, ["label_twice"])


def test_a_damaged_label_is_reported_and_its_text_kept():
    reading = read(png(text("AIGC", '{"Label": ')))
    assert reading.aigc_label is None
    assert "label_damaged" in [problem.code for problem in reading.problems]
    assert reading.raw[0].text == '{"Label": '


def test_a_picture_that_only_mentions_the_word_has_no_label():
    assert label(png(text("Description", "a poster about AIGC"))) == (None, [])


@pytest.mark.parametrize(
    ("given", "form"),
    [
        (json.dumps(json.dumps(json.dumps(FIELDS))), None),
        (json.dumps([FIELDS]), None),
        (json.dumps({"aigc": FIELDS}), "key_case"),
        (json.dumps({key.lower(): value for key, value in FIELDS.items()}), "letter_case"),
        (json.dumps(FIELDS).replace('"', "&amp;quot;"), "entities"),
        (json.dumps(FIELDS).replace('"', '\\"'), "escaped"),
        ("AIGC" + json.dumps(FIELDS), "prefix"),
    ],
)
def test_however_it_was_wrapped_it_is_the_same_label_and_a_variant_is_called_one(given, form):
    found, problems = aigc_label.read([given])
    assert found == FIELDS
    assert [problem.params["form"] for problem in problems] == ([form] if form else [])


def test_a_key_in_small_letters_is_found_inside_another_text_and_named():
    data = made_files.jpeg_comment(b"ASCII\0\0\0" + json.dumps({"aigc": FIELDS}).encode())
    assert label(data) == (FIELDS, ["label_variant"])
