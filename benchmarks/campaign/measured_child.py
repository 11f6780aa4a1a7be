"""The confined reader, which says behind its report what reading took.

`files` has it forked by the same server and under the same limits as the reader itself.
"""

from __future__ import annotations

import resource
import struct
import sys

from assessments.intake import sandbox
from assessments.intake.sandbox import prepare

__all__ = ["FIGURES", "main", "prepare"]

FIGURES = struct.Struct(">dQ")  # processor seconds, most memory in bytes


def main() -> None:
    """Run as the child."""
    sandbox.main()
    used = resource.getrusage(resource.RUSAGE_SELF)
    # A KiB each (getrusage(2)); what is shared with the server is counted as well.
    figures = FIGURES.pack(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
    sys.stdout.buffer.write(figures)
