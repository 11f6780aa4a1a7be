"""Whose signature counts: a signer that a list vouches for, and only what was signed."""

from __future__ import annotations

import pytest

from assessments.exhibits.held import held_file
from assessments.intake import read
from assessments.intake.provenance import c2pa, signers
from tests.support import made_media
from tests.support.made_files import png, text
from tests.support.signed_pictures import BORN, MANIFEST, SignedPicture, sign_file

INFOTEXT = "a paper lantern, ink wash\nSteps: 24, Sampler: Euler, CFG scale: 6, Seed: 4711"
WHEN = "2026-03-01T10:00:00Z"


@pytest.fixture
def vouch(tmp_path, monkeypatch):
    """Put the authority of a signed file on the site's own list."""

    def put(signed: SignedPicture) -> bytes:
        file = tmp_path / "own.pem"
        file.write_text(signed.authority)
        monkeypatch.setattr(signers, "own", file)
        signers.own_list.cache_clear()
        c2pa._context.cache_clear()
        return signed.picture

    return put


def test_a_certificate_that_anybody_can_make_checks_nothing():
    reading = read(sign_file(png(), "image/png").picture)
    assert reading.c2pa is not None and reading.c2pa["signature"] == "matches"
    assert reading.c2pa["signer_on_list"] is False
    assert (reading.generator, reading.confidence) == ("Studio Image", "stated")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (png(), "image/png"),
        (made_media.mp3(), "audio/mpeg"),
        (made_media.film(first=True), "video/mp4"),
    ],
)
def test_what_a_listed_signer_states_is_checked(vouch, data, media_type):
    reading = read(vouch(sign_file(data, media_type)))
    assert reading.c2pa is not None and reading.c2pa["signer_on_list"] is True
    assert (reading.generator, reading.confidence) == ("Studio Image", "verified")


def test_an_infotext_beside_the_credentials_is_signed_by_nobody(vouch):
    """Neither a certificate of one's own nor that of a listed editor fixes what was typed in."""
    signed = sign_file(png(text("parameters", INFOTEXT)), "image/png")
    for picture in (signed.picture, vouch(signed)):
        reading = read(picture)
        assert reading.prompt == "a paper lantern, ink wash"
        assert reading.confidence == "stated"
        assert not held_file(reading.as_json(), made="contemporaneous").anchored


def test_credentials_alone_fix_no_words_that_somebody_looks_for(vouch):
    """An editor on a list signs whatever texts its user wrote into the file."""
    reading = read(vouch(sign_file(png(text("Comment", "drawn by hand")), "image/png")))
    held = held_file(reading.as_json(), made="contemporaneous")
    assert not held.anchored


def test_the_making_is_no_edit_and_an_edit_no_making():
    acts = [
        {**BORN, "when": WHEN},
        {"action": "c2pa.created", "when": WHEN},
        {"action": "c2pa.edited", "when": WHEN},
    ]
    assertions = [{"label": "c2pa.actions", "data": {"actions": acts}}]
    manifest = {**MANIFEST, "assertions": assertions}
    reading = read(sign_file(png(), "image/png", manifest=manifest).picture)
    assert [time.what for time in reading.times] == ["generated", "created", "edited"]
