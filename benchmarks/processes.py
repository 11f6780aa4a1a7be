"""What a process and its children have used of the processor, for work that is not our own."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/PID/stat behind the name of the program; proc(5) counts them from 1.
PARENT = 4 - 3
TIMES = slice(14 - 3, 17 - 3 + 1)  # utime, stime, and both of the children that were waited for


def tree_seconds(pid: int) -> float:
    """Processor seconds of a process and of everything that descends from it, so far."""
    parents, ticks = {}, {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended since it was listed
        number = int(place.parent.name)
        parents[number] = int(fields[PARENT])
        ticks[number] = sum(map(int, fields[TIMES]))
    return sum(used for number, used in ticks.items() if _descends(number, pid, parents)) / TICKS


def _descends(number: int, ancestor: int, parents: dict[int, int]) -> bool:
    while number in parents and number != ancestor:
        number = parents[number]
    return number == ancestor
