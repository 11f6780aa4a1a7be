"""Reading what was refused."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from assessments.quotas.models import Refusal


def refusals_since(*, hours: int) -> dict[tuple[str, str], int]:
    """Return how often each (kind, scope) was refused in the last hours, the present one included.

    The kind `disk` means uploads for which the disk has too little room.
    """
    first = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours - 1)
    rows = Refusal.objects.filter(hour__gte=first).values_list("kind", "scope")
    return {(kind, scope): n for kind, scope, n in rows.annotate(n=Sum("count")).order_by()}
