"""Staff see on the start page of the administration what was refused."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.quotas.services import disk_refusal_note, refusal_note
from tests.support.pages import text_of

pytestmark = pytest.mark.django_db


def test_what_was_refused_is_told_by_kind(admin_client: Client) -> None:
    nothing = text_of(admin_client.get("/admin/"))
    for _ in range(3):
        refusal_note(kind="drafts", scope="address")
    disk_refusal_note()
    some = text_of(admin_client.get("/admin/"))

    assert "Refused in the last 24 hours:</strong> nothing was refused" in nothing
    assert "new works from one network address: 3; " in some
    assert "uploads for want of disk space: 1" in some


def test_a_kind_of_an_earlier_version_does_no_harm(admin_client: Client) -> None:
    refusal_note(kind="moons", scope="orbit")
    assert "moons orbit: 1" in text_of(admin_client.get("/admin/"))
