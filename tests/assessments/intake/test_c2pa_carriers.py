"""Content Credentials in every kind of file that the library reads, and what they say of edits."""

from __future__ import annotations

import io
import zipfile

import pytest

from assessments.intake import read
from assessments.intake.provenance import acts
from assessments.wording.credited_acts import recorded_acts
from tests.support import made_media
from tests.support.made_files import RESOURCES, png
from tests.support.signed_pictures import sign_file

CASES = RESOURCES.parent / "evidence-cases"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="8" height="8"/></svg>'
EDITED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


def stored_docx() -> bytes:
    """A document whose members are not deflated, which the library asks for."""
    out = io.BytesIO()
    source = RESOURCES / "tracked_changes" / "license_reviewed.docx"
    with zipfile.ZipFile(source) as deflated, zipfile.ZipFile(out, "w") as stored:
        for name in deflated.namelist():
            stored.writestr(name, deflated.read(name))
    return out.getvalue()


def codes(reading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (png(), "image/png"),
        (SVG, "image/svg+xml"),
        (made_media.mp3(), "audio/mpeg"),
        (made_media.flac(), "audio/flac"),
        (made_media.wav(), "audio/wav"),
        (made_media.film(first=True), "video/mp4"),
        (
            stored_docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_credentials_are_found_and_checked_in_each_kind(data, media_type):
    reading = read(sign_file(data, media_type).picture)
    assert reading.media_type in (media_type, "audio/x-wav")
    assert reading.c2pa is not None and reading.c2pa["signature"] == "matches"
    assert reading.c2pa["bytes"] == "unchanged"
    assert reading.generator == "Studio Image"
    assert reading.confidence == "stated"


def test_an_animation_gives_its_credentials():
    reading = read(CASES / "credentials.gif")
    assert reading.c2pa is not None and reading.c2pa["present"] is True
    assert reading.generator == "Adobe Firefly"
    assert str(reading.extra["digital_source_type"]).endswith("trainedAlgorithmicMedia")
    assert codes(reading) == []


def test_flac_behind_a_tag_of_id3_is_flac():
    reading = read(CASES / "credentials.flac")
    assert (reading.media_type, reading.generator) == ("audio/flac", "ElevenLabs TTS")
    assert reading.extra["seconds"] == 1.0
    assert codes(reading) == []


def test_which_edits_were_made_is_kept_and_told():
    reading = read(CASES / "credentials-edit-names.jpg")
    assert reading.c2pa is not None
    names = [acts.action_name(action) for action in reading.c2pa["actions"]]
    assert names == [
        "c2pa.created",
        "c2pa.edited brush_tool",
        "c2pa.edited add_layer_mask",
        "c2pa.drawing Painted over the face",
    ]
    assert reading.c2pa["actions"][3]["changes"] == ["face"]
    (sentence,) = recorded_acts(reading.c2pa)
    assert "edited [c2pa.edited] brush_tool" in sentence and "Painted over the face" in sentence


def manifest(*actions: dict) -> dict:
    return {
        "claim_generator_info": [{"name": "Adobe Photoshop"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": list(actions)}}],
    }


def test_the_settings_of_an_edit_are_kept_and_bounded():
    settings = {"name": "free_transform", "com.adobe.tool": "move", "angle": 12, "long": "x" * 9000}
    opened = {"action": "c2pa.opened"}
    edit = {"action": "c2pa.edited", "parameters": settings, "reason": "c2pa.PII.present"}
    reading = read(sign_file(png(), "image/png", manifest=manifest(opened, edit, edit)).picture)
    assert reading.c2pa is not None
    action = reading.c2pa["actions"][1]
    assert (action["name"], action["parameters"]["com.adobe.tool"]) == ("free_transform", "move")
    assert action["parameters"]["angle"] == 12
    assert len(action["parameters"]["long"]) == 500
    assert recorded_acts(reading.c2pa) == [
        "Acts that the credentials record: existing file opened [c2pa.opened]; edited "
        "[c2pa.edited] free_transform × 2."
    ]


def test_a_photograph_with_generated_parts_was_edited_and_not_made_by_the_program():
    opened = {"action": "c2pa.opened"}
    filled = {
        "action": "c2pa.edited",
        "softwareAgent": "Adobe Firefly",
        "digitalSourceType": EDITED,
    }
    reading = read(sign_file(png(), "image/png", manifest=manifest(opened, filled)).picture)
    assert reading.generator is None
    assert reading.extra["edited_with"] == "Adobe Firefly"


def test_a_store_by_itself_is_read_and_what_it_signs_is_not_called_changed():
    signed = sign_file(SVG, "image/svg+xml")
    found = read(_store_of_animation())
    assert signed and found.media_type == "application/c2pa"
    assert found.c2pa is not None and found.c2pa["bytes"] == "unknown"
    assert found.c2pa["signature"] == "matches"
    assert codes(found) == ["c2pa_without_file"]


def _store_of_animation() -> bytes:
    data = (CASES / "credentials.gif").read_bytes()
    at, store = data.index(b"C2PA_GIF") + 11, b""
    while data[at]:
        store += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    return store


def test_a_file_that_only_mentions_the_name_has_no_credentials():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("notes.txt", "c2pa")
    for data in (b"about c2pa and more", png(), out.getvalue()):
        assert read(data).c2pa is None
    drawing = SVG.replace(b"<rect", b"<!-- c2pa --><rect")
    assert (read(drawing).c2pa, codes(read(drawing))) == (None, ["no_metadata"])
