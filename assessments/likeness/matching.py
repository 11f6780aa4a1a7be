"""Whether one picture descends from another, by a perceptual hash and by matched features.

The hash is a difference hash (dHash; N. Krawetz, "Kind of Like That", 2013) of 256 bits. Features
are ORB (Rublee, Rabaud, Konolige and Bradski, ICCV 2011), matched by Hamming distance with the
ratio test of Lowe (IJCV 60(2), 2004, section 7.1) and verified by a similarity transform that
RANSAC (Fischler and Bolles 1981) estimates. The picture is tried mirrored, too.

The thresholds were set on 83 real pictures with 3,371 unrelated pairs, 190 of them with one prompt:
99.9 % of the pairs have fewer than 19 inliers and none has more than 28; `SURE` and
`MAX_HASH_DISTANCE` gave no false pair, `MAYBE` is a question. They are not validated on other
pictures, and the script is not part of the repository. Flat pictures (screens, charts) match by
their letters (20 to 107 inliers without any relation), so for them descent is at most possible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import cv2
import numpy as np

from assessments.likeness import limits
from assessments.likeness.decoding import Picture, Pixels
from assessments.likeness.measures import Descent, Fingerprint

HASH_SIDE = 16  # the grid of comparisons is 16 by 16
HASH_BITS = HASH_SIDE * HASH_SIDE
MAX_HASH_DISTANCE = 0.30  # share of differing bits up to which a picture descends
SURE, MAYBE = 40, 20  # inliers from which a picture descends, or may descend
RATIO = 0.8  # greatest ratio of the nearest to the second nearest distance
REACH = 3.0  # greatest reprojection error of an inlier, in pixels
MIN_MATCHES = 4  # a similarity transform needs two; fewer than four verify nothing
MIN_SCALE, MAX_SCALE = 0.1, 10.0  # of a plausible transform
# A picture is flat if more than FLAT_SHARE of its blocks of FLAT_BLOCK by FLAT_BLOCK pixels have a
# range of at most FLAT_RANGE grey levels.
FLAT_BLOCK, FLAT_RANGE, FLAT_SHARE = 8, 6, 0.6
# Inliers are counted at most CELL_INLIERS times in a cell of CELL by CELL pixels.
CELL, CELL_INLIERS = 16, 4
_Points = tuple[Pixels, Pixels]  # positions (n, 2; float32), ORB descriptors (n, 32; uint8)
YES: Final = "yes"
POSSIBLY: Final = "maybe"
UNKNOWN: Final = "unknown"
# One thread, since several child processes share few processors.
cv2.setNumThreads(1)


@dataclass(frozen=True, kw_only=True)
class FeatureMatch:
    """The number of inliers between two pictures, and their transform."""

    inliers: int
    movement: Pixels | None = None  # affine matrix (2, 3) from the first to the second picture
    mirrored: bool = False


def fingerprint(picture: Picture) -> Fingerprint:
    """Compute the hash and the features of a picture and of its mirror image."""
    grey = cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY)
    points, features = _detect_features(grey)
    mirrored_points, mirrored_features = _detect_features(_mirror(grey))
    return Fingerprint(
        width=picture.width,
        height=picture.height,
        dhash=dhash(grey),
        flat=is_flat(grey),
        points=points.astype("<u2").tobytes(),
        features=features.tobytes(),
        mirrored_points=mirrored_points.astype("<u2").tobytes(),
        mirrored_features=mirrored_features.tobytes(),
    )


def dhash(grey: Pixels) -> str:
    """Return the dHash of a grey picture as 64 hexadecimal digits.

    A bit is 1 where a cell of the 17 by 16 thumbnail is darker than its right neighbour.
    """
    small = cv2.resize(grey, (HASH_SIDE + 1, HASH_SIDE), interpolation=cv2.INTER_AREA).astype(int)
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes().hex()


def distance(first: str, second: str) -> float:
    """Return the normalised Hamming distance of two hashes, 0 to 1."""
    return (int(first, 16) ^ int(second, 16)).bit_count() / HASH_BITS


def is_flat(grey: Pixels) -> bool:
    """Return whether a grey picture consists mostly of even areas."""
    height, width = (side // FLAT_BLOCK * FLAT_BLOCK for side in grey.shape)
    blocks = grey[:height, :width].reshape(height // FLAT_BLOCK, FLAT_BLOCK, -1, FLAT_BLOCK)
    ranges = blocks.max(axis=(1, 3)).astype(int) - blocks.min(axis=(1, 3))
    return bool((ranges <= FLAT_RANGE).mean() > FLAT_SHARE)


def match(one: Fingerprint, other: Fingerprint) -> FeatureMatch:
    """Match two fingerprints, the first one also mirrored, and return the better match."""
    target = _unpack(other.points, other.features)
    mirrored = one.mirrored_points, one.mirrored_features
    return _choose_better(_unpack(one.points, one.features), partial(_unpack, *mirrored), target)


def match_pictures(one: Picture, other: Picture) -> FeatureMatch:
    """Match two pictures, the first one also mirrored, and return the better match."""
    first = cv2.cvtColor(one.pixels, cv2.COLOR_RGB2GRAY)
    target = _detect_features(cv2.cvtColor(other.pixels, cv2.COLOR_RGB2GRAY))
    return _choose_better(_detect_features(first), lambda: _detect_features(_mirror(first)), target)


def _choose_better(
    plain: _Points, mirrored: Callable[[], _Points], target: _Points
) -> FeatureMatch:
    straight = _match_features(plain, target)
    if straight.inliers >= SURE:
        return straight
    turned = _match_features(mirrored(), target)
    if turned.inliers <= max(straight.inliers, MAYBE):
        return straight
    return FeatureMatch(inliers=turned.inliers, movement=turned.movement, mirrored=True)


def descends(inliers: int, hashes: float, flat: bool) -> Descent:
    """Rate the descent by the inliers and the distance of the hashes."""
    if flat:
        return POSSIBLY if inliers >= SURE or hashes <= MAX_HASH_DISTANCE else UNKNOWN
    if inliers >= SURE or hashes <= MAX_HASH_DISTANCE:
        return YES
    return POSSIBLY if inliers >= MAYBE else UNKNOWN


def _detect_features(grey: Pixels) -> _Points:
    finder = cv2.ORB.create(nfeatures=limits.FEATURES.value, fastThreshold=8)
    points, features = finder.detectAndCompute(grey, None)
    if features is None:
        return np.empty((0, 2), "float32"), np.empty((0, 32), "uint8")
    return np.array([point.pt for point in points], "float32"), features


def _mirror(grey: Pixels) -> Pixels:
    return np.ascontiguousarray(grey[:, ::-1])


def _unpack(points: bytes, features: bytes) -> _Points:
    places = np.frombuffer(points, "<u2").reshape(-1, 2).astype("float32")
    return places, np.frombuffer(features, "uint8").reshape(-1, 32)


def _match_features(one: _Points, other: _Points) -> FeatureMatch:
    if min(len(one[1]), len(other[1])) < MIN_MATCHES:
        return FeatureMatch(inliers=0)
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(one[1], other[1], k=2)
    good = [
        pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < RATIO * pair[1].distance
    ]
    if len(good) < MIN_MATCHES:
        return FeatureMatch(inliers=0)
    here = np.array([one[0][pair.queryIdx] for pair in good])
    there = np.array([other[0][pair.trainIdx] for pair in good])
    cv2.setRNGSeed(0)  # RANSAC must give the same result for the same pictures
    movement, kept = cv2.estimateAffinePartial2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=REACH, maxIters=2000
    )
    if movement is None or not _is_plausible(movement):
        return FeatureMatch(inliers=0)
    return FeatureMatch(inliers=_count_spread(there[kept.ravel() == 1]), movement=movement)


def _is_plausible(movement: Pixels) -> bool:
    """Return whether the scale of a transform is plausible; extreme ones come from chance."""
    scale = float(np.hypot(movement[0, 0], movement[1, 0]))
    return bool(np.isfinite(movement).all()) and MIN_SCALE < scale < MAX_SCALE


def _count_spread(places: Pixels) -> int:
    """Count the inliers, at most `CELL_INLIERS` in each cell, so that they must be spread out."""
    cells: dict[tuple[int, int], int] = {}
    for x, y in places // CELL:
        cells[int(x), int(y)] = min(cells.get((int(x), int(y)), 0) + 1, CELL_INLIERS)
    return sum(cells.values())
