"""The sweep makes the root of each day and has it timestamped by an authority."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from assessments.audit.log import audit_append
from assessments.audit.models import LogRoot
from assessments.evidence.log_roots import find_bad_tokens, roots_round
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.evidence.tasks import root_timestamp_get
from assessments.evidence.timestamping import imprint_of
from tests.support.log_days import day_passes
from tests.support.timestamp_authority import Authority, authority_make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def sweep(days: int) -> int:
    with day_passes(days):
        return roots_round()


def stamp() -> RootTimestamp:
    audit_append(subject="w", act="done", actor=1)
    assert sweep(1) == 2
    root = LogRoot.objects.get()
    assert root_timestamp_get(str(root.pk)) == "ready"
    return RootTimestamp.objects.get()


def test_without_an_authority_the_sweep_makes_the_root_and_asks_nobody() -> None:
    audit_append(subject="w", act="done", actor=1)
    assert [sweep(0), sweep(1), sweep(1)] == [0, 1, 0]
    assert LogRoot.objects.count() == 1
    assert not RootTimestamp.objects.exists()


def test_the_authority_stamps_the_root_itself(served_authority: Authority, tmp_path: Path) -> None:
    timestamp = stamp()
    assert (timestamp.trusted, timestamp.authority) == (True, "Test time 时间")
    assert imprint_of(bytes(timestamp.response)) == timestamp.root.hash

    (tmp_path / "statement").write_bytes(timestamp.root.statement.text())
    (tmp_path / "tsr").write_bytes(bytes(timestamp.response))
    served_authority.openssl(
        *["ts", "-verify", "-in", str(tmp_path / "tsr"), "-data", str(tmp_path / "statement")],
        *["-CAfile", str(served_authority.root)],
    )
    assert list(find_bad_tokens()) == []
    assert sweep(1) == 0


def test_an_authority_that_is_away_is_asked_again(served_authority: Authority) -> None:
    served_authority.mode = "away"
    audit_append(subject="w", act="done", actor=1)
    sweep(1)
    root = LogRoot.objects.get()
    outcomes = [root_timestamp_get(str(root.pk)) for _ in range(3)]
    assert outcomes == ["deferred", "deferred", "failed"]

    with day_passes(1):
        now = timezone.now()
        for hours, changed in ((5, 0), (7, 1)):
            RootTimestamp.objects.update(finished_at=now - dt.timedelta(hours=hours))
            assert roots_round() == changed
    assert RootTimestamp.objects.get().state == "queued"


def test_a_token_of_another_root_or_signer_is_found(
    served_authority: Authority, settings: Settings, tmp_path: Path
) -> None:
    timestamp = stamp()
    assert list(find_bad_tokens()) == []
    settings.TIMESTAMP_ROOTS = str(authority_make(tmp_path / "other").root)
    assert [code for _, code in find_bad_tokens()] == ["untrusted"]
    settings.TIMESTAMP_ROOTS = str(served_authority.root)

    RootTimestamp.objects.update(at=timestamp.at - dt.timedelta(days=900))
    assert [code for _, code in find_bad_tokens()] == ["other_time"]
    RootTimestamp.objects.update(response=served_authority.stamp(b"another"))
    assert [code for _, code in find_bad_tokens()] == ["other_digest"]
    RootTimestamp.objects.update(response=b"nonsense")
    assert [code for _, code in find_bad_tokens()] == ["unreadable"]
