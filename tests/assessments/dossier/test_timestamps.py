"""Timestamps of a real authority, made with OpenSSL behind a small server of our own."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from assessments.dossier.contents import gather
from assessments.dossier.models import Dossier
from assessments.dossier.services import (
    DossierRejected,
    dossier_import,
    dossier_request,
    timestamp_import,
    timestamp_request,
)
from assessments.dossier.tasks import dossier_make, timestamp_get
from assessments.evidence import timestamping
from assessments.evidence.digests import list_sha256, list_text
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.uploads import original_open, upload_receive
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from tests.support.timestamp_authority import Authority, authority_make

pytestmark = pytest.mark.both_databases


def request_timestamp(draft: Draft, person: User) -> Timestamp:
    timestamp = timestamp_request(draft=draft, by=person)
    timestamp_get(str(timestamp.pk))
    timestamp.refresh_from_db()
    return timestamp


def test_the_list_of_digests_is_the_same_in_any_order() -> None:
    a, b = "a" * 64, "b" * 64

    assert list_text([b, a, b]) == f"{a}\n{b}\n".encode()
    assert list_sha256([b, a]) == list_sha256([a, b])
    with pytest.raises(ValueError, match="not a SHA-256"):
        list_text(["A" * 64])


def test_an_authority_stamps_the_list_and_its_answer_is_verified(
    served_authority: Authority, assessment: Assessment, person: User, tmp_path: Path
) -> None:
    timestamp = request_timestamp(assessment.work.draft, person)

    assert (timestamp.state, timestamp.trusted) == ("ready", True)
    assert timestamp.authority == "Test time 时间"
    assert timestamp.at is not None and len(timestamp.digests) == 3
    (tmp_path / "list").write_bytes(list_text(timestamp.digests))
    (tmp_path / "tsr").write_bytes(bytes(timestamp.response))
    served_authority.openssl(
        "ts",
        "-verify",
        "-in",
        str(tmp_path / "tsr"),
        "-data",
        str(tmp_path / "list"),
        "-CAfile",
        str(served_authority.root),
    )


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("away", "authority_away"),
        ("redirect", "authority_away"),
        ("other", "not_verified"),
        ("huge", "not_verified"),
    ],
)
def test_a_bad_answer_fails_with_its_reason_and_stores_nothing(
    served_authority: Authority, assessment: Assessment, person: User, mode: str, reason: str
) -> None:
    served_authority.mode = mode
    timestamp = request_timestamp(assessment.work.draft, person)

    assert (timestamp.state, timestamp.reason) == ("failed", reason)
    assert timestamp.response is None and timestamp.reason_sentence


def test_an_authority_that_the_operator_did_not_name_is_refused(
    served_authority: Authority,
    assessment: Assessment,
    person: User,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.TIMESTAMP_ROOTS = str(authority_make(tmp_path / "other").root)

    assert request_timestamp(assessment.work.draft, person).reason == "not_verified"


def test_without_an_authority_it_says_so(assessment: Assessment, person: User) -> None:
    assert request_timestamp(assessment.work.draft, person).reason == "not_configured"


def test_the_same_files_are_stamped_once(
    served_authority: Authority, assessment: Assessment, person: User
) -> None:
    draft = assessment.work.draft
    first = request_timestamp(draft, person)

    assert timestamp_request(draft=draft, by=person) == first
    upload_receive(draft=draft, file=io.BytesIO(b"more"), by=person, name="more")
    assert timestamp_request(draft=draft, by=person) != first


def test_without_files_there_is_nothing_to_stamp(draft: Draft, person: User) -> None:
    with pytest.raises(DossierRejected, match="no_files"):
        timestamp_request(draft=draft, by=person)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("bare", [True, False])
def test_a_receipt_from_elsewhere_is_taken_in_for_its_file(
    authority: Authority,
    assessment: Assessment,
    person: User,
    settings: Settings,
    named: bool,
    bare: bool,
) -> None:
    settings.TIMESTAMP_ROOTS = str(authority.root) if named else None
    draft = assessment.work.draft
    upload = draft.uploads.first()
    with original_open(upload.original) as file:
        receipt = authority.stamp(file.read())
    if bare:
        receipt = bytes(timestamping._decode_response(receipt).time_stamp_token())

    stored = timestamp_import(draft=draft, file=io.BytesIO(receipt), by=person)

    assert stored.digests == [upload.sha256]
    assert stored.trusted is named
    held = gather(Dossier(assessment=assessment)).files
    trusted = {
        timestamp.upload: any(g.clock == "trusted" for g in timestamp.file_date.grounds)
        for timestamp in held
    }
    assert trusted[upload] is named
    assert sum(trusted.values()) == int(named)


@pytest.mark.parametrize(
    ("receipt", "code"), [(b"nonsense", "unreadable"), (b"", "unreadable"), (None, "other_digest")]
)
def test_a_receipt_for_something_else_is_refused(
    authority: Authority,
    assessment: Assessment,
    person: User,
    receipt: bytes | None,
    code: str,
) -> None:
    data = authority.stamp(b"another file") if receipt is None else receipt
    with pytest.raises(DossierRejected) as refusal:
        timestamp_import(draft=assessment.work.draft, file=io.BytesIO(data), by=person)
    assert refusal.value.code == code
    assert Timestamp.objects.count() == 0


def test_a_timestamp_travels_in_the_dossier_and_one_for_another_list_is_named(
    served_authority: Authority, assessment: Assessment, person: User, no_pdf: None
) -> None:
    from assessments.dossier.verify import verify

    timestamp = request_timestamp(assessment.work.draft, person)
    for sha256, codes in ((timestamp.sha256, []), (hashlib.sha256(b"x").hexdigest(), None)):
        Timestamp.objects.filter(pk=timestamp.pk).update(sha256=sha256)
        dossier = dossier_request(assessment=assessment, by=person)
        dossier_make(str(dossier.pk))
        dossier.refresh_from_db()
        faults = [code for code, _ in verify(Path(dossier.file.path))[0]]
        assert faults == (["list_changed", "token_other"] if codes is None else codes)


def test_a_timestamp_comes_back_with_the_dossier_and_is_judged_anew(
    served_authority: Authority,
    assessment: Assessment,
    person: User,
    settings: Settings,
    no_pdf: None,
) -> None:
    timestamp = request_timestamp(assessment.work.draft, person)
    dossier = dossier_request(assessment=assessment, by=person)
    dossier_make(str(dossier.pk))
    dossier.refresh_from_db()
    for roots in (settings.TIMESTAMP_ROOTS, None):
        settings.TIMESTAMP_ROOTS = roots
        with dossier.file.open("rb") as file:
            draft = dossier_import(file=cast(BinaryIO, file), by=person)
        (back,) = draft.timestamps.all()
        assert (back.at, back.digests, back.serial) == (
            timestamp.at,
            timestamp.digests,
            timestamp.serial,
        )
        assert (back.trusted, back.source) == (roots is not None, Timestamp.Source.IMPORTED)
