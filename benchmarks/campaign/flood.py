"""Fifty people use the application while strangers flood it: the fifty hardly notice.

`benchmarks/crowd.py --services --flood N` on parts of its own.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks import crowd
from benchmarks.campaign.site import own_parts

PACE = 0.8  # as in the rows of benchmarks/README.md


def main(*, people: int, strangers: int, reading: float) -> int:
    """Let all of them in; the number of things that went wrong."""
    with tempfile.TemporaryDirectory() as folder, own_parts(Path(folder)) as parts:
        os.environ |= parts.environment()
        return crowd.run(people, PACE, reading, services=True, strangers=strangers)
