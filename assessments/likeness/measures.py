"""What comparing two pictures says: values only, as they cross from the child that decodes them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

PACKED = ("points", "features", "mirrored_points", "mirrored_features")
TONED = 2.0  # difference of colour, CIE Lab units; less is what saving again leaves


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What of a picture is needed to find its relatives, without its pixels."""

    width: int
    height: int
    dhash: str  # 256 bits, hexadecimal
    flat: bool  # mostly even areas, as screens and charts have: likeness says little
    points: bytes = b""  # feature places, two 16-bit numbers each
    features: bytes = b""  # ORB descriptors, 32 bytes each
    mirrored_points: bytes = b""  # the same of the mirrored picture
    mirrored_features: bytes = b""

    def as_json(self) -> dict[str, Any]:
        return {one.name: _json(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Fingerprint:
        known = {one.name for one in fields(cls)}
        given = {key: item for key, item in value.items() if key in known}
        given |= {key: base64.b64decode(given.get(key) or "") for key in PACKED}
        return cls(**given)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle in shares of a picture's width and height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class PictureMeasure:
    """How a final picture differs from its source; shares are of area, each between 0 and 1.

    A changed area is an area, not creativity, and does not say whose hand or which program changed
    it. `code` says why there is no measure: `not_comparable`, or the code of a refusal.
    """

    descends: str = "unknown"  # yes | maybe | unknown
    grounds: Mapping[str, float] | None = None  # inliers, dhash: what `descends` rests on
    geometry: str | None = None  # same | scaled | cropped | extended | placed | moved
    mirrored: bool = False
    flat: bool = False  # likeness of flat pictures says little
    changed: float | None = None  # of the area that both show
    beyond: float | None = None  # of the final picture: shows nothing of the source
    cut: float | None = None  # of the source: not shown in the final picture
    tone: float | None = None  # mean change of colour over the whole, CIE Lab units
    structure: float | None = None  # mean structural similarity of the area that both show
    source_in_final: Box | None = None  # where the source stands in the final picture
    areas: tuple[Box, ...] = ()  # the largest changed areas, in the final picture
    heat_map: bytes | None = None  # PNG, as large as the compared final picture
    code: str | None = None

    @property
    def toned(self) -> bool:
        return self.tone is not None and self.tone > TONED

    def as_json(self) -> dict[str, Any]:
        return {one.name: _json(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> PictureMeasure:
        known = {one.name for one in fields(cls)}
        given = {key: item for key, item in value.items() if key in known}
        if given.get("heat_map"):
            given["heat_map"] = base64.b64decode(given["heat_map"])
        if given.get("source_in_final"):
            given["source_in_final"] = Box(**given["source_in_final"])
        given["areas"] = tuple(Box(**one) for one in given.get("areas") or ())
        return cls(**given)


def _json(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: _json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value
