"""Which extent of editing a measure suggests, with the figures it rests on; a person decides.

The thresholds are this project's own and stand, dated, in `rules/extent.yaml`. Nothing is suggested
for what could not be compared: a redrawn picture says nothing about who redrew it.
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
Extent = Literal["technical", "minor", "local", "substantial"]
Share = Annotated[float, Field(ge=0, le=1)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Value):
    """Where the thresholds come from, in both languages."""

    en: str
    zh: str


class PictureBounds(_Value):
    """The highest shares at which this extent still fits a picture."""

    extent: Extent
    changed: Share
    beyond: Share


class TextBounds(_Value):
    """The highest shares at which this extent still fits a text."""

    extent: Extent
    new: Share
    moved: Share
    removed: Share


class ExtentRules(_Value):
    """The thresholds with their date; `authority` stays empty, because none gives any."""

    dated: dt.date
    source: Source
    authority: None
    picture: tuple[PictureBounds, ...]
    text: tuple[TextBounds, ...]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A measured share beside the bound that it keeps or passes, or a bare code."""

    code: str  # changed | beyond | new | moved | removed | tone_only | not_comparable | …
    value: float | None = None
    bound: float | None = None  # None where the value passes every lower bound


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An extent, or None where the measure supports none, and what it rests on."""

    extent: Extent | None
    grounds: tuple[Ground, ...]
    dated: dt.date  # of the thresholds


@lru_cache(maxsize=1)
def rules() -> ExtentRules:
    return ExtentRules.model_validate(yaml.safe_load(RULES.read_text(encoding="utf-8")))


def suggest_extent(measure: PictureMeasure | TextMeasure) -> Suggestion:
    """The lowest extent that the measure fits; a suggestion for `extent`, never a finding."""
    if isinstance(measure, PictureMeasure):
        return _picture(measure)
    return _text(measure)


def _picture(measure: PictureMeasure) -> Suggestion:
    if measure.changed is None or measure.beyond is None:
        return _none(measure.code or "not_comparable")
    shares = {"changed": measure.changed, "beyond": measure.beyond}
    found = _first(shares, rules().picture)
    if found.extent == "technical" and measure.toned:
        tone = Ground(code="tone_only", value=measure.tone)
        return Suggestion(extent="technical", grounds=(*found.grounds, tone), dated=found.dated)
    return found


def _text(measure: TextMeasure) -> Suggestion:
    if measure.refused is not None:
        return _none(measure.refused.code)
    if measure.new_share is None or measure.removed_share is None:
        return _none("empty_text")
    shares = {
        "new": measure.new_share,
        "moved": measure.moved_share or 0.0,
        "removed": measure.removed_share,
    }
    return _first(shares, rules().text)


def _none(code: str) -> Suggestion:
    return Suggestion(extent=None, grounds=(Ground(code=code),), dated=rules().dated)


def _first(
    shares: Mapping[str, float], rows: Sequence[PictureBounds] | Sequence[TextBounds]
) -> Suggestion:
    for row in rows:
        if all(value <= getattr(row, name) for name, value in shares.items()):
            return Suggestion(extent=row.extent, grounds=_grounds(shares, row), dated=rules().dated)
    return _none("not_comparable")


def _grounds(shares: Mapping[str, float], row: PictureBounds | TextBounds) -> tuple[Ground, ...]:
    return tuple(
        Ground(code=name, value=value, bound=getattr(row, name)) for name, value in shares.items()
    )
