"""Comparison of pictures in a child process with limits of memory and time.

A decoder that crashes or hangs costs only its own comparison, whose code is then `reader_died` or
`timed_out`. The child returns JSON only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from assessments.intake.core import limits as reading_limits
from assessments.intake.sandbox import run_in_child
from assessments.likeness import limits
from assessments.likeness.measures import Fingerprint, PictureMeasure

CHILD = "assessments.likeness.child"


def compare_in_child(a: bytes, b: bytes) -> PictureMeasure:
    """Measure how picture `b` differs from its source `a`; a failure of the child is a code."""
    answer = _run_child("compare", a, b)
    if "descends" not in answer:
        return PictureMeasure(code=answer["code"])
    return PictureMeasure.from_json(answer)


def fingerprint_in_child(data: bytes) -> Fingerprint | str:
    """Return the fingerprint of a picture, or the code of the failure."""
    answer = _run_child("fingerprint", data)
    return Fingerprint.from_json(answer) if "dhash" in answer else str(answer["code"])


def _run_child(what: Literal["compare", "fingerprint"], *files: bytes) -> Mapping[str, Any]:
    """Send the files to a child process and return its answer, or an object with a `code`."""
    if any(len(file) > limits.PICTURE_BYTES.value for file in files):
        return {"code": limits.PICTURE_BYTES.code}
    head = json.dumps({"do": what, "sizes": [len(file) for file in files]}).encode()
    answer, failure = run_in_child(CHILD, b"\n".join((head, b"".join(files))))
    try:
        found = json.loads(answer) if failure is None else None
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"code": (failure or reading_limits.MEMORY).code}
