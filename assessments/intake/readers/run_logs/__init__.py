"""Logs of runs that programs keep beside their pictures: one entry for each picture or batch.

Marks: the words and columns of each program in the first bytes. Read are Fooocus's `log.html`,
`log.csv` of Stable Diffusion WebUI, `metadata.js` of SwarmUI's grids, and JSON with one run a line
or in a list. A log with several runs states each in a list; the prompt and settings of the whole
are those of the run that stands first, and a problem says so.
"""

from __future__ import annotations

from dataclasses import replace

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
from assessments.intake.generators import listed_runs
from assessments.intake.readers.run_logs import fooocus_page, objects, table
from assessments.intake.readers.run_logs.run import Log

KINDS = (fooocus_page, table, objects)
MEDIA_TYPES = (
    "application/json",
    "text/csv",
    "text/html",
    "text/javascript",
)
SAMPLES = ("evidence-cases/fooocus-log.html",)
__all__ = ["MEDIA_TYPES", "SAMPLES", "detect", "read"]


def detect(source: Source) -> bool:
    """Return whether a file is a log of a known form."""
    if source.size > limits.JSON_BYTES.value or b"\0" in source.head:
        return False
    return any(kind.detect(source) for kind in KINDS)


def read(source: Source) -> Extracted:
    """Read the runs of a log, in the order of the file."""
    kind = next(kind for kind in KINDS if kind.detect(source))
    log: Log = kind.read(source.data())
    runs = log.runs[: limits.RUNS.value]
    problems: list[Problem] = [*log.problems]
    if len(log.runs) > len(runs):
        problems.append(over_limit(limits.RUNS))
    if not runs:
        return Extracted(media_type=log.media_type, problems=(*problems, problem("runs_none")))
    found = listed_runs.together([(run.file, run.stated) for run in runs], len(log.runs))
    return replace(
        found,
        media_type=log.media_type,
        generator=log.program or found.generator,
        problems=(*problems, *found.problems),
    )
