"""How a final picture differs from its source: position, changed areas, structure, tone, heat map.

The source is transformed into the frame of the final picture (scaled, moved, rotated, mirrored) and
compared where both show something. A picture that was redrawn altogether is reported as not
comparable, never as entirely new. The input is untrusted, so these functions run only in the
confined child process (`likeness.confined`).
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from assessments.intake.core.problems import Rejected
from assessments.likeness import changed_areas, limits, matching
from assessments.likeness.decoding import Picture, Pixels, decode
from assessments.likeness.matching import FeatureMatch
from assessments.likeness.measures import Box, Fingerprint, Geometry, PictureMeasure
from assessments.likeness.stills import film_sheet, is_film, still

ASPECT = 0.02  # difference of the aspect ratios that rounding explains
STILL = 0.01  # share of the longer side that a corner may move in an unchanged frame
REDRAWN = 0.60  # changed share above which too few inliers mean another picture
MIN_WHOLE_SHARE = 0.97  # share of an area that counts as all of it
PLACED = 0.60  # share of the final picture below which the source is a part placed in it
FRAMED = ("same", "scaled")  # geometries that need scaling only
MIN_SEEN = 0.02  # least share of the final picture that shows the source
# Colours of the heat map, RGB, from slight to strong changes.
NEAR_COLOUR = np.array([255, 221, 87], "float32")
FAR_COLOUR = np.array([198, 0, 38], "float32")
# Of a JPEG, of 100; the last makes 29 kB of 512 by 512 pixels of noise, the first 184 kB.
PREVIEW_QUALITIES = (82, 60, 30, 10)


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """The source transformed into the frame of the final picture."""

    source: Pixels
    seen: Pixels  # bool (height, width): pixels that the source covers
    corners: Pixels  # (4, 2): corners of the source in pixels of the final picture
    cut: float  # share of the source outside the final picture
    geometry: Geometry


def compare(a: bytes, b: bytes) -> PictureMeasure:
    """Measure how picture `b` differs from its source `a`; a rejection is returned as a code."""
    try:
        return measure(decode(a), decode(b))
    except Rejected as rejection:
        return PictureMeasure(code=rejection.problem.code)


def fingerprint(data: bytes) -> Fingerprint | str:
    """Return the fingerprint of a picture, or the code of the rejection."""
    try:
        return matching.fingerprint(decode(data))
    except Rejected as rejection:
        return rejection.problem.code


def preview(data: bytes, *, folder: Path | None = None) -> dict[str, Any]:
    """A small JPEG made anew from the pixels, in base64, and what finds the picture's relatives;
    or the code of the rejection. `folder` is one in which programs may work."""
    try:
        picture = decode(still(data, folder))
    except Rejected as rejection:
        return {"code": rejection.problem.code}
    shown = _several_moments(data) or picture
    return {
        "jpeg": base64.b64encode(_draw_preview(shown)).decode("ascii"),
        "fingerprint": matching.fingerprint(picture).as_json(),
    }


def _several_moments(data: bytes) -> Picture | None:
    """The sheet of a film's moments, which is shown; None of any other file or a film of one."""
    try:
        sheet = film_sheet(data) if is_film(data) else None
        return decode(sheet) if sheet else None
    except Rejected:
        return None


def _draw_preview(picture: Picture) -> bytes:
    """A JPEG within the limit on previews; noise needs a lower quality or fewer pixels for that."""
    image = Image.fromarray(picture.pixels)
    for quality in PREVIEW_QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        if out.tell() <= limits.PREVIEW.value:
            break
    return out.getvalue()


def measure(source: Picture, final: Picture) -> PictureMeasure:
    """Rate the descent of the final picture and measure what changed, where comparable."""
    match = matching.match_pictures(source, final)
    greys = [cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2GRAY) for picture in (source, final)]
    hashes = matching.distance(*(matching.dhash(grey) for grey in greys))
    flat = any(matching.is_flat(grey) for grey in greys)
    standing = PictureMeasure(
        descends=matching.descends(match.inliers, hashes, flat),
        grounds={"inliers": match.inliers, "dhash": round(hashes, 4)},
        mirrored=match.mirrored,
        flat=flat,
    )
    frame = None if standing.descends == matching.UNKNOWN else _align(source, final, match)
    if frame is None or frame.seen.mean() < MIN_SEEN:
        return replace(standing, code="not_comparable")
    return _measure_frame(standing, frame, final, match)


