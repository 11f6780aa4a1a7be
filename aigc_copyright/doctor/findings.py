"""What a check finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from aigc_copyright.worker_heartbeat import outages
from assessments.jobs import StorageUnavailable

Level = Literal["OK", "WARN", "FAIL"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line: what was looked at, how it is, and what to do about it ("" where nothing)."""

    check: str
    level: Level
    text: str
    remedy: str = ""


Check = Callable[[], Finding]


def ok(check: str, text: str) -> Finding:
    """Return that all is well."""
    return Finding(check=check, level="OK", text=text)


def warn(check: str, text: str, remedy: str) -> Finding:
    """Return what works but should not stay like this."""
    return Finding(check=check, level="WARN", text=text, remedy=remedy)


def fail(check: str, text: str, remedy: str) -> Finding:
    """Return what does not work."""
    return Finding(check=check, level="FAIL", text=text, remedy=remedy)


def run_checks(checks: Sequence[tuple[str, Check, str]]) -> list[Finding]:
    """Run every check, also after one whose service does not answer.

    Each has a name, the check, and the remedy where its service raises an error.
    """
    return [_run(*check) for check in checks]


def _run(name: str, check: Check, remedy: str) -> Finding:
    errors: tuple[type[Exception], ...] = (*outages(), StorageUnavailable)
    try:
        return check()
    except errors as error:
        return fail(name, f"{type(error).__name__}: {error}".strip(), remedy)
