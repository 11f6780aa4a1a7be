"""The extent of editing that a measure suggests, with the figures behind it; a person decides.

The thresholds are those of this project and stand, with their date, in `rules/extent.yaml`. There
is no suggestion where nothing could be compared: a redrawn picture does not show who redrew it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assessments.likeness.measures import PictureMeasure
from assessments.likeness.texts import TextMeasure

RULES = Path(__file__).parent / "rules" / "extent.yaml"
EditExtent = Literal["technical", "minor", "local", "substantial"]
Share = Annotated[float, Field(ge=0, le=1)]


class _FrozenModel(BaseModel):
    """Base of the values of the rules: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceNote(_FrozenModel):
    """The origin of the thresholds, in both languages."""

    en: str
    zh: str


class PictureBounds(_FrozenModel):
    """The highest shares at which this extent still fits a picture."""

    extent: EditExtent
    changed: Share
    beyond: Share


class TextBounds(_FrozenModel):
    """The highest shares at which this extent still fits a text."""

    extent: EditExtent
    new: Share
    moved: Share
    removed: Share


class ExtentRules(_FrozenModel):
    """The thresholds with their date; `authority` is empty, since no authority sets any."""

    dated: dt.date
    source: SourceNote
    authority: None
    picture: tuple[PictureBounds, ...]
    text: tuple[TextBounds, ...]


@dataclass(frozen=True, kw_only=True)
class ExtentGround:
    """A measured share with the bound it was compared with, or only a code."""

    code: str  # changed | beyond | new | moved | removed | tone_only | not_comparable | …
    value: float | None = None
    bound: float | None = None  # None where no bound applies


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An extent, or None where the measure supports none, and its grounds."""

    extent: EditExtent | None
    grounds: tuple[ExtentGround, ...]
    dated: dt.date  # of the thresholds


@lru_cache(maxsize=1)
def rules() -> ExtentRules:
    """Return the rules of `rules/extent.yaml`."""
    return ExtentRules.model_validate(yaml.safe_load(RULES.read_text(encoding="utf-8")))


def edit_extent(measure: PictureMeasure | TextMeasure) -> Suggestion:
    """Return the lowest extent whose bounds the measure keeps, as a suggestion for a person."""
    if isinstance(measure, PictureMeasure):
        return _rate_picture(measure)
    return _rate_text(measure)


def _rate_picture(measure: PictureMeasure) -> Suggestion:
    if measure.changed is None or measure.beyond is None:
        return _build_empty(measure.code or "not_comparable")
    shares = {"changed": measure.changed, "beyond": measure.beyond}
    found = _find_lowest(shares, rules().picture)
    if found.extent == "technical" and measure.is_toned:
        tone = ExtentGround(code="tone_only", value=measure.tone)
        return Suggestion(extent="technical", grounds=(*found.grounds, tone), dated=found.dated)
    return found


def _rate_text(measure: TextMeasure) -> Suggestion:
    if measure.refused is not None:
        return _build_empty(measure.refused.code)
    if measure.new_share is None or measure.removed_share is None:
        return _build_empty("empty_text")
    shares = {
        "new": measure.new_share,
        "moved": measure.moved_share or 0.0,
        "removed": measure.removed_share,
    }
    return _find_lowest(shares, rules().text)


def _build_empty(code: str) -> Suggestion:
    return Suggestion(extent=None, grounds=(ExtentGround(code=code),), dated=rules().dated)


def _find_lowest(
    shares: Mapping[str, float], rows: Sequence[PictureBounds] | Sequence[TextBounds]
) -> Suggestion:
    for row in rows:
        if all(value <= getattr(row, name) for name, value in shares.items()):
            return Suggestion(
                extent=row.extent, grounds=_build_grounds(shares, row), dated=rules().dated
            )
    return _build_empty("not_comparable")


def _build_grounds(
    shares: Mapping[str, float], row: PictureBounds | TextBounds
) -> tuple[ExtentGround, ...]:
    return tuple(
        ExtentGround(code=name, value=value, bound=getattr(row, name))
        for name, value in shares.items()
    )
