"""The child process that decodes untrusted pictures: `python -m assessments.likeness.child`.

It reads one line of JSON (`{"do": "compare" | "fingerprint", "sizes": [bytes, …]}`) and the files
behind it from standard input and writes one JSON object. It confines itself before it reads a file;
the parent process limits its time (`isolated`).
"""

from __future__ import annotations

import json
import sys

from assessments.intake.core import limits
from assessments.intake.sandbox import confine
from assessments.likeness import pictures

COMPARE, FINGERPRINT = "compare", "fingerprint"


def main() -> None:
    """Answer one request."""
    confine(limits.CPU_SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in request["sizes"]]
    if request["do"] == COMPARE:
        answer = pictures.compare(*files).as_json()
    else:
        result = pictures.fingerprint(*files)
        answer = {"code": result} if isinstance(result, str) else result.as_json()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
