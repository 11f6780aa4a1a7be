"""The processes of a separate worker stand behind those that serve pages."""

from __future__ import annotations

import os

import pytest
from celery.signals import worker_process_init

from aigc_copyright import celery


def test_a_process_of_the_worker_gives_way_when_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "nice", asked.append)
    # Alone: the signal would also start the thread that sweeps, in the process of the tests.
    celery.lower_priority()
    assert asked == [10]
    receivers = [receiver() for _, receiver in worker_process_init.receivers]
    assert celery.lower_priority in receivers
