"""`assessments.intake.sandbox` whose children have less processor time than in real life."""

from __future__ import annotations

from assessments.intake import sandbox
from assessments.intake.core import limits

SECONDS = 5

main = sandbox.main


def prepare() -> None:
    limits.CPU_SECONDS = limits.Limit(value=SECONDS, unit="seconds", code="timed_out")
    sandbox.prepare()
