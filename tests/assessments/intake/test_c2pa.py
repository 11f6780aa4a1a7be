"""Content Credentials: three statements apart, and never a request."""

from __future__ import annotations

import builtins
import socket

import pytest

from assessments import intake_wording
from assessments.intake import c2pa, read
from assessments.intake.c2pa import _generator, _verdict
from tests.assessments.intake import making
from tests.assessments.intake.making import RESOURCES

C2PA = RESOURCES / "c2pa"


def test_an_intact_picture_has_unchanged_bytes_and_a_signer():
    reading = read(C2PA / "adobe-20220124-C.jpg")
    assert reading.c2pa
    assert reading.c2pa["bytes"] == "unchanged"
    assert reading.c2pa["signature"] == "matches"
    assert reading.c2pa["signer"] == "C2PA Signer"
    assert reading.c2pa["signer_on_list"] is False
    assert reading.c2pa["signer_in_date"] is True
    assert reading.confidence == "verified"
    assert [one.what for one in reading.times] == ["signed"]


def test_a_changed_byte_changes_the_first_line_only():
    data = bytearray((C2PA / "adobe-20220124-C.jpg").read_bytes())
    data[-2000] ^= 1
    reading = read(bytes(data))
    assert reading.c2pa and reading.c2pa["bytes"] == "changed"
    assert reading.c2pa["signature"] == "matches"
    assert reading.confidence == "stated"


def test_a_broken_signature_is_not_called_a_changed_picture():
    reading = read(C2PA / "adobe-20220124-E-sig-CA.jpg")
    assert reading.c2pa and reading.c2pa["bytes"] == "unchanged"
    assert reading.c2pa["signature"] == "does_not_match"
    assert reading.confidence == "stated"
    assert reading.c2pa["ingredients"] == [{"title": "A.jpg", "relationship": "parentOf"}]


def test_nothing_is_fetched_whatever_address_a_file_names(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for path in (C2PA / "cloud.jpg", RESOURCES / "hostile" / "c2pa_ssrf.jpg"):
        reading = read(path)
        assert reading.c2pa and reading.c2pa["present"] is False
        assert reading.c2pa["remote"].startswith("http")
        assert "c2pa_remote" in [one.code for one in reading.problems]


def test_the_library_itself_fetches_nothing():
    """Its own connections are not Python's, so a listener has to wait for them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/manifest"
        packet = making.xmp(
            "", f'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="{address}"'
        )
        picture = making.jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
        found = c2pa.read(picture, "image/jpeg")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert [one.code for one in found.problems] == ["c2pa_remote"]


def test_without_the_library_the_credentials_are_present_and_unchecked(monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "c2pa":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    reading = read(C2PA / "adobe-20220124-C.jpg")
    assert reading.c2pa == {"present": True, "checked": False}
    assert [one.code for one in reading.problems if "c2pa" in one.code] == ["c2pa_unavailable"]


def test_a_certificate_that_ran_out_accuses_nobody():
    active = {
        "success": [{"code": "assertion.dataHash.match"}, {"code": "claimSignature.validated"}],
        "failure": [{"code": "signingCredential.expired"}],
    }
    found = _verdict({"validation_results": {"activeManifest": active}})
    lines = intake_wording.credentials({"checked": True, "signer": "OpenAI", **found})
    assert lines[0] == "The bytes of the file are unchanged since it was signed."
    assert lines[1] == "Signed by OpenAI."
    assert "run out" in lines[2] and "says nothing against it" in lines[2]
    assert not any("invalid" in line.lower() for line in lines)


def test_a_generator_is_named_only_where_the_credentials_name_one():
    made = {"agent": None, "digital_source_type": "x/trainedAlgorithmicMedia"}
    edited = {"agent": "Adobe Photoshop", "digital_source_type": None}
    assert _generator("ChatGPT", [edited]) == "ChatGPT"
    assert _generator("Some Library", [made]) == "Some Library"
    assert _generator("Some Library", [{**made, "digital_source_type": "x/digitalCapture"}]) is None
    assert _generator("Adobe Photoshop", [edited]) is None
