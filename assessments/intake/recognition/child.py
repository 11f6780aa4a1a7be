"""The process in which the text of one untrusted picture is recognised.

It gets the picture on its standard input and the folder of Tesseract's data as an argument, and
prints a JSON object: the lines, or a problem.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from assessments.intake.core import limits
from assessments.intake.core.problems import Rejected, problem
from assessments.intake.core.report import problem_json
from assessments.intake.recognition.lines import recognise
from assessments.intake.recognition.tessdata import LANGUAGES
from assessments.intake.sandbox import confine


def prepare() -> None:
    """Run as the server: import what a confined child cannot.

    One thread: a process with several must not fork, and several read a page no faster.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr  # noqa: F401
    from PIL import Image

    Image.init()


def main() -> None:
    """Answer one request."""
    (tessdata,) = sys.argv[1:]
    confine(limits.RECOGNITION_CPU_SECONDS, readable=(Path(tessdata),))
    try:
        found = recognise(sys.stdin.buffer.read(limits.FILE.value), tessdata)
        answer = {**asdict(found), "languages": list(LANGUAGES)}
    except Rejected as rejection:
        answer = {"problem": problem_json(rejection.problem)}
    except MemoryError:
        answer = {"problem": problem_json(problem("recognition_failed"))}
    sys.stdout.write(json.dumps(answer))
