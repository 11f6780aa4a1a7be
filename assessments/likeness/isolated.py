"""Pictures compared in a child process that may neither grow nor run beyond the limits.

A decoder that dies or hangs costs its own comparison: the answer then carries `reader_died` or
`timed_out` as its code. Nothing but plain data comes back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assessments.intake.core import limits as reading_limits
from assessments.intake.sandbox import run_isolated
from assessments.likeness import limits
from assessments.likeness.measures import Fingerprint, PictureMeasure

CHILD = "assessments.likeness.child"


def compare_isolated(a: bytes, b: bytes) -> PictureMeasure:
    """What became of picture `a` in picture `b`, whatever happens to the process that looks."""
    answer = _asked("compare", a, b)
    if "descends" not in answer:
        return PictureMeasure(code=answer["code"])
    return PictureMeasure.from_json(answer)


def fingerprint_isolated(data: bytes) -> Fingerprint | str:
    """What finds a picture's relatives, or the code that says why there is none."""
    answer = _asked("fingerprint", data)
    return Fingerprint.from_json(answer) if "dhash" in answer else str(answer["code"])


def _asked(what: str, *files: bytes) -> Mapping[str, Any]:
    if any(len(one) > limits.PICTURE_BYTES.most for one in files):
        return {"code": limits.PICTURE_BYTES.code}
    head = json.dumps({"do": what, "sizes": [len(one) for one in files]}).encode()
    answer, trouble = run_isolated(CHILD, b"\n".join((head, b"".join(files))))
    try:
        found = json.loads(answer) if trouble is None else None
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"code": (trouble or reading_limits.MEMORY).code}
