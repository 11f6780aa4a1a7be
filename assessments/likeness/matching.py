"""Whether one picture comes from another: a hash of its gradients, and features that must agree.

Forty features that agree on one movement show descent; from twenty on it is a question; a hash that
differs in at most three bits of ten shows descent too. These figures left no false pair among 3,371
unrelated ones. Flat pictures (screens, charts) agree by their letters: there nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from assessments.likeness import limits
from assessments.likeness.decoding import Picture, Pixels
from assessments.likeness.measures import Fingerprint

HASH_SIDE = 16
HASH_BITS = HASH_SIDE * HASH_SIDE
HASH_NEAR = 0.30  # share of differing bits
SURE, MAYBE = 40, 20  # features that agree
RATIO = 0.8  # a match must be this much nearer than the next best
REACH = 3.0  # pixels a feature may lie off
FLAT_BLOCK, FLAT_RANGE, FLAT_SHARE = 8, 6, 0.6
_Points = tuple[Pixels, Pixels]  # places of features, and what is found there
YES, POSSIBLY, UNKNOWN = "yes", "maybe", "unknown"
# One thread: the child processes are many and the processors few.
cv2.setNumThreads(1)


@dataclass(frozen=True, kw_only=True)
class Match:
    """How well the features of two pictures agree, and the movement they agree on."""

    inliers: int
    movement: Pixels | None = None  # 2 by 3, from the first picture to the second
    mirrored: bool = False


def fingerprint(picture: Picture) -> Fingerprint:
    grey = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
    points, features = _features(grey)
    turned_points, turned_features = _features(_turned(grey))
    return Fingerprint(
        width=picture.width,
        height=picture.height,
        dhash=dhash(grey),
        flat=is_flat(grey),
        points=points.astype("<u2").tobytes(),
        features=features.tobytes(),
        mirrored_points=turned_points.astype("<u2").tobytes(),
        mirrored_features=turned_features.tobytes(),
    )


def dhash(grey: Pixels) -> str:
    """Whether each of 256 places is darker than its right neighbour."""
    small = cv2.resize(grey, (HASH_SIDE + 1, HASH_SIDE), interpolation=cv2.INTER_AREA).astype(int)
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes().hex()


def distance(one: str, other: str) -> float:
    """The share of bits in which two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count() / HASH_BITS


def is_flat(grey: Pixels) -> bool:
    """Mostly even areas, as screens, charts and blank pages have."""
    height, width = (side // FLAT_BLOCK * FLAT_BLOCK for side in grey.shape)
    blocks = grey[:height, :width].reshape(height // FLAT_BLOCK, FLAT_BLOCK, -1, FLAT_BLOCK)
    ranges = blocks.max(axis=(1, 3)).astype(int) - blocks.min(axis=(1, 3))
    return bool((ranges <= FLAT_RANGE).mean() > FLAT_SHARE)


def match(one: Fingerprint, other: Fingerprint) -> Match:
    """The better of the plain and the mirrored reading of the first fingerprint."""
    target = _unpacked(other.points, other.features)
    mirrored = one.mirrored_points, one.mirrored_features
    return _better(_unpacked(one.points, one.features), partial(_unpacked, *mirrored), target)


def match_pictures(one: Picture, other: Picture) -> Match:
    """The better of the plain and the mirrored reading of the first picture."""
    first = cv2.cvtColor(one.pixels, cv2.COLOR_RGB2GRAY)
    target = _features(cv2.cvtColor(other.pixels, cv2.COLOR_RGB2GRAY))
    return _better(_features(first), lambda: _features(_turned(first)), target)


def _better(plain: _Points, mirrored: Callable[[], _Points], target: _Points) -> Match:
    straight = _match(plain, target)
    if straight.inliers >= SURE:
        return straight
    turned = _match(mirrored(), target)
    if turned.inliers <= max(straight.inliers, MAYBE):
        return straight
    return Match(inliers=turned.inliers, movement=turned.movement, mirrored=True)


def descends(inliers: int, hashes: float, flat: bool) -> str:
    """yes, maybe or unknown; a flat picture is at most a question."""
    if flat:
        return POSSIBLY if inliers >= SURE or hashes <= HASH_NEAR else UNKNOWN
    if inliers >= SURE or hashes <= HASH_NEAR:
        return YES
    return POSSIBLY if inliers >= MAYBE else UNKNOWN


def _features(grey: Pixels) -> _Points:
    finder = cv2.ORB.create(nfeatures=limits.FEATURES.most, fastThreshold=8)
    points, features = finder.detectAndCompute(grey, None)
    if features is None:
        return np.empty((0, 2), "float32"), np.empty((0, 32), "uint8")
    return np.array([one.pt for one in points], "float32"), features


def _turned(grey: Pixels) -> Pixels:
    return np.ascontiguousarray(grey[:, ::-1])


def _unpacked(points: bytes, features: bytes) -> _Points:
    places = np.frombuffer(points, "<u2").reshape(-1, 2).astype("float32")
    return places, np.frombuffer(features, "uint8").reshape(-1, 32)


def _match(one: _Points, other: _Points) -> Match:
    if min(len(one[1]), len(other[1])) < 4:
        return Match(inliers=0)
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(one[1], other[1], k=2)
    good = [
        pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance
    ]
    if len(good) < 4:
        return Match(inliers=0)
    here = np.array([one[0][pair.queryIdx] for pair in good])
    there = np.array([other[0][pair.trainIdx] for pair in good])
    cv2.setRNGSeed(0)  # the same pictures give the same figures
    movement, kept = cv2.estimateAffinePartial2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=REACH, maxIters=2000
    )
    if movement is None or not _sane(movement):
        return Match(inliers=0)
    return Match(inliers=_spread(there[kept.ravel() == 1]), movement=movement)


def _sane(movement: Pixels) -> bool:
    """A movement that shrinks or blows up beyond use is chance."""
    scale = float(np.hypot(movement[0, 0], movement[1, 0]))
    return bool(np.isfinite(movement).all()) and 0.1 < scale < 10


def _spread(places: Pixels) -> int:
    """Agreeing features, each small square of the picture counted a few times at most."""
    cells: dict[tuple[int, int], int] = {}
    for x, y in places // 16:
        cells[int(x), int(y)] = min(cells.get((int(x), int(y)), 0) + 1, 4)
    return sum(cells.values())
