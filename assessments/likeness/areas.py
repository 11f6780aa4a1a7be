"""Where two pictures in one frame differ, once what concerns the whole is taken out.

A tone (colours mixed and bent alike everywhere) is fitted to the pixels that agree, so that
grading, greying or saving again counts as tone and not as area. What is left, in colour or in
structure, is the changed area.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from assessments.likeness.decoding import Pixels
from assessments.likeness.measures import Box

ROUNDS, SAMPLE = 6, 10_000
FLOOR = 7.0  # CIE Lab units: what strong compression leaves
AGREES = 0.06  # of the range of a colour: a place that a tone explains
NOISE = 4.0  # times the typical difference
CEILING = 14.0  # Lab units that differ whatever the noise
STRUCTURE = 0.5  # similarity below which structure differs
FAINT = 4.0  # Lab units a place must differ by for its structure to count
SPECK = 0.0006  # share of the frame: a smaller spot is noise
BOXES = 8


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A mask of what changed, how strongly, and what concerns the whole."""

    mask: Pixels  # bool
    strength: Pixels  # Lab units, after the tone is taken out
    changed: float  # of the compared area
    tone: float
    structure: float


def difference(source: Pixels, final: Pixels, seen: Pixels, *, slack: bool = False) -> Difference:
    """RGB pictures of one size; `seen`: where both show something; `slack`: may lie a pixel off."""
    old, new = _smooth(source), _smooth(final)
    toned = _lab(_toned(old, new, seen))
    target = _lab(new)
    strength = _nearest(toned, target) if slack else np.linalg.norm(target - toned, axis=2)
    strength = cv2.GaussianBlur(strength, (0, 0), 1.0)
    similar = _similarity(toned[..., 0], target[..., 0])
    # Half of what agrees, also where nearly half of the picture was changed.
    typical = 2 * float(np.percentile(strength[seen], 25))
    # What differs everywhere is no noise: a redrawn picture must not pass for a noisy one.
    differs = strength > min(max(FLOOR, NOISE * typical), CEILING)
    differs |= (similar < STRUCTURE) & (strength > min(max(FAINT, 2 * typical), FLOOR))
    mask = _cleaned(differs & seen)
    agrees = seen & ~mask
    shift = np.linalg.norm(toned - _lab(old), axis=2)
    return Difference(
        mask=mask,
        strength=strength,
        changed=float(mask.sum() / seen.sum()),
        tone=round(float(shift[agrees].mean()), 2) if agrees.any() else 0.0,
        structure=float(similar[seen].mean()),
    )


def boxes(mask: Pixels) -> tuple[Box, ...]:
    """The largest connected areas, largest first."""
    height, width = mask.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype("uint8"), connectivity=8)
    order = sorted(range(1, count), key=lambda one: -stats[one, cv2.CC_STAT_AREA])[:BOXES]
    return tuple(
        Box(
            left=round(float(x / width), 4),
            top=round(float(y / height), 4),
            right=round(float((x + w) / width), 4),
            bottom=round(float((y + h) / height), 4),
        )
        for x, y, w, h, _ in (stats[one] for one in order)
    )


def _smooth(rgb: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), 1.0).astype("float32") / 255)


def _lab(rgb: Pixels) -> Pixels:
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)


def _nearest(one: Pixels, other: Pixels) -> Pixels:
    """The difference to the most similar of a place and its eight neighbours."""
    framed = cv2.copyMakeBorder(one, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    height, width = one.shape[:2]
    shifted = (framed[y : y + height, x : x + width] for y in range(3) for x in range(3))
    nearest: Pixels = np.minimum.reduce([np.linalg.norm(other - way, axis=2) for way in shifted])
    return nearest


def _toned(old: Pixels, new: Pixels, seen: Pixels) -> Pixels:
    """The source as it would look with the final picture's tone."""
    places = np.flatnonzero(seen)
    places = places[:: max(1, len(places) // SAMPLE)]
    greys = (cv2.cvtColor(one, cv2.COLOR_RGB2GRAY) * 100 for one in (old, new))
    like = _similarity(*greys).ravel()[places]
    terms, target = _terms(old.reshape(-1, 3)[places]), new.reshape(-1, 3)[places]
    unchanged = np.eye(terms.shape[1], 3, dtype="float32")
    # Much that is painted over may pull a fit to itself: each start leads to one fit, and the fit
    # under which most places agree is the tone.
    starts = (_weight(target - terms @ unchanged), np.ones_like(like), np.clip(like, 0, 1) ** 2)
    fits = [unchanged, *(_fit(terms, target, weight) for weight in starts)]
    best = max(fits, key=lambda fit: int((_off(target - terms @ fit) < AGREES).sum()))
    toned = (_terms(old.reshape(-1, 3)) @ best).reshape(old.shape)
    return np.asarray(toned.clip(0, 1).astype("float32"))


def _fit(terms: Pixels, target: Pixels, weight: Pixels) -> Pixels:
    """Least squares, in which places that do not agree count less and less."""
    fit: Pixels = np.zeros((terms.shape[1], 3), "float32")
    for _ in range(ROUNDS):
        scaled = (terms * (weight**2)[:, None]).astype("float64")
        # A trace of stiffness: a picture of few colours leaves some terms without a meaning.
        normal = scaled.T @ terms + 1e-7 * len(terms) * np.eye(terms.shape[1])
        fit = np.linalg.solve(normal, scaled.T @ target).astype("float32")
        weight = _weight(target - terms @ fit)
    return fit


def _weight(off: Pixels) -> Pixels:
    far = _off(off)
    reach = min(max(AGREES / 4, 1.5 * float(np.median(far))), 2 * AGREES)
    weight: Pixels = (1 / (1 + (far / reach) ** 2)).astype("float32")
    return weight


def _off(off: Pixels) -> Pixels:
    return np.asarray(np.linalg.norm(off, axis=1))


def _terms(rgb: Pixels) -> Pixels:
    """Each colour may depend on all three and bend, as in greying, grading and curves."""
    return np.hstack([rgb, np.ones_like(rgb[:, :1]), rgb**2, rgb**3]).astype("float32")


def _similarity(one: Pixels, other: Pixels) -> Pixels:
    """Structural similarity of lightness in a small window around each place."""

    def mean(values: Pixels) -> Pixels:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), 2.5))

    low, contrast = (0.01 * 100) ** 2, (0.03 * 100) ** 2
    here, there = mean(one), mean(other)
    both = mean(one * other) - here * there
    spread = mean(one * one) - here**2 + mean(other * other) - there**2
    light = (2 * here * there + low) / (here**2 + there**2 + low)
    return np.asarray(light * (2 * both + contrast) / (np.maximum(spread, 0) + contrast))


def _cleaned(mask: Pixels) -> Pixels:
    """Without thin lines along edges and specks; small holes closed."""
    cross = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    wide = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    plain = cv2.morphologyEx(mask.astype("uint8"), cv2.MORPH_OPEN, cross)
    plain = cv2.morphologyEx(plain, cv2.MORPH_CLOSE, wide)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(plain, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= SPECK * mask.size
    large[0] = False
    kept: Pixels = large[labels] & mask.astype(bool) | (large[labels] & (plain > 0))
    return kept
