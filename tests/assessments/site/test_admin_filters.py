"""A list of the admin opens whatever a filter in its address names."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.works.models import Assessment, Work
from tests.support.accounts import confirmed_user

pytestmark = pytest.mark.django_db
BIG = "9" * 40


def test_a_value_beyond_any_bound_opens_the_list_without_the_filter(client: Client) -> None:
    owner: Any = confirmed_user("root", is_staff=True, is_superuser=True)
    client.force_login(owner)
    work = Work.objects.create(owner=owner, title="w", record={})
    Assessment.objects.create(
        work=work, record={}, result={}, library={}, as_of="2026-01-01", rubric="1"
    )
    for address in (
        "/admin/assessments/assessment/?created_at__year=9999",
        f"/admin/assessments/assessment/?created_at__year={10**10}",
        "/admin/assessments/assessment/?created_at__year=1&created_at__month=1",
        "/admin/mfa/authenticator/?last_used_at__gte=0001-01-01T00:00:00%2B23:59",
        f"/admin/cases/decision/?id__in={BIG}",
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert answer.redirect_chain[0][0].endswith("?e=1"), address
    assert client.get(f"/admin/cases/decision/{BIG}/history/").status_code in (302, 404)
