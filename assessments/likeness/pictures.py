"""How a final picture differs from its source: place, changed area, structure, tone, a heat map.

The source is brought into the frame of the final picture (scaled, moved, turned, mirrored) and
compared where both show something. What was redrawn altogether is reported as not comparable,
never as wholly new. Works on untrusted bytes: called in the confined child (`isolated`) only.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from assessments.intake.core.problems import Refused
from assessments.likeness import areas, matching
from assessments.likeness.decoding import Picture, Pixels, decode
from assessments.likeness.matching import Match
from assessments.likeness.measures import Box, Fingerprint, PictureMeasure

ASPECT = 0.02  # sides may differ by so much in proportion through rounding
STILL = 0.01  # share of the frame a corner may move for the frame to count as the same
REDRAWN = 0.60  # more than this changed and too few features: another picture
WHOLE = 0.97  # of an area that counts as all of it
PLACED = 0.60  # a source that fills less of the final picture is a part placed in it
FRAMED = ("same", "scaled")  # brought into place by their size alone
LEAST = 0.02  # of the final picture that must show the source
NEAR_COLOUR = np.array([255, 221, 87], "float32")
FAR_COLOUR = np.array([198, 0, 38], "float32")


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """The source in the frame of the final picture."""

    source: Pixels
    seen: Pixels  # bool: where the final picture can show the source
    corners: Pixels  # of the source, in the final picture's pixels
    cut: float
    geometry: str


def compare(a: bytes, b: bytes) -> PictureMeasure:
    """What became of picture `a` in picture `b`; a refusal is a code, not an exception."""
    try:
        return measure(decode(a), decode(b))
    except Refused as refusal:
        return PictureMeasure(code=refusal.problem.code)


def fingerprint(data: bytes) -> Fingerprint | str:
    """What finds a picture's relatives, or the code of the refusal."""
    try:
        return matching.fingerprint(decode(data))
    except Refused as refusal:
        return refusal.problem.code


def measure(source: Picture, final: Picture) -> PictureMeasure:
    match = matching.match_pictures(source, final)
    greys = [cv2.cvtColor(one.pixels, cv2.COLOR_RGB2GRAY) for one in (source, final)]
    hashes = matching.distance(*(matching.dhash(one) for one in greys))
    flat = any(matching.is_flat(one) for one in greys)
    standing = PictureMeasure(
        descends=matching.descends(match.inliers, hashes, flat),
        grounds={"inliers": match.inliers, "dhash": round(hashes, 4)},
        mirrored=match.mirrored,
        flat=flat,
    )
    frame = None if standing.descends == matching.UNKNOWN else _frame(source, final, match)
    if frame is None or frame.seen.mean() < LEAST:
        return _with(standing, code="not_comparable")
    return _measured(standing, frame, final, match)


def _measured(
    standing: PictureMeasure, frame: _Frame, final: Picture, match: Match
) -> PictureMeasure:
    found = areas.difference(
        frame.source, final.pixels, frame.seen, slack=frame.geometry not in FRAMED
    )
    if found.changed > REDRAWN and match.inliers < matching.SURE:
        return _with(standing, code="not_comparable")
    beyond = float(1 - frame.seen.mean())
    return _with(
        standing,
        geometry=frame.geometry,
        changed=round(found.changed, 4),
        beyond=0.0 if beyond < 1 - WHOLE else round(beyond, 4),
        cut=0.0 if frame.cut < 1 - WHOLE else round(frame.cut, 4),
        tone=found.tone,
        structure=round(found.structure, 4),
        source_in_final=_box(frame.corners, final.pixels.shape),
        areas=areas.boxes(found.mask),
        heat_map=_heat_map(final.pixels, found, frame.seen),
    )


def _with(standing: PictureMeasure, **values: object) -> PictureMeasure:
    return PictureMeasure(**(standing.__dict__ | values))


def _frame(source: Picture, final: Picture, match: Match) -> _Frame | None:
    height, width = final.pixels.shape[:2]
    scaled = _scaling(source, final)
    if match.movement is None or match.inliers < matching.SURE:
        if scaled is None:
            return None
        return _placed(source.pixels, scaled, (width, height), _same_or_scaled(source, final))
    old = source.pixels[:, ::-1] if match.mirrored else source.pixels
    if scaled is not None and not match.mirrored and _near(match.movement, scaled, source, final):
        return _placed(old, scaled, (width, height), _same_or_scaled(source, final))
    return _placed(old, match.movement, (width, height), None)


