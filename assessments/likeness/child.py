"""The process in which untrusted pictures are decoded.

It reads one line of JSON (`{"do": "compare" | "film" | …, "sizes": [bytes, …]}`) and the files
behind it from standard input and writes one JSON object. It confines itself before it reads a file;
the parent process limits its time (`likeness.confined`).
"""

from __future__ import annotations

import io
import json
import sys

import cv2
from PIL import Image

from assessments.intake import fork_server
from assessments.intake.core import limits
from assessments.intake.sandbox import confine
from assessments.likeness import film_frames, pictures
from assessments.likeness import limits as likeness_limits
from assessments.likeness.confined import FILM, PROGRAMS

WARM_UP_SIDE = 64  # pixels
COMPARE, PREVIEW = "compare", "preview"


def prepare() -> None:
    """Run as the server: what the first picture of a process costs is done once, before the fork.

    A process with threads must not fork, so OpenCV uses none.
    """
    Image.init()
    cv2.setNumThreads(1)
    cv2.ocl.setUseOpenCL(False)
    sample = io.BytesIO()
    Image.effect_noise((WARM_UP_SIDE, WARM_UP_SIDE), 64).save(sample, "PNG")
    pictures.preview(sample.getvalue())


def main() -> None:
    """Answer one request."""
    programs = PROGRAMS in sys.argv[1:]
    folder = fork_server.child_folder() if programs else None
    seconds = likeness_limits.FILM_CPU_SECONDS if FILM in sys.argv[1:] else limits.CPU_SECONDS
    confine(seconds, folder=folder)
    request = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in request["sizes"]]
    if request["do"] == COMPARE:
        answer = pictures.compare(*files).as_json()
    elif request["do"] == PREVIEW:
        answer = pictures.preview(*files, folder=folder)
    elif request["do"] == FILM:
        answer = film_frames.read_frames(*files)
    else:
        result = pictures.fingerprint(*files)
        answer = {"code": result} if isinstance(result, str) else result.as_json()
    sys.stdout.write(json.dumps(answer))
