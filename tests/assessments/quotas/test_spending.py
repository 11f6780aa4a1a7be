"""Counts in the database: exact from many processes at once, private, and forgotten."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from assessments.jobs import sweep_all
from assessments.quotas.identity import Identity
from assessments.quotas.limits import Kind, read_limits
from assessments.quotas.models import QuotaCount, Refusal
from assessments.quotas.queries import refusals_since
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_refund, quota_reset, quota_spend

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STRANGER = Identity(address="192.0.2.7", visitor="session")


def spend_all(who: Identity, kind: Kind = Kind.DRAFTS, amount: int = 1) -> tuple[int, str]:
    """How often something can be spent, and which limit ends it."""
    for number in range(1000):
        try:
            quota_spend(who, kind, amount)
        except QuotaExceeded as refused:
            return number, refused.limit.scope
    raise AssertionError("no limit")


@pytest.fixture(autouse=True)
def small_limits(settings: Any) -> None:
    settings.QUOTAS = read_limits(
        "drafts.address=5/d, drafts.visitor=3/d, drafts.site=7/d, drafts.account=4/d,"
        "upload_mib.visitor=2/d"
    )


def test_the_narrowest_limit_ends_it_and_says_when_it_opens() -> None:
    assert spend_all(STRANGER) == (3, "visitor")
    assert spend_all(Identity(address="192.0.2.7", visitor="other")) == (2, "address")
    assert spend_all(Identity(address="192.0.2.8", visitor="third")) == (2, "site")
    with pytest.raises(QuotaExceeded) as refused:
        quota_spend(STRANGER, Kind.DRAFTS)
    assert 0 < refused.value.retry_after <= 24 * 3600


def test_what_one_limit_refuses_is_not_counted_for_another() -> None:
    for _ in range(20):
        spend_all(STRANGER)
    assert spend_all(Identity(address="192.0.2.7", visitor="other"))[0] == 2


def test_an_account_is_counted_by_itself() -> None:
    spend_all(STRANGER)
    assert spend_all(Identity(account="1")) == (4, "account")
    assert spend_all(Identity(account="2")) == (4, "account")


def test_an_amount_that_does_not_fit_is_refused_and_a_smaller_one_is_not() -> None:
    mib = 1024 * 1024
    with pytest.raises(QuotaExceeded):
        quota_spend(STRANGER, Kind.UPLOAD_MIB, 2 * mib + 1)
    quota_spend(STRANGER, Kind.UPLOAD_MIB, mib)
    quota_spend(STRANGER, Kind.UPLOAD_MIB, mib)
    with pytest.raises(QuotaExceeded):
        quota_spend(STRANGER, Kind.UPLOAD_MIB, 1)


def test_what_did_not_happen_is_taken_back_and_a_reset_forgets() -> None:
    spend_all(STRANGER)
    quota_refund(STRANGER, Kind.DRAFTS)
    assert spend_all(STRANGER)[0] == 1
    quota_reset(STRANGER, Kind.DRAFTS)
    assert spend_all(STRANGER)[0] == 3


def test_no_row_holds_an_address_or_is_recognised_in_the_next_window(settings: Any) -> None:
    settings.QUOTAS = read_limits("drafts.address=5/m")
    quota_spend(STRANGER, Kind.DRAFTS)
    rows = [str(row) for row in QuotaCount.objects.values()]
    assert not any("192.0.2.7" in row or "session" in row for row in rows)
    in_a_day = timezone.now() + timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessments.quotas.services.timezone.now", lambda: in_a_day)
        quota_spend(STRANGER, Kind.DRAFTS)
    keys = QuotaCount.objects.values_list("key", flat=True)
    assert len(keys) == len(set(keys)) == 2 * len(rows)


def test_refusals_are_counted_by_kind_and_the_old_ones_forgotten() -> None:
    spend_all(STRANGER)
    spend_all(STRANGER)
    spend_all(Identity(account="1"))
    assert refusals_since(hours=24) == {("drafts", "visitor"): 2, ("drafts", "account"): 1}

    Refusal.objects.update(hour=timezone.now() - timedelta(days=40))
    QuotaCount.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert refusals_since(hours=24) == {}
    sweep_all()
    assert (Refusal.objects.count(), QuotaCount.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_spend_no_more_than_there_is(settings: Any) -> None:
    settings.QUOTAS = read_limits("drafts.site=10/d, drafts.address=off, drafts.visitor=off")
    spent: list[int] = []

    def spend() -> None:
        try:
            for number in range(5):
                quota_spend(Identity(visitor=str(number)), Kind.DRAFTS)
                spent.append(1)
        except QuotaExceeded:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(spent) == 10
    assert QuotaCount.objects.get().spent == 10
