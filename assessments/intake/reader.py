"""One file in, one `Reading` out, whatever the file is; no exception leaves this module."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assessments.intake.core.problems import Problem, Refused, problem
from assessments.intake.core.report import Found, Reading, made
from assessments.intake.core.source import Source
from assessments.intake.dispatch import reader_of


def read(path_or_bytes: Path | str | bytes, *, name: str | None = None) -> Reading:
    """Read one file. `name` is what the person called it; it never decides how it is read."""
    source = _source(path_or_bytes, name)
    try:
        digest = source.sha256
    except OSError:
        return Reading(file=source.name, sha256=None, problems=(problem("unreadable_file"),))
    found = found_in(source)
    return made(Reading, found, file=source.name, sha256=digest)


def _source(path_or_bytes: Path | str | bytes, name: str | None) -> Source:
    if isinstance(path_or_bytes, bytes):
        return Source(name=name or "", content=path_or_bytes)
    name = str(path_or_bytes) if name is None else name
    return Source(name=name, path=_path(path_or_bytes))


def _path(value: Path | str) -> Path:
    return value if isinstance(value, Path) else Path(value)


def found_in(source: Source) -> Found:
    """What the file says, whatever becomes of its reader."""
    if not source.size:
        return _only(problem("empty_file"))
    try:
        reader = reader_of(source)
        found = reader.read(source) if reader else _only(problem("unknown_format"))
    except Refused as refusal:
        return _only(refusal.problem)
    except MemoryError:
        return _only(problem("reader_died"))
    except Exception as error:  # a reader's own defect must fail this file only
        return _only(problem("reader_failed", kind=type(error).__name__))
    if len(found.problems) < 2:
        return found
    return replace(found, problems=_once(found.problems))


def _once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple({(one.code, *one.params.items()): one for one in problems}.values())


def _only(one: Problem) -> Found:
    return Found(problems=(one,))
