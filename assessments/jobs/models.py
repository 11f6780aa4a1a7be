"""Which sweep was the last."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

TURN = 0.9  # of the interval, so that a process that wakes once per interval is not a moment early


class SweepTurn(models.Model):
    """The only row says when the last sweep began, so that one of all workers does each."""

    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M:%S}"


def take_sweep_turn() -> bool:
    """Return whether it is time for a sweep, and this process is the one to do it."""
    turn = SweepTurn.objects.filter(pk=1)
    interval = timedelta(seconds=settings.JOB_SWEEP_SECONDS * TURN)
    if turn.filter(begun_at__lt=Now() - interval).update(begun_at=Now()):
        return True
    if turn.exists():
        return False
    # The first sweep of all; of two processes that insert the row, one takes the turn by it.
    first = SweepTurn(pk=1, begun_at=timezone.now() - 2 * interval)
    SweepTurn.objects.bulk_create([first], ignore_conflicts=True)
    return take_sweep_turn()
