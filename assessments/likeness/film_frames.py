"""The frames of a film as hashes, some each second; called only in the confined child process.

They are decoded by the FFmpeg inside OpenCV, as for a film's preview. The hash is that by which
pictures are compared (`matching.dhash`). Sound is not looked at.
"""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np

from assessments.intake.core.limits import PIXELS
from assessments.intake.core.problems import Rejected, problem, raise_limit, reject
from assessments.likeness import limits
from assessments.likeness.decoding import Pixels
from assessments.likeness.matching import dhash
from assessments.likeness.stills import MIN_CONTRAST, is_film

FALLBACK_RATE = 25.0  # frames in a second, of a film that states none
MAX_RATE = 240.0  # a film that states more states nonsense
SIDE = 128  # pixels of the longer side at which a frame is hashed


def read_frames(data: bytes) -> dict[str, Any]:
    """Return the hashes of a film with the seconds that they cover, or the code of a rejection."""
    try:
        return _read_frames(data)
    except Rejected as rejection:
        return {"code": rejection.problem.code}


def _read_frames(data: bytes) -> dict[str, Any]:
    if not is_film(data):
        reject(problem("unknown_format"))
    source = io.BytesIO(data)  # OpenCV holds no reference to it: it must outlive the film
    one_thread = [cv2.CAP_PROP_N_THREADS, 1]
    film = cv2.VideoCapture(source, cv2.CAP_FFMPEG, one_thread)  # type: ignore[call-overload]
    try:
        return _sample(film)
    finally:
        film.release()


def _sample(film: cv2.VideoCapture) -> dict[str, Any]:
    width, height = film.get(cv2.CAP_PROP_FRAME_WIDTH), film.get(cv2.CAP_PROP_FRAME_HEIGHT)
    if width * height > PIXELS.value:
        raise_limit(PIXELS)
    rate = film.get(cv2.CAP_PROP_FPS)
    rate = rate if 1 <= rate <= MAX_RATE else FALLBACK_RATE
    left = limits.FILM_PIXELS.value / max(1.0, width * height)
    hashes: list[str] = []
    count, is_whole = 0, False
    while len(hashes) < limits.FILM_SAMPLES.value and count < left:
        if not film.grab():
            is_whole = True
            break
        if count >= len(hashes) * rate / limits.FILM_RATE.value:
            read, frame = film.retrieve()
            hashes.append(_hash(frame) if read else "")
        count += 1
    if not hashes:
        reject(problem("damaged", where="frames"))
    return {"hashes": hashes, "seconds": round(count / rate, 2), "whole": is_whole}


def _hash(frame: Pixels) -> str:
    """Return the hash of a frame; empty for one of a single colour, which says nothing."""
    if frame.std() <= MIN_CONTRAST:
        return ""
    height, width = frame.shape[:2]
    scale = SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(np.ascontiguousarray(frame), size, interpolation=cv2.INTER_AREA)
    return dhash(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY))
