"""Each act of Content Credentials keeps the meaning that C2PA gives it; others are only named."""

from __future__ import annotations

import pytest

from assessments.dating.evidence_of_time import load_rule
from assessments.intake import read
from assessments.intake.provenance import acts
from assessments.intake.provenance.c2pa import _find_generator, standing
from assessments.proposals.from_files.editing import states_editing
from assessments.wording.credited_acts import ACTS, recorded_acts
from tests.support.made_files import png
from tests.support.signed_pictures import sign_file

WHEN = "2026-03-01T10:00:00Z"
BARE = {"agent": None, "digital_source_type": None}
NO_EDITS = (
    *("c2pa.opened", "c2pa.published", "c2pa.converted", "c2pa.transcoded", "c2pa.repackaged"),
    *("c2pa.edited.metadata", "c2pa.redacted", "c2pa.watermarked.unbound", "c2pa.unknown"),
    *("c2pa.saved", "com.example.glow"),
)


def reading_of(*codes: str):
    given = [{"action": code, "when": WHEN} for code in codes]
    manifest = {
        "claim_generator_info": [{"name": "Studio"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": given}}],
    }
    return read(sign_file(png(), "image/png", manifest=manifest).picture)


def test_what_is_no_edit_is_dated_as_none():
    reading = reading_of(*NO_EDITS)
    assert [time.what for time in reading.times] == [
        *("opened", "published", "converted", "converted", "converted", "metadata_edited"),
        *("redacted", "watermarked", "other", "other", "other"),
    ]
    assert not states_editing(reading.as_json())


@pytest.mark.parametrize("code", sorted(acts.EDITS))
def test_what_changes_the_content_is_an_edit_and_no_making(code):
    assert states_editing({"c2pa": {"actions": [{"action": code}]}})
    assert acts.event_of({"action": code, "digital_source_type": None}) == "edited"


def test_no_act_but_the_creation_says_when_a_file_came_into_being():
    making = {code for code, event in acts.EVENTS.items() if event in load_rule().making}
    assert making == {acts.CREATED}


def test_every_defined_act_has_words_and_an_unknown_one_its_name_alone():
    assert set(acts.EVENTS) | {"c2pa.unknown"} == set(ACTS)
    given = [{"action": code} for code in ("c2pa.published", "c2pa.saved", "com.example.glow")]
    assert recorded_acts({"actions": given}) == [
        "Acts that the credentials record: released to a wider audience [c2pa.published]; "
        "c2pa.saved; com.example.glow."
    ]


def test_who_only_opened_and_published_a_file_did_not_make_it():
    given = [{"action": code} for code in ("c2pa.opened", "c2pa.published", "c2pa.cropped")]
    manifest = {
        "claim_generator_info": [{"name": "Adobe Firefly"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": given}}],
    }
    reading = read(sign_file(png(), "image/png", manifest=manifest).picture)
    assert reading.generator is None
    assert reading.c2pa and reading.c2pa["claim_generator"] == "Adobe Firefly"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("OpenAI-API", "OpenAI"),
        ("Adobe_Firefly 3", "Adobe Firefly"),
        ("Stability AI", "Stability AI"),
        ("Stability checker", None),
        ("Sunoco", None),
        ("Bfluent", None),
    ],
)
def test_a_program_is_known_by_whole_words(name, known):
    assert _find_generator(name, [{"action": acts.CREATED, **BARE}]) == known


@pytest.mark.parametrize(
    "act",
    [
        {"action": "c2pa.created"},  # without the kind of source
        {"action": "c2pa.placed"},  # without what was placed
    ],
)
def test_an_act_that_lacks_what_is_asked_of_it_is_no_mismatch_of_the_signature(act):
    manifest = {
        "claim_generator_info": [{"name": "Studio"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [act]}}],
    }
    signed = bytearray(sign_file(png(), "image/png", manifest=manifest).picture)
    reading = read(bytes(signed))
    assert [fault.code for fault in reading.problems] == ["credentials_irregular"]
    assert (standing(reading.c2pa), reading.confidence) == ("unlisted", "stated")
    signed[-20] ^= 1  # in the picture
    assert "credentials_failed" in [fault.code for fault in read(bytes(signed)).problems]
