"""`assessments.intake.sandbox` with a reader that does what the name of its file says."""

from __future__ import annotations

import resource
import time

from assessments.intake import sandbox
from assessments.intake.core import limits
from assessments.intake.core.report import FileReport
from assessments.intake.core.source import Source


def read_badly(source: Source) -> FileReport:
    name = source.name
    if name == "greedy":
        bytearray(limits.MEMORY.value * 2)
    if name == "endless":
        time.sleep(60)
    return FileReport(
        file=name, sha256=None, extra={"cpu": resource.getrlimit(resource.RLIMIT_CPU)}
    )


sandbox.read = read_badly  # type: ignore
main = sandbox.main
