"""Reads a file, asks external readers, and adds the text that is recognised in a screenshot.

The report then has `extra.recognised`: the lines, each with its box and confidence, the program and
its languages. Where nothing can be recognised a problem says why.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import problem_json
from assessments.intake.external import asking as external
from assessments.intake.recognition import tessdata
from assessments.intake.sandbox import ChildKilled, Json, ask_reader, run_in_child
from assessments.intake.screenshots.marks import KEY as SCREENSHOT

NOTHING: Final = ("no_metadata", "program_alone")  # that a file states nothing of its making
KEY: Final = "recognised"  # in `extra`
CHILD: Final = "assessments.intake.recognition.child"


def ask_all(path: Path | str, *, name: str | None = None) -> Json:
    """The whole report, for whoever can ask again later; raises `ChildKilled`."""
    path = Path(path)
    return _complete(external.complete(ask_reader(path, name=name), path), path)


def complete(report: Json, path: Path | str) -> Json:
    """Add what external readers and recognition find, whatever happens to the processes."""
    report = external.complete(report, Path(path))
    try:
        return _complete(report, Path(path))
    except ChildKilled:
        return _with_problem(report, problem_json(problem("recognition_failed")))


def _complete(report: Json, path: Path) -> Json:
    if not (report.get("extra") or {}).get(SCREENSHOT):
        return report
    lacks, place = tessdata.missing(), tessdata.folder()
    if lacks or place is None:
        return _with_problem(report, _json("recognition_missing", missing=", ".join(lacks)))
    try:
        data = path.read_bytes()
    except OSError:
        return _with_problem(report, _json("recognition_failed"))
    answer, failure = run_in_child(
        CHILD,
        data,
        str(place),
        answer_limit=limits.RECOGNISED_BYTES,
        wall_limit=limits.RECOGNITION_WALL_SECONDS,
    )
    try:
        found = json.loads(answer) if failure is None else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        late = failure is not None and failure.code == limits.RECOGNITION_WALL_SECONDS.code
        return _with_problem(report, _json("recognition_stopped" if late else "recognition_failed"))
    if fault := found.get("problem"):
        return _with_problem(report, fault)
    whole = found.pop("whole")
    # That nothing is stated is not said beside words that the picture shows.
    said = [fault for fault in report["problems"] if fault["code"] not in NOTHING]
    problems = said if found.get("lines") else report["problems"]
    report = {**report, "problems": problems, "extra": {**report["extra"], KEY: found}}
    return report if whole else _with_problem(report, _json("recognition_stopped"))


def _json(code: str, **params: str) -> Json:
    fault: Problem = problem(code, **params)
    return problem_json(fault)


def _with_problem(report: Json, fault: Json) -> Json:
    return {**report, "problems": [*report["problems"], fault]}
