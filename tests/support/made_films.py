"""Small films made by OpenCV's encoder: shots of drawn scenes that move, cut together."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from tests.support.drawings import scene

RATE, SIZE = 10, (320, 240)


@cache
def clip(seed: int, seconds: float = 3.0) -> tuple[np.ndarray, ...]:
    """The frames of one shot: a window that wanders over a drawn scene."""
    whole = np.asarray(scene(seed))[:, :, ::-1]
    count = round(seconds * RATE)
    room = whole.shape[1] - SIZE[0], whole.shape[0] - SIZE[1]
    frames = []
    for at in range(count):
        x, y = (round(side * at / max(1, count - 1)) for side in room)
        frames.append(np.ascontiguousarray(whole[y : y + SIZE[1], x : x + SIZE[0]]))
    return tuple(frames)


def encode(
    frames: Sequence[np.ndarray],
    *,
    size: tuple[int, int] = SIZE,
    rate: int = RATE,
    kind: str = "mp4",
) -> bytes:
    """A film of these frames as a file; `kind` is the ending of its container."""
    code = cv2.VideoWriter.fourcc(*("mp4v" if kind == "mp4" else "MJPG"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{kind}"
        film = cv2.VideoWriter(str(path), code, rate, size)
        assert film.isOpened()
        for frame in frames:
            film.write(cv2.resize(frame, size))
        film.release()
        return path.read_bytes()


def part(seed: int, start: float, end: float, seconds: float = 3.0) -> tuple[np.ndarray, ...]:
    """The frames of a shot between two moments."""
    return clip(seed, seconds)[round(start * RATE) : round(end * RATE)]