def _measure_frame(
    standing: PictureMeasure, frame: _Frame, final: Picture, match: FeatureMatch
) -> PictureMeasure:
    found = changed_areas.changed_areas(
        frame.source, final.pixels, frame.seen, max_shift=frame.geometry not in FRAMED
    )
    if found.changed > REDRAWN and match.inliers < matching.SURE:
        return replace(standing, code="not_comparable")
    beyond = float(1 - frame.seen.mean())
    return replace(
        standing,
        geometry=frame.geometry,
        changed=round(found.changed, 4),
        beyond=0.0 if beyond < 1 - MIN_WHOLE_SHARE else round(beyond, 4),
        cut=0.0 if frame.cut < 1 - MIN_WHOLE_SHARE else round(frame.cut, 4),
        tone=found.tone,
        structure=round(found.structure, 4),
        source_in_final=_bound_corners(frame.corners, final.pixels.shape),
        areas=changed_areas.boxes(found.mask),
        heat_map=_draw_heat_map(final.pixels, found, frame.seen),
    )


def _align(source: Picture, final: Picture, match: FeatureMatch) -> _Frame | None:
    height, width = final.pixels.shape[:2]
    scaled = _scale_movement(source, final)
    if match.movement is None or match.inliers < matching.SURE:
        if scaled is None:
            return None
        return _warp_source(source.pixels, scaled, (width, height), _name_scaling(source, final))
    old = source.pixels[:, ::-1] if match.mirrored else source.pixels
    if (
        scaled is not None
        and not match.mirrored
        and _is_near(match.movement, scaled, source, final)
    ):
        return _warp_source(old, scaled, (width, height), _name_scaling(source, final))
    return _warp_source(old, match.movement, (width, height), None)


def _scale_movement(source: Picture, final: Picture) -> Pixels | None:
    """Return the matrix (2, 3) of a mere scaling; None where the aspect ratios differ."""
    (old_height, old_width), (height, width) = source.pixels.shape[:2], final.pixels.shape[:2]
    across, down = width / old_width, height / old_height
    if abs(across / down - 1) > ASPECT:
        return None
    shift_x, shift_y = (across - 1) / 2, (down - 1) / 2  # aligns the centres of pixels
    return np.array([[across, 0, shift_x], [0, down, shift_y]], "float64")


def _name_scaling(source: Picture, final: Picture) -> Geometry:
    same = (source.width, source.height) == (final.width, final.height)
    return "same" if same else "scaled"


def _is_near(movement: Pixels, scaled: Pixels, source: Picture, final: Picture) -> bool:
    corners = _list_corners(source.pixels)
    off = np.abs(_transform(corners, movement) - _transform(corners, scaled)).max()
    return bool(off <= max(2.0, STILL * max(final.pixels.shape[:2])))


def _warp_source(
    pixels: Pixels, movement: Pixels, size: tuple[int, int], geometry: Geometry | None
) -> _Frame:
    shrinks = np.hypot(movement[0, 0], movement[1, 0]) < 0.8
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    blurred = cv2.GaussianBlur(pixels, (0, 0), 0.5) if shrinks else pixels
    moved = cv2.warpAffine(
        np.ascontiguousarray(blurred), movement, size, flags=way, borderMode=cv2.BORDER_REPLICATE
    )
    ones = np.full(pixels.shape[:2], 255, "uint8")
    seen = cv2.warpAffine(ones, movement, size, flags=cv2.INTER_LINEAR) > 200
    corners = _transform(_list_corners(pixels), movement)
    cut = _compute_cut(corners, size)
    if geometry is None:
        geometry = _name_geometry(float(seen.mean()), cut)
    else:
        seen = np.ones_like(seen)
    return _Frame(source=moved, seen=seen, corners=corners, cut=cut, geometry=geometry)


def _name_geometry(seen: float, cut: float) -> Geometry:
    if seen < PLACED and cut < 1 - MIN_WHOLE_SHARE:
        return "placed"
    if seen < MIN_WHOLE_SHARE:
        return "extended" if cut < 1 - MIN_WHOLE_SHARE else "moved"
    return "cropped" if cut >= 1 - MIN_WHOLE_SHARE else "moved"


def _list_corners(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], "float64")


def _transform(points: Pixels, movement: Pixels) -> Pixels:
    moved: Pixels = points @ movement[:, :2].T + movement[:, 2]
    return moved


def _compute_cut(corners: Pixels, size: tuple[int, int]) -> float:
    """Return the share of the source that lies outside the final picture."""
    width, height = size
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], "float32")
    whole = cv2.contourArea(corners.astype("float32"))
    shown, _ = cv2.intersectConvexConvex(corners.astype("float32"), frame)
    return max(0.0, 1 - shown / whole) if whole else 0.0


def _bound_corners(corners: Pixels, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    low = np.clip(corners.min(axis=0) / (width, height), 0, 1)
    high = np.clip(corners.max(axis=0) / (width, height), 0, 1)
    left, top, right, bottom = (round(float(edge), 4) for edge in (*low, *high))
    return Box(left=left, top=top, right=right, bottom=bottom)


def _draw_heat_map(final: Pixels, found: changed_areas.PictureDifference, seen: Pixels) -> bytes:
    """Draw the final picture in pale grey, changes from yellow to red, and new area hatched."""
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
