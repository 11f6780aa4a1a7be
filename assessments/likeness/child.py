"""The process in which untrusted pictures are decoded.

It reads one line of JSON (`{"do": "compare" | "fingerprint", "sizes": [bytes, …]}`) and the files
behind it from standard input and writes one JSON object. It confines itself before it reads a file;
the parent process limits its time (`isolated`).
"""

from __future__ import annotations

import json
import sys

from PIL import Image

from assessments.intake.core import limits
from assessments.intake.sandbox import confine
from assessments.likeness import pictures

COMPARE, PREVIEW = "compare", "preview"


def prepare() -> None:
    """Run as the server: import the formats of pictures."""
    Image.init()


def main() -> None:
    """Answer one request."""
    confine(limits.CPU_SECONDS)
    request = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in request["sizes"]]
    if request["do"] == COMPARE:
        answer = pictures.compare(*files).as_json()
    elif request["do"] == PREVIEW:
        answer = pictures.preview(*files)
    else:
        result = pictures.fingerprint(*files)
        answer = {"code": result} if isinstance(result, str) else result.as_json()
    sys.stdout.write(json.dumps(answer))
