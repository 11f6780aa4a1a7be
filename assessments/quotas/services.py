"""Counting what is done, and forgetting counts.

A count is one row per limit, identity and window, and spending is one UPDATE that only matches
while there is room (compare and set), so that any number of processes on any number of hosts share
one count, whatever the state of the cache. Spend before the transaction that does the work: inside
it the row of the whole site would stay locked until the work is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.quotas.identity import Identity, identity_of, wider_network
from assessments.quotas.limits import Kind, Limit, Scope, limits_of
from assessments.quotas.models import QuotaCount, Refusal
from assessments.quotas.refusal import DISK, QuotaExceeded
from assessments.telemetry.counters import count_refusal

WIDER_PREFIXES = {Scope.IPV6_56: 56, Scope.IPV6_48: 48}
REFUSALS_KEPT = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class _Bucket:
    """One count: a limit, whose it is, and the end of the present window."""

    limit: Limit
    who: str
    ends_at: datetime

    @property
    def row(self) -> dict[str, object]:
        name = f"{self.limit.kind}:{self.limit.scope}:{self.ends_at.timestamp():.0f}:{self.who}"
        key = salted_hmac("assessments.quotas", name, algorithm="sha256").hexdigest()
        kind, scope = str(self.limit.kind), str(self.limit.scope)
        return {"kind": kind, "scope": scope, "key": key, "ends_at": self.ends_at}


class _Full(Exception):
    def __init__(self, bucket: _Bucket) -> None:
        self.bucket = bucket


def quota_spend(who: HttpRequest | Identity, kind: Kind, amount: int = 1) -> None:
    """Count an amount of a kind for everybody whose it is; raises `QuotaExceeded`.

    Where one limit is reached, nothing is counted for the others either.
    """
    now = timezone.now()
    try:
        with transaction.atomic():
            for bucket in _buckets(who, kind, now):
                if not _take(bucket, amount):
                    raise _Full(bucket)
    except _Full as full:
        limit = full.bucket.limit
        refusal_note(kind=str(kind), scope=str(limit.scope))
        seconds = ceil((full.bucket.ends_at - now).total_seconds())
        raise QuotaExceeded(limit, retry_after=max(1, seconds)) from None


def quota_refund(who: HttpRequest | Identity, kind: Kind, amount: int = 1) -> None:
    """Take back what was counted in the same window for something that did not happen."""
    for bucket in _buckets(who, kind, timezone.now()):
        rows = QuotaCount.objects.filter(**bucket.row, spent__gte=amount)
        rows.update(spent=F("spent") - amount)


def quota_reset(who: Identity, kind: Kind) -> None:
    """Forget what was counted for an identity in the present window, for the site excepted."""
    for bucket in _buckets(who, kind, timezone.now()):
        if bucket.limit.scope != Scope.SITE:
            QuotaCount.objects.filter(**bucket.row).delete()


def refusal_note(*, kind: str, scope: str) -> None:
    """Count a refusal of the present hour, and for the operator's metrics."""
    count_refusal(f"{kind}.{scope}")
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    rows = Refusal.objects.filter(kind=kind, scope=scope, hour=hour)
    if not rows.update(count=F("count") + 1):
        Refusal.objects.bulk_create(
            [Refusal(kind=kind, scope=scope, hour=hour)], ignore_conflicts=True
        )
        rows.update(count=F("count") + 1)


def disk_refusal_note() -> None:
    """Count an upload that was refused because the disk has little room."""
    refusal_note(kind=DISK, scope=str(Scope.SITE))


def quotas_forget() -> int:
    """Delete counts of windows that are over and refusals of the month before; return how many."""
    now = timezone.now()
    counts, _ = QuotaCount.objects.filter(ends_at__lt=now).delete()
    refusals, _ = Refusal.objects.filter(hour__lt=now - REFUSALS_KEPT).delete()
    return counts + refusals


def _buckets(who: HttpRequest | Identity, kind: Kind, now: datetime) -> Iterator[_Bucket]:
    """Yield the counts of an identity, always in one order, so that none wait crosswise."""
    identity = who if isinstance(who, Identity) else identity_of(who)
    limits = limits_of(settings.QUOTAS, kind)
    for scope in Scope:
        limit = limits.get(scope)
        if limit is None:
            continue
        name = _name_in(identity, scope)
        if name:
            yield _Bucket(limit=limit, who=name, ends_at=_window_end(now, limit.seconds))


def _name_in(identity: Identity, scope: Scope) -> str:
    if scope == Scope.SITE:
        return "" if identity.account or identity.spares_site else "site"
    if scope in WIDER_PREFIXES:
        return wider_network(identity.address, WIDER_PREFIXES[scope])
    return str(getattr(identity, scope.value))


def _window_end(now: datetime, seconds: int) -> datetime:
    """Return the end of the window: windows are fixed, and counted from 1970."""
    return datetime.fromtimestamp((int(now.timestamp()) // seconds + 1) * seconds, UTC)


def _take(bucket: _Bucket, amount: int) -> bool:
    """Count an amount if there is room for it; a row that is missing is made first."""
    rows = QuotaCount.objects.filter(**bucket.row)
    room = rows.filter(spent__lte=bucket.limit.amount - amount)
    if room.update(spent=F("spent") + amount):
        return True
    QuotaCount.objects.bulk_create([QuotaCount(**bucket.row)], ignore_conflicts=True)
    return bool(room.update(spent=F("spent") + amount))
