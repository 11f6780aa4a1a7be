"""Labels that depart from the standard: read, each departure named, none corrected."""

from __future__ import annotations

import base64
import json

import pytest

from assessments.intake import read
from assessments.intake.core.problems import FORMS
from assessments.wording.files import problem
from tests.support import made_files, made_media
from tests.support.made_files import RESOURCES, chunk, jpeg_comment, png, text

CASES = RESOURCES.parent / "evidence-cases"
FIELDS = {"Label": "1", "ContentProducer": "001191110102MACQD9K64010000", "ProduceID": "x1"}


def forms(reading) -> list[str]:
    return [str(one.params["form"]) for one in reading.problems if one.code == "label_variant"]


def in_xmp(inner: str, attributes: str = "") -> bytes:
    return png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + made_files.xmp(inner, attributes)))


def elements(prefix: str) -> str:
    return "".join(f"<{prefix}:{key}>{value}</{prefix}:{key}>" for key, value in FIELDS.items())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("label-xmp-attributes.png", "properties"),
        ("label-lower-case.png", "key_case"),
        ("iflow-misspelt.md", "field_names"),
    ],
)
def test_the_label_of_a_real_departure_is_read_and_named(name, form):
    reading = read(CASES / name)
    assert reading.aigc_label is not None and reading.aigc_label["Label"] == "1"
    assert forms(reading) == [form]
    assert "no_metadata" not in [one.code for one in reading.problems]


def test_misspelt_fields_stay_as_written_and_are_listed():
    reading = read(CASES / "iflow-misspelt.md")
    assert reading.aigc_label is not None and reading.aigc_label["ReserveCode1"] == "iflow"
    assert "ReservedCode1" not in reading.aigc_label
    assert "ReserveCode1, ReserveCode2" in reading.problems[0].message()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (in_xmp(elements("TC260")), "properties"),
        (in_xmp(f'<TC260:AIGC rdf:parseType="Resource">{elements("TC260")}</TC260:AIGC>'),
         "properties"),
        (in_xmp(f"<TC260:AIGC><rdf:Description>{elements('TC260')}</rdf:Description></TC260:AIGC>"),
         "properties"),
        (in_xmp(elements("a"), 'xmlns:a="urn:gb-45438-2025:aigc"'), "properties"),
        (png(*(text(key, value) for key, value in FIELDS.items())), "properties"),
        (in_xmp(f"<TC260:aigc>{json.dumps(FIELDS)}</TC260:aigc>"), "key_case"),
        (png(text("Aigc", FIELDS)), "key_case"),
        (jpeg_comment(b"ASCII\0\0\0" + json.dumps({"Aigc": FIELDS}).encode()), "key_case"),
        (jpeg_comment(b"ASCII\0\0\0" + json.dumps(FIELDS).encode()), "no_key"),
        (png(text("AIGC", base64.b64encode(json.dumps(FIELDS).encode()).decode())), "base64"),
        (in_xmp("<k:XmpKvBase64>" + base64.b64encode(
            f"AIGC={json.dumps(FIELDS)}".encode()).decode() + "</k:XmpKvBase64>",
            'xmlns:k="http://ns.adobe.com/xap/1.0/kv/"'), "base64"),
        (made_media.film(first=True, inside=made_media.box(
            b"udta", made_media.make_keyed_list(b"aigc", value=json.dumps(FIELDS).encode()))),
         "key_case"),
        (f"---\naigc: {json.dumps(FIELDS)}\n---\n# Fox\n".encode(), "key_case"),
    ],
)  # fmt: skip
def test_each_departure_is_read_in_each_carrier_and_named_by_one_code(data, form):
    reading = read(data)
    assert reading.aigc_label == FIELDS
    assert forms(reading) == [form]
    assert [one.code for one in reading.problems if "label" in one.code] == ["label_variant"]


def test_a_label_written_whole_and_field_by_field_is_one_label():
    reading = read(in_xmp(f"<TC260:AIGC>{json.dumps(FIELDS)}</TC260:AIGC>{elements('TC260')}"))
    assert reading.aigc_label == FIELDS
    assert "label_twice" not in [one.code for one in reading.problems]


def test_the_colour_label_of_a_photograph_is_no_label():
    reading = read(in_xmp("<xmp:Label>Red</xmp:Label>"))
    assert reading.aigc_label is None and forms(reading) == []


def test_a_programs_setting_of_that_name_is_shown_and_not_called_a_damaged_label():
    reading = read(png(text("aigc", "on")))
    assert [one.code for one in reading.problems] == ["texts_not_understood"]
    assert reading.problems[0].params["names"] == "aigc"


def test_two_departures_of_one_label_are_both_named():
    written = {"label": "1", "ContentProducer": "p", "ProduceID": "1", "Propagator": "q"}
    assert forms(read(png(text("aigc", written)))) == ["key_case", "letter_case", "field_names"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_its_words(form):
    said = {"code": "label_variant", "params": {"form": form, "names": "A"}}
    assert not problem(said).endswith(f": {form}.") and "%" not in problem(said)


def test_the_marks_of_bytedance_are_shown_as_what_they_are():
    reading = read(CASES / "dreamina.mp4")
    assert (reading.generator, reading.aigc_label) == ("Dreamina / 即梦", None)
    assert reading.extra["aigc_info"] == {"aigc_label_type": 1, "source_info": "dreamina"}
    assert [one.code for one in reading.problems] == ["label_private"]


def test_the_marks_of_bytedance_are_found_in_a_picture_and_without_a_program():
    whole = {
        "aigc_info": {"aigc_label_type": 0, "source_info": "dreamina"},
        "data": {"os": "web", "product": "dreamina", "exportType": "generation"},
        "trace_info": {"originItemId": "7"},
    }
    reading = read(jpeg_comment(b"ASCII\0\0\0" + json.dumps(whole).encode()))
    assert reading.generator == "Dreamina / 即梦"
    assert reading.extra["aigc_info"]["exportType"] == "generation"
    other = read(png(text("Comment", {"aigc_label_type": 2})))
    assert (other.generator, other.extra["aigc_info"]) == (None, {"aigc_label_type": 2})
    assert [one.code for one in other.problems] == ["label_private"]
