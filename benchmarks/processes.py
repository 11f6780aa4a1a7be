"""Processes that descend from one: what they are, and what they have used of the processor."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat behind the name of the program; proc(5) counts them from 1.
STATE = 3 - 3
PARENT = 4 - 3
TIMES = slice(14 - 3, 17 - 3 + 1)  # utime, stime, and both of the children that were waited for
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True, kw_only=True)
class Process:
    """One process as it was when it was looked at; `command` is empty once it has ended."""

    pid: int
    parent: int
    command: str
    has_ended: bool  # and waits to be waited for


def tree_seconds(pid: int) -> float:
    """Processor seconds of a process and of everything that descends from it, so far."""
    stats = _all_stats()
    parents = {number: int(fields[PARENT]) for number, fields in stats.items()}
    used = (
        sum(map(int, fields[TIMES]))
        for number, fields in stats.items()
        if _descends(number, pid, parents)
    )
    return sum(used) / TICKS


def descendants(pid: int) -> list[Process]:
    """Everything that descends from a process, itself not included."""
    stats = _all_stats()
    parents = {number: int(fields[PARENT]) for number, fields in stats.items()}
    return [
        Process(
            pid=number,
            parent=parents[number],
            command=_command(number),
            has_ended=fields[STATE] == "Z",
        )
        for number, fields in stats.items()
        if number != pid and _descends(number, pid, parents)
    ]


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent dies, so that none gets out of sight."""
    ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1)


def _all_stats() -> dict[int, list[str]]:
    stats = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            stats[int(place.parent.name)] = place.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended since it was listed
    return stats


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _descends(number: int, ancestor: int, parents: dict[int, int]) -> bool:
    while number in parents and number != ancestor:
        number = parents[number]
    return number == ancestor
