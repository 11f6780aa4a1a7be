"""The results of comparing pictures, as values that the child process returns in JSON."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

PACKED = ("points", "features", "mirrored_points", "mirrored_features")
MIN_TONE_SHIFT = 2.0  # mean ΔE*ab; recompression leaves less
Descent = Literal["yes", "maybe", "unknown"]
Geometry = Literal["same", "scaled", "cropped", "extended", "placed", "moved"]


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """The hash and the features of a picture, by which its relatives are found."""

    width: int
    height: int
    dhash: str  # 256 bits, hexadecimal
    flat: bool  # mostly even areas, where a match means little
    points: bytes = b""  # positions x, y as little-endian 16-bit numbers
    features: bytes = b""  # ORB descriptors, 32 bytes each
    mirrored_points: bytes = b""  # of the mirrored picture
    mirrored_features: bytes = b""

    def as_json(self) -> dict[str, Any]:
        return {field.name: _to_json(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Fingerprint:
        known = {field.name for field in fields(cls)}
        given = {key: item for key, item in value.items() if key in known}
        given |= {key: base64.b64decode(given.get(key) or "") for key in PACKED}
        return cls(**given)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle in shares of the width and height of a picture, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class PictureMeasure:
    """How a final picture differs from its source; shares are of area, each between 0 and 1.

    It shows neither creativity nor whose the change is. `code` says why there is no measure.
    """

    descends: Descent = "unknown"
    grounds: Mapping[str, float] | None = None  # `inliers` and `dhash`, the basis of `descends`
    geometry: Geometry | None = None
    mirrored: bool = False
    flat: bool = False  # a match of flat pictures means little
    changed: float | None = None  # share of the area that both show
    beyond: float | None = None  # share of the final picture outside the source
    cut: float | None = None  # share of the source outside the final picture
    tone: float | None = None  # mean ΔE*ab of the global change of colour
    structure: float | None = None  # mean SSIM of the area that both show
    source_in_final: Box | None = None  # position of the source in the final picture
    areas: tuple[Box, ...] = ()  # the largest changed areas, in the final picture
    heat_map: bytes | None = None  # PNG at the size of comparison of the final picture
    code: str | None = None

    @property
    def is_toned(self) -> bool:
        """Whether the colours of the whole picture changed visibly."""
        return self.tone is not None and self.tone > MIN_TONE_SHIFT

    def as_json(self) -> dict[str, Any]:
        return {field.name: _to_json(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> PictureMeasure:
        known = {field.name for field in fields(cls)}
        given = {key: item for key, item in value.items() if key in known}
        if given.get("heat_map"):
            given["heat_map"] = base64.b64decode(given["heat_map"])
        if given.get("source_in_final"):
            given["source_in_final"] = Box(**given["source_in_final"])
        given["areas"] = tuple(Box(**box) for box in given.get("areas") or ())
        return cls(**given)


def _to_json(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value
