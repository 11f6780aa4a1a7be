"""The process in which untrusted pictures are decoded: `python -m assessments.likeness.child`.

Reads one line of JSON (`{"do": …, "sizes": […]}`) and the files after it from standard input, and
writes one JSON object. It confines itself before it looks at a file; whoever starts it also bounds
its time (`isolated`).
"""

from __future__ import annotations

import json
import sys

from assessments.intake.core import limits
from assessments.intake.sandbox import confine
from assessments.likeness import pictures

COMPARE, FINGERPRINT = "compare", "fingerprint"


def main() -> None:
    confine(limits.CPU_SECONDS)
    asked = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    if asked["do"] == COMPARE:
        answer = pictures.compare(*files).as_json()
    else:
        found = pictures.fingerprint(*files)
        answer = {"code": found} if isinstance(found, str) else found.as_json()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
