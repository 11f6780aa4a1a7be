"""Several runs that one file states: each in a list, the first as the file's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Extracted

# What a file states of a run, and the name of the picture that came of it where it gives one.
Run = tuple[str | None, Extracted]


def together(runs: Sequence[Run], count: int) -> Extracted:
    """Return runs, at least one, as what one file states; `count` is how many the file has.

    The prompt and settings are those of the first; a problem says so where the runs differ.
    """
    first = runs[0][1]
    stated = [run for _, run in runs]
    problems: list[Problem] = []
    if len({(run.prompt, run.parameters) for run in stated}) > 1:
        problems.append(problem("runs_several", count=count))
    return replace(
        first,
        times=tuple(dict.fromkeys(time for run in stated for time in run.times)),
        problems=(*problems, *dict.fromkeys(fault for run in stated for fault in run.problems)),
        inputs=tuple(dict.fromkeys(name for run in stated for name in run.inputs)),
        extra={**first.extra, "runs": [_as_json(file, run) for file, run in runs]},
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