def _scaling(source: Picture, final: Picture) -> Pixels | None:
    """The movement of a picture that was only scaled; None where the proportions differ."""
    (old_height, old_width), (height, width) = source.pixels.shape[:2], final.pixels.shape[:2]
    across, down = width / old_width, height / old_height
    if abs(across / down - 1) > ASPECT:
        return None
    shift_x, shift_y = (across - 1) / 2, (down - 1) / 2  # centres of pixels lie on each other
    return np.array([[across, 0, shift_x], [0, down, shift_y]], "float64")


def _same_or_scaled(source: Picture, final: Picture) -> str:
    same = (source.width, source.height) == (final.width, final.height)
    return "same" if same else "scaled"


def _near(movement: Pixels, scaled: Pixels, source: Picture, final: Picture) -> bool:
    corners = _corners(source.pixels)
    off = np.abs(_moved(corners, movement) - _moved(corners, scaled)).max()
    return bool(off <= max(2.0, STILL * max(final.pixels.shape[:2])))


def _placed(
    pixels: Pixels, movement: Pixels, size: tuple[int, int], geometry: str | None
) -> _Frame:
    shrinks = np.hypot(movement[0, 0], movement[1, 0]) < 0.8
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    blurred = cv2.GaussianBlur(pixels, (0, 0), 0.5) if shrinks else pixels
    moved = cv2.warpAffine(
        np.ascontiguousarray(blurred), movement, size, flags=way, borderMode=cv2.BORDER_REPLICATE
    )
    ones = np.full(pixels.shape[:2], 255, "uint8")
    seen = cv2.warpAffine(ones, movement, size, flags=cv2.INTER_LINEAR) > 200
    corners = _moved(_corners(pixels), movement)
    cut = _cut(corners, size)
    if geometry is None:
        geometry = _geometry(float(seen.mean()), cut)
    else:
        seen = np.ones_like(seen)
    return _Frame(source=moved, seen=seen, corners=corners, cut=cut, geometry=geometry)


def _geometry(seen: float, cut: float) -> str:
    if seen < PLACED and cut < 1 - WHOLE:
        return "placed"
    if seen < WHOLE:
        return "extended" if cut < 1 - WHOLE else "moved"
    return "cropped" if cut >= 1 - WHOLE else "moved"


def _corners(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], "float64")


def _moved(points: Pixels, movement: Pixels) -> Pixels:
    moved: Pixels = points @ movement[:, :2].T + movement[:, 2]
    return moved


def _cut(corners: Pixels, size: tuple[int, int]) -> float:
    """The share of the source that lies outside the final picture."""
    width, height = size
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], "float32")
    whole = cv2.contourArea(corners.astype("float32"))
    shown, _ = cv2.intersectConvexConvex(corners.astype("float32"), frame)
    return max(0.0, 1 - shown / whole) if whole else 0.0


def _box(corners: Pixels, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    low = np.clip(corners.min(axis=0) / (width, height), 0, 1)
    high = np.clip(corners.max(axis=0) / (width, height), 0, 1)
    left, top, right, bottom = (round(float(one), 4) for one in (*low, *high))
    return Box(left=left, top=top, right=right, bottom=bottom)


def _heat_map(final: Pixels, found: areas.Difference, seen: Pixels) -> bytes:
    """The final picture in pale grey; changed places from yellow to red; new ground hatched."""
    grey = cv2.cvtColor(final, cv2.COLOR_RGB2GRAY).astype("float32")
    shown = np.repeat((grey * 0.45 + 140)[..., None], 3, axis=2)
    heat = np.clip(found.strength / 60, 0, 1)[..., None]
    colour = NEAR_COLOUR * (1 - heat) + FAR_COLOUR * heat
    shown[found.mask] = (0.3 * shown + 0.7 * colour)[found.mask]
    down, across = np.indices(seen.shape)
    hatched = ~seen & ((down + across) % 8 < 2)
    shown[hatched] = (90, 90, 110)
    out = io.BytesIO()
    Image.fromarray(shown.clip(0, 255).astype("uint8")).save(out, "PNG", optimize=False)
    return out.getvalue()
