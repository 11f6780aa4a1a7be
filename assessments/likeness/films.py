"""Which passages of a film come from a clip: in which order, from where, how long.

A film is a row of hashes of its frames (`film_frames`). A passage is a stretch of the film whose
frames follow one another as in the clip, at its speed or up to twice as fast or slow. A stretch
that was cropped, mirrored or painted over much is not found, so what is not found is unknown: it
is never said to be new. That a passage stands in the film says nothing about who cut it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assessments.likeness import limits
from assessments.likeness.decoding import Pixels
from assessments.likeness.matching import HASH_BITS

# Share of differing bits up to which two frames are taken to be the same one; less than what makes
# two pictures relatives (`matching`). In the films of the tests, saving again, scaling and the
# tenth of a second between two samples leave at most 0.22, and other shots differ by 0.39 or more.
MAX_DISTANCE = 0.25
MIN_RUN = 3  # frames; fewer agree by chance
OFF_SPEED = 0.2  # what a frame scores less that does not follow at the speed of the clip


@dataclass(frozen=True, kw_only=True)
class FilmFrames:
    """The hashes of the frames of a film, `limits.FILM_RATE` a second; empty where one is even."""

    hashes: tuple[str, ...]
    seconds: float  # that were looked at
    whole: bool  # whether these are all

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> FilmFrames:
        return cls(
            hashes=tuple(value["hashes"]), seconds=value["seconds"], whole=bool(value["whole"])
        )


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A stretch of the final film and where it stands in the clip, in seconds."""

    start: float
    end: float
    source_start: float
    source_end: float
    distance: float  # mean share of differing bits


@dataclass(frozen=True, kw_only=True)
class FilmMeasure:
    """The passages of a clip in a final film, in the order of the final film."""

    passages: tuple[Passage, ...] = ()
    source_seconds: float = 0.0
    final_seconds: float = 0.0
    source_whole: bool = True  # False where only the beginning was looked at
    final_whole: bool = True
    code: str | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> FilmMeasure:
        given = {name: value[name] for name in cls.__dataclass_fields__ if name in value}
        given["passages"] = tuple(Passage(**passage) for passage in value.get("passages") or ())
        return cls(**given)


def compare_films(source: FilmFrames, final: FilmFrames) -> FilmMeasure:
    """Find the passages of a clip in a final film."""
    found: list[Passage] = []
    distances = _distances(final.hashes, source.hashes)
    while len(found) < limits.PASSAGES.value:
        path = _best_path(distances)
        if len(path) < MIN_RUN:
            break
        found.append(_passage(path, distances, source, final))
        distances[path[0][0] : path[-1][0] + 1] = 1.0
    return FilmMeasure(
        passages=tuple(sorted(found, key=lambda passage: passage.start)),
        source_seconds=source.seconds,
        final_seconds=final.seconds,
        source_whole=source.whole,
        final_whole=final.whole,
    )


def _distances(final: Sequence[str], source: Sequence[str]) -> Pixels:
    """Return the share of differing bits of each frame of the film from each of the clip."""
    old, new = _as_bits(source), _as_bits(final)
    shares = np.ones((len(final), len(source)), "float32")
    for row, bits in enumerate(new):
        if final[row]:
            shares[row] = np.bitwise_count(old ^ bits).sum(axis=1) / HASH_BITS
    shares[:, [not frame for frame in source]] = 1.0
    return shares


def _as_bits(hashes: Sequence[str]) -> Pixels:
    empty = "0" * (HASH_BITS // 4)
    packed = b"".join(bytes.fromhex(digest or empty) for digest in hashes)
    return np.frombuffer(packed, "<u8").reshape(len(hashes), -1)


def _best_path(distances: Pixels) -> list[tuple[int, int]]:
    """Return the longest run of frames that follow one another in both films, by their numbers.

    From one frame of the film to the next the clip stands still or goes on by one frame or two.
    """
    rows, columns = distances.shape
    scores = np.zeros(columns + 2, "float32")  # of the row before, with two columns in front
    steps = np.zeros((rows, columns), "int8")  # how far the clip went on; -1 where a run begins
    best, at = 0.0, (-1, -1)
    for row in range(rows):
        still, one, two = scores[2:] - OFF_SPEED, scores[1:-1], scores[:-2] - OFF_SPEED
        before = np.stack((np.zeros(columns, "float32"), one, still, two))
        chosen = before.argmax(axis=0)
        fits = distances[row] <= MAX_DISTANCE
        value = np.where(fits, 1 - distances[row] + before.max(axis=0), 0)
        steps[row] = np.where(fits, np.array([-1, 1, 0, 2], "int8")[chosen], -1)
        scores = np.concatenate((np.zeros(2, "float32"), value)).astype("float32")
        place = int(value.argmax())
        if value[place] > best:
            best, at = float(value[place]), (row, place)
    path: list[tuple[int, int]] = []
    row, column = at
    while row >= 0 and distances[row, column] <= MAX_DISTANCE:
        path.append((row, column))
        step = int(steps[row, column])
        if step < 0:
            break
        row, column = row - 1, column - step
    return path[::-1]


def _passage(
    path: Sequence[tuple[int, int]], distances: Pixels, source: FilmFrames, final: FilmFrames
) -> Passage:
    """Return a run of frames in seconds; a frame stands until the next one that was looked at."""
    rate = limits.FILM_RATE.value
    (start, source_start), (end, source_end) = path[0], path[-1]
    return Passage(
        start=round(start / rate, 2),
        end=round(min((end + 1) / rate, final.seconds), 2),
        source_start=round(source_start / rate, 2),
        source_end=round(min((source_end + 1) / rate, source.seconds), 2),
        distance=round(float(np.mean([distances[place] for place in path])), 4),
    )
