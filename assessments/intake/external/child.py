"""The process in which one external reader reads one file; it alone imports the reader.

It gets the file on its standard input, and prints a line with what became of it, then the report or
a name. Before the reader is imported the process is confined for good. That the reader tried what
the confinement forbids is noted by an audit hook, also where the reader hides the error; native
code gets past the hook, not past the confinement.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, Literal

from assessments.intake.core import limits
from assessments.intake.core.bounding import encode_report
from assessments.intake.core.problems import Rejected
from assessments.intake.core.report import Extracted, FileReport, copy_as
from assessments.intake.core.source import Source
from assessments.intake.dispatch import import_readers
from assessments.intake.external.installed import GROUP
from assessments.intake.sandbox import STANDARD_INPUT, confine

# What became of it: the file is not the reader's; a report; an error; no memory; a forbidden act.
Outcome = Literal["none", "read", "failed", "died", "tried"]
# Beginnings of the names of audit events (docs.python.org, Audit events table).
FORBIDDEN = (
    "ftplib.",
    "http.client.",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.symlink",
    "os.system",
    "os.truncate",
    "pty.",
    "shutil.",
    "smtplib.",
    "socket.",
    "subprocess.",
    "tempfile.",
    "urllib.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def prepare() -> None:
    """Run as the server: import what a confined child may not be able to, and no external code."""
    import_readers()


def main() -> None:
    """Answer one request."""
    folder, value, name = sys.argv[1:]
    out = sys.stdout.buffer
    tried: list[str] = []
    sys.stdout = sys.stderr  # what the reader prints is no part of the answer
    confine(limits.CPU_SECONDS, readable=(Path(folder),))
    sys.dont_write_bytecode = True
    sys.path.append(folder)  # behind all else, so that no module here is replaced
    sys.addaudithook(_note_in(tried))
    outcome, said = _outcome(value, Source(name=name, descriptor=STANDARD_INPUT))
    if tried:
        outcome, said = "tried", tried[0].encode()
    out.write(outcome.encode() + b"\n" + said)
    out.flush()


def _outcome(value: str, source: Source) -> tuple[Outcome, bytes]:
    try:
        return _read(value, source)
    except Rejected as rejection:
        return "failed", rejection.problem.code.encode()
    except MemoryError:
        return "died", b""
    except BaseException as error:  # also SystemExit: only this reader failed
        return "failed", type(error).__name__.encode("utf-8", "replace")


def _read(value: str, source: Source) -> tuple[Outcome, bytes]:
    reader = EntryPoint(name="", value=value, group=GROUP).load()
    detect, read = reader.detect, reader.read
    if not source.size or not detect(source):  # with an empty file `doctor` tries the import
        return "none", b""
    found = read(source)
    if not isinstance(found, Extracted):
        raise TypeError(type(found).__name__)
    report = copy_as(FileReport, found, file=source.name, sha256=None)
    return "read", encode_report(report, min(source.size, limits.EXTERNAL_SIZE))


def _note_in(tried: list[str]) -> Callable[[str, tuple[Any, ...]], None]:
    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN) or (event == "open" and _is_writing(*arguments)):
            tried.append(event)

    return note


def _is_writing(path: Any, mode: Any, flags: Any) -> bool:
    return isinstance(path, str | bytes) and isinstance(flags, int) and bool(flags & WRITING)
