"""A run as a log states it, and the log."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.intake.core.problems import Problem
from assessments.intake.core.report import Extracted


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a log states of one run, and the name of the picture that came of it."""

    stated: Extracted
    file: str | None = None


@dataclass(frozen=True, kw_only=True)
class Log:
    """The runs of a log in the order of the file, and the program where the log names it."""

    media_type: str
    runs: list[Run]
    program: str | None = None
    problems: tuple[Problem, ...] = ()
