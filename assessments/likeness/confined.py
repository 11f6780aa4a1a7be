"""Comparison of pictures in a child process with limits of memory and time.

A decoder that crashes or hangs costs only its own comparison, whose code is then `reader_died` or
`timed_out`. The child returns JSON only. Each function raises `ChildKilled` where it was killed
from outside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assessments.intake.core import limits as reading_limits
from assessments.intake.sandbox import run_in_child
from assessments.likeness import limits
from assessments.likeness.measures import Fingerprint, PictureMeasure

CHILD = "assessments.likeness.child"
PROGRAMS = "programs"


def compare_in_child(a: bytes, b: bytes) -> PictureMeasure:
    """What became of picture `a` in picture `b`, whatever happens to the process that looks."""
    answer = ask_child("compare", a, b)
    if "descends" not in answer:
        return PictureMeasure(code=answer["code"])
    return PictureMeasure.from_json(answer)


def fingerprint_in_child(data: bytes) -> Fingerprint | str:
    """What finds a picture's relatives, or the code that says why there is none."""
    answer = ask_child("fingerprint", data)
    return Fingerprint.from_json(answer) if "dhash" in answer else str(answer["code"])


def ask_child(what: str, *files: bytes, programs: bool = False) -> Mapping[str, Any]:
    """What the child answers of these pictures, or the code that says why it does not.

    With `programs` it may run installed programs in a folder of its own.
    """
    if any(len(file) > limits.PICTURE_BYTES.value for file in files):
        return {"code": limits.PICTURE_BYTES.code}
    head = json.dumps({"do": what, "sizes": [len(file) for file in files]}).encode()
    given = b"\n".join((head, b"".join(files)))
    rights = (PROGRAMS,) if programs else ()
    answer, failure = run_in_child(CHILD, given, *rights, answer_limit=limits.ANSWER)
    try:
        found = json.loads(answer) if failure is None else None
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"code": (failure or reading_limits.MEMORY).code}
