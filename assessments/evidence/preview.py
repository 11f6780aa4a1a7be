"""A small picture made anew from the pixels of an untrusted one, in a confined child process.

`python -m assessments.evidence.preview` reads a picture from standard input and writes one JSON
object: the small picture as JPEG and the fingerprint, or the code of a refusal. Nothing of the file
but its pixels reaches the small picture, so that it may be shown where the file itself may not.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from dataclasses import dataclass
from typing import Any

from assessments.intake.core import limits as reading_limits
from assessments.intake.core.problems import Rejected
from assessments.intake.sandbox import confine, run_in_child
from assessments.likeness import limits

CHILD = "assessments.evidence.preview"
QUALITY = 82


@dataclass(frozen=True, kw_only=True)
class Preview:
    """JPEG bytes and what finds the picture's relatives, as stored; or why there is neither."""

    jpeg: bytes | None = None
    fingerprint: dict[str, Any] | None = None
    code: str = ""


def preview_in_child(data: bytes) -> Preview:
    """The small picture, whatever happens to the process that makes it."""
    if len(data) > limits.PICTURE_BYTES.value:
        return Preview(code=limits.PICTURE_BYTES.code)
    answer, failure = run_in_child(CHILD, data)
    try:
        found = json.loads(answer) if failure is None else {}
    except ValueError:
        found = {}
    if not found:
        return Preview(code=(failure or reading_limits.MEMORY).code)
    if "jpeg" not in found:
        return Preview(code=str(found["code"]))
    return Preview(jpeg=base64.b64decode(found["jpeg"]), fingerprint=found["fingerprint"])


def main() -> None:
    confine(reading_limits.CPU_SECONDS)
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))


def _answer(data: bytes) -> dict[str, Any]:
    from PIL import Image

    from assessments.likeness import matching
    from assessments.likeness.decoding import decode

    try:
        picture = decode(data)
    except Rejected as rejection:
        return {"code": rejection.problem.code}
    out = io.BytesIO()
    Image.fromarray(picture.pixels).save(out, "JPEG", quality=QUALITY)
    return {
        "jpeg": base64.b64encode(out.getvalue()).decode("ascii"),
        "fingerprint": matching.fingerprint(picture).as_json(),
    }


if __name__ == "__main__":
    main()
