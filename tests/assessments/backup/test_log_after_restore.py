"""The log after an older backup came back: it is whole, and a root made in between is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry, LogRoot
from assessments.audit.queries import audit_check
from assessments.works.models import Assessment, Work
from tests.assessments.backup.test_backup import backup, key, run
from tests.support.log_days import day_passes, make_root

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
__all__ = ["key"]  # a fixture


def test_roots_go_on_from_the_restored_one_and_a_kept_one_of_in_between_is_named(
    key: Path, tmp_path: Path, django_user_model: Any
) -> None:
    owner = django_user_model.objects.create_user("owner")
    work = Work.objects.create(owner=owner, title="w", record={})
    assessment = Assessment.objects.create(
        work=work, record={}, result={}, library={}, as_of="2026-01-01", rubric="1"
    )
    subject = str(work.pk)
    audit_append(subject=subject, act="work.created", actor=owner.pk)
    first = make_root(1)
    backup(tmp_path / "b", key)
    with day_passes(1):
        audit_append(subject=subject, act="assessed", actor=owner.pk)
    lost = make_root(2)

    restored = run("restore", tmp_path / "b", "--identity", key, "--replace")
    assert "Verified: " in restored
    assert [root.hash for root in LogRoot.objects.all()] == [first.hash]
    assert AuditEntry.objects.filter(subject=subject).count() == 1
    kept = run("check_log", "--kept", first.hash)
    assert "0 faults" in kept and kept.endswith("exit 0")
    with day_passes(2):
        audit_append(subject=subject, act="share.created", actor=owner.pk)
    after = make_root(3)

    assert (after.previous, after.since) == (first.hash, first.day)
    assert audit_check(subject) == []
    assert run("check_log", "--kept", first.hash, "--kept", after.hash).endswith("exit 0")
    said = run("check_log", "--kept", lost.hash)
    assert f"root {lost.hash}: the kept root is not among the roots of this log" in said
    assert said.endswith("exit 1")
    reader = Client()
    reader.force_login(owner)
    page = reader.get(f"/assessments/{assessment.pk}/log/").content.decode()
    assert "This log is unbroken" in page and after.hash in page and lost.hash not in page
