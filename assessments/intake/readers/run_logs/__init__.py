"""Logs of runs that programs keep beside their pictures: one entry for each picture or batch.

Marks: the words and columns of each program in the first bytes. Read are Fooocus's `log.html`,
`log.csv` of Stable Diffusion WebUI, `metadata.js` of SwarmUI's grids, and JSON with one run a line
or in a list. A log with several runs states each in a list; the prompt and settings of the whole
are those of the run that stands first, and a problem says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source
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
    first = runs[0].stated
    several = len({(run.stated.prompt, run.stated.parameters) for run in runs}) > 1
    if several:
        problems.append(problem("runs_several", count=len(log.runs)))
    return replace(
        first,
        media_type=log.media_type,
        generator=log.program or first.generator,
        times=tuple(dict.fromkeys(time for run in runs for time in run.stated.times)),
        problems=(*problems, *(fault for run in runs for fault in run.stated.problems)),
        inputs=tuple(dict.fromkeys(name for run in runs for name in run.stated.inputs)),
        extra={**first.extra, "runs": [_as_json(run.file, run.stated) for run in runs]},
        confidence="stated",
    )


def _as_json(file: str | None, stated: Extracted) -> dict[str, Any]:
    parameters = {
        name: value
        for name, value in vars(stated.parameters).items()
        if value is not None and value != ()
    }
    return {
        "file": file,
        "prompt": stated.prompt,
        "negative_prompt": stated.negative_prompt,
        "at": stated.times[0].value if stated.times else None,
        **parameters,
    }
