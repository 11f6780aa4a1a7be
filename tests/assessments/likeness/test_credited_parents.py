"""What credentials say of a parent is worth what their check showed."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.intake import read
from assessments.intake.provenance import signers
from assessments.intake.provenance.c2pa import _context, standing
from assessments.likeness import Item, build_lineage
from assessments.likeness.items import items_of
from assessments.likeness.nodes import CREDITED
from assessments.likeness.sentences import REASONS
from tests.support.made_files import RESOURCES
from tests.support.signed_pictures import sign_picture

BROKEN = RESOURCES / "c2pa" / "adobe-20220124-E-sig-CA.jpg"


def summary(**values: Any) -> dict[str, Any]:
    codes = {"success": [], "informational": [], "failure": values.pop("failure", [])}
    whole = {"bytes": "unchanged", "signature": "matches", "signer_on_list": True}
    return {"checked": True, **whole, "signer_in_date": True, "codes": codes, **values}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (summary(), "known"),
        (summary(signer_on_list=False, failure=["signingCredential.untrusted"]), "unlisted"),
        (summary(signer_on_list=None, failure=["signingCredential.expired"]), "unlisted"),
        (summary(signer_on_list=None, failure=["claimSignature.outsideValidity"]), "unlisted"),
        (summary(signature="does_not_match", failure=["claimSignature.mismatch"]), "failed"),
        (summary(bytes="changed", failure=["assertion.dataHash.mismatch"]), "failed"),
        (summary(failure=["assertion.hashedURI.mismatch"]), "failed"),
        (summary(bytes="unknown"), "unchecked"),
        ({"present": True, "checked": False}, "unchecked"),
        ({}, "unchecked"),
    ],
)
def test_the_standing_of_credentials_follows_from_their_check(found, expected):
    assert standing(found) == expected


def test_a_signer_on_a_list_and_one_on_none_stand_apart(tmp_path, monkeypatch):
    work = sign_picture()
    assert standing(read(work.picture).c2pa or {}) == "unlisted"
    file = tmp_path / "own.pem"
    file.write_text(work.authority)
    monkeypatch.setattr(signers, "own", file)
    signers.own_list.cache_clear()
    _context.cache_clear()
    assert standing(read(work.picture).c2pa or {}) == "known"


@pytest.mark.parametrize(("found", "code"), CREDITED.items())
def test_each_standing_has_a_sentence_of_its_own(found, code):
    parent = Item(key="a", name="A.jpg", kind="picture")
    child = Item(key="b", name="b.jpg", kind="picture", parents=("A.jpg",), credentials=found)
    (node,) = [node for node in build_lineage([parent, child]) if node.key == "b"]
    assert (node.parent, node.grounds[0].code) == ("a", code)
    assert node.confidence == ("possible" if found == "failed" else "stated")
    assert "signed" not in REASONS[code].replace("who signed them is not established", "")


def test_credentials_whose_signature_fails_are_not_called_signed():
    """The file is one of the C2PA's own: its signature was spoiled on purpose."""
    (child,) = items_of(read(BROKEN).as_json(), key="b")
    parent = Item(key="a", name="A.jpg", kind="picture")
    (node,) = [node for node in build_lineage([parent, child]) if node.key == "b"]
    assert [ground.code for ground in node.grounds] == ["c2pa_parent_failed"]
    assert "they show nothing" in REASONS["c2pa_parent_failed"]
