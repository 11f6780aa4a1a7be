"""Comparison of pictures and films in a child process with limits of memory and time.

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
from assessments.likeness.films import FilmFrames
from assessments.likeness.measures import Fingerprint, PictureMeasure

CHILD = "assessments.likeness.child"
PROGRAMS = "programs"
FILM = "film"


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


def film_frames_in_child(data: bytes) -> FilmFrames | str:
    """The frames of a film as hashes, or the code that says why there are none."""
    answer = ask_child(FILM, data)
    return FilmFrames.from_json(answer) if "hashes" in answer else str(answer["code"])


def ask_child(what: str, *files: bytes, programs: bool = False) -> Mapping[str, Any]:
    """What the child answers of these pictures, or the code that says why it does not.

    With `programs` it may run installed programs in a folder of its own.
    """
    is_film = what == FILM
    largest = limits.FILM_BYTES if is_film else limits.PICTURE_BYTES
    if any(len(file) > largest.value for file in files):
        return {"code": largest.code}
    head = json.dumps({"do": what, "sizes": [len(file) for file in files]}).encode()
    given = b"\n".join((head, b"".join(files)))
    rights = (*((PROGRAMS,) if programs else ()), *((FILM,) if is_film else ()))
    wall = limits.FILM_WALL_SECONDS if is_film else reading_limits.WALL_SECONDS
    answer, failure = run_in_child(
        CHILD, given, *rights, answer_limit=limits.ANSWER, wall_limit=wall
    )
    try:
        found = json.loads(answer) if failure is None else None
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"code": (failure or reading_limits.MEMORY).code}
