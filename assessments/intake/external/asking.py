"""Asks the external readers about a file of which the built-in ones understood nothing.

What is found fills what is empty in the report and replaces nothing. It never counts as checked or
as stated, only as inferred; whoever shows a held file to prove something shows none of it
(`exhibits.held`). Whatever happens to a reader is a problem of the report, and the next one is
asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from assessments.intake.core import limits
from assessments.intake.core.bounding import cut_report, encode
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted, FileReport, copy_as, problem_json
from assessments.intake.external import KEY, installed
from assessments.intake.external.installed import ExternalReader
from assessments.intake.sandbox import ChildKilled, Json, run_in_child, size_of
from assessments.intake.screenshots.marks import KEY as SCREENSHOT

CHILD: Final = "assessments.intake.external.child"
LINE = 1024  # bytes for the line before a report
# Problems that say that nothing was understood; a text has none.
NOTHING_READ = frozenset(
    {
        "conversation_suspected",
        "format_not_read",
        "no_metadata",
        "program_alone",
        "texts_not_understood",
        "unknown_format",
    }
)
TEXTS = frozenset({"text/plain", "text/markdown"})
FILLED = ("generator", "prompt", "negative_prompt", "messages", "edits", "inputs")
CHECKED_HERE = ("c2pa", "aigc_label", "signature")


class Failure(Exception):
    """An external reader ended without an answer that can be taken."""

    def __init__(self, code: str, kind: str = "") -> None:
        super().__init__(code, kind)
        self.code, self.kind = code, kind


def complete(report: Json, path: Path) -> Json:
    """The report with what the first external reader that knows the file found in it."""
    readers = installed.turned_on()
    if not readers or not is_silent(report):
        return report
    size = size_of(path)
    for reader in readers:
        try:
            with path.open("rb") as file:
                found = ask(reader, file, report["file"], size)
        except (Failure, OSError) as error:
            failure = error if isinstance(error, Failure) else Failure("external_reader_died")
            report = {**report, "problems": [*report["problems"], failure_problem(reader, failure)]}
            continue
        if found is not None:
            merged = _merge(report, found, reader)
            limit = limits.report_limit(size).value
            return merged if len(encode(merged)) <= limit else cut_report(merged, limit)
    return report


def is_silent(report: Mapping[str, Any]) -> bool:
    """Whether the built-in readers understood nothing of how a file was made.

    A screenshot is never silent: what it shows is recognised, not read. Nor is an archive.
    """
    extra = report["extra"]
    stated = any(report[name] for name in (*FILLED, *CHECKED_HERE))
    if stated or report["confidence"] != "none" or SCREENSHOT in extra or "members" in extra:
        return False
    codes = {fault["code"] for fault in report["problems"]}
    return bool(codes & NOTHING_READ) or report["media_type"] in TEXTS


def ask(reader: ExternalReader, given: bytes | BinaryIO, name: str, size: int) -> Extracted | None:
    """What a reader finds in a file; None where the file is not its own; raises `Failure`.

    An empty file is nobody's: with one the reader is imported and not asked.
    """
    report_limit = limits.report_limit(min(size, limits.EXTERNAL_SIZE))
    try:
        answer, broken = run_in_child(
            CHILD,
            given,
            str(installed.folder),
            reader.value,
            name,
            answer_limit=replace(report_limit, value=report_limit.value + LINE),
            wall_limit=limits.WALL_SECONDS,
        )
    except ChildKilled as error:  # by itself, as far as anybody can tell
        raise Failure("external_reader_died") from error
    outcome, _, said = answer.partition(b"\n")
    if broken is not None or not outcome:
        raise Failure(f"external_reader_{'late' if _is_late(broken) else 'died'}")
    if outcome == b"none":
        return None
    if outcome == b"read":
        from assessments.intake.external import answer as answers

        try:
            return answers.parse(said)
        except answers.Refused as refused:
            raise Failure("external_reader_refused", str(refused)) from refused
    if outcome in (b"failed", b"tried"):
        raise Failure(f"external_reader_{outcome.decode()}", _plain(said))
    raise Failure("external_reader_died")


def failure_problem(reader: ExternalReader, failure: Failure) -> Json:
    """The problem that a failure of a reader is in a report."""
    params = {"kind": failure.kind} if failure.kind else {}
    return problem_json(problem(failure.code, **_named(reader), **params))


def _named(reader: ExternalReader) -> dict[str, str]:
    return {"reader": reader.name, "version": reader.version}


def _is_late(broken: Limit | None) -> bool:
    return broken is not None and broken.code == limits.WALL_SECONDS.code


def _plain(name: bytes) -> str:
    """A name as the child printed it, or a question mark where it is none."""
    text = name[:60].decode("ascii", "replace")
    return text if text.replace(".", "").replace("_", "").isalnum() else "?"


def _merge(report: Json, found: Extracted, reader: ExternalReader) -> Json:
    """Fill what the report leaves empty, with the reader named in every place that is given.

    Signatures, Content Credentials, the AIGC label and further facts (`extra`), on which other
    rooms act, are not taken.
    """
    mark = f"{reader.name} {reader.version}"
    times = tuple(replace(time, source=f"{mark}: {time.source}") for time in found.times)
    raw = tuple(replace(text, where=f"{mark}: {text.where}") for text in found.raw)
    found = replace(found, times=times, raw=raw)
    new = copy_as(FileReport, found, file=report["file"], sha256=report["sha256"]).as_json()
    settings = {
        name: new["parameters"][name] if value in (None, []) else value
        for name, value in report["parameters"].items()
    }
    states = any(new[name] for name in FILLED) or settings != report["parameters"]
    answered = NOTHING_READ if states else {"unknown_format"}
    problems = [fault for fault in report["problems"] if fault["code"] not in answered]
    used = problem_json(problem("external_reader_used", **_named(reader)))
    return {
        **report,
        **{name: report[name] or new[name] for name in ("media_type", *FILLED)},
        "parameters": settings,
        "times": [*report["times"], *new["times"]],
        "raw": [*report["raw"], *new["raw"]],
        "problems": [*problems, *new["problems"], used],
        "extra": {**report["extra"], KEY: {**_named(reader), "package": reader.package}},
        "confidence": "inferred" if states else report["confidence"],
    }
