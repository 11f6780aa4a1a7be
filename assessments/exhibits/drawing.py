"""The data and geometry of the drawing that compares a work with protected and refused works.

The drawing is a pure function of a result and the places of the decided works. Page and PDF draw
it with the same template and print the same numbers in a table beside it. A level is a step of a
scale from 0 to 4, a score a position from 0 to 100 with the border at 50; neither is a share.
Coordinates are in the user units of the SVG.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assessments.engine import Result
from assessments.exhibits.snapshot import PrecedentPlace

LEVELS = range(5)
BORDER_SCORE = 50

WIDTH = 640
AXIS_LEFT, AXIS_RIGHT = 225, 615
BAR_TOP, BAR_STEP = 46, 26
ROW_GAP, ROW_STEP = 58, 38


@dataclass(frozen=True, kw_only=True)
class PrecedentCount:
    """The number of decided works of one outcome at one level of a dimension."""

    level: int
    count: int
    slugs: tuple[str, ...]
    x: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """One dimension: the two levels of the work, and the decided works of either outcome."""

    dimension: str
    claimed: int
    proved: int
    protected_counts: tuple[PrecedentCount, ...]
    refused_counts: tuple[PrecedentCount, ...]
    y: float

    @property
    def claimed_x(self) -> float:
        return level_x(self.claimed)

    @property
    def proved_x(self) -> float:
        return level_x(self.proved)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One element: its score as claimed and as proved, each from 0 to 100."""

    element: str
    claimed: int
    proved: int
    claimed_status: str
    proved_status: str
    y: float

    @property
    def claimed_x(self) -> float:
        return score_x(self.claimed)

    @property
    def proved_x(self) -> float:
        return score_x(self.proved)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The values that the template draws."""

    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    num_protected: int
    num_refused: int
    width: int = WIDTH
    left: int = AXIS_LEFT
    right: int = AXIS_RIGHT

    @property
    def border_x(self) -> float:
        return score_x(BORDER_SCORE)

    @property
    def bars_end(self) -> float:
        return BAR_TOP + BAR_STEP * (len(self.bars) - 0.5)

    @property
    def rows_top(self) -> float:
        return self.bars_end + ROW_GAP - 24

    @property
    def rows_end(self) -> float:
        return self.rows[-1].y + ROW_STEP / 2

    @property
    def height(self) -> float:
        return self.rows_end + 62

    @property
    def ticks(self) -> list[tuple[int, float]]:
        return [(level, level_x(level)) for level in LEVELS]

    @property
    def score_ticks(self) -> list[tuple[int, float]]:
        return [(score, score_x(score)) for score in (0, BORDER_SCORE, 100)]


def level_x(level: int) -> float:
    """Return the x coordinate of a level from 0 to 4."""
    return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * level / LEVELS[-1]


def score_x(score: int) -> float:
    """Return the x coordinate of a score from 0 to 100."""
    return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * score / 100


def positions(result: Result, places: Sequence[PrecedentPlace]) -> Picture:
    """Place a result among decided works, as claimed and as proved."""
    bars = tuple(_bars(result))
    rows_start = BAR_TOP + BAR_STEP * (len(bars) - 0.5) + ROW_GAP
    return Picture(
        bars=bars,
        rows=tuple(_rows(result, places, rows_start)),
        num_protected=sum(place.outcome == "protected" for place in places),
        num_refused=sum(place.outcome == "not_protected" for place in places),
    )


def _bars(result: Result) -> Iterator[Bar]:
    claimed, proved = result.claimed.elements, result.proved.elements
    for number, element in enumerate(ordered_elements(claimed)):
        yield Bar(
            element=element,
            claimed=claimed[element].score,
            proved=proved[element].score,
            claimed_status=claimed[element].status,
            proved_status=proved[element].status,
            y=BAR_TOP + BAR_STEP * number,
        )


def _rows(result: Result, places: Sequence[PrecedentPlace], top: float) -> Iterator[Row]:
    claimed, proved = result.claimed.findings, result.proved.findings
    for number, dimension in enumerate(ordered_dimensions(claimed)):
        yield Row(
            dimension=dimension,
            claimed=claimed[dimension].level,
            proved=proved[dimension].level,
            protected_counts=_count_by_level(places, dimension, "protected"),
            refused_counts=_count_by_level(places, dimension, "not_protected"),
            y=top + ROW_STEP * number,
        )


def _count_by_level(
    places: Iterable[PrecedentPlace], dimension: str, outcome: str
) -> tuple[PrecedentCount, ...]:
    levels = [
        (level, place.slug)
        for place in places
        if place.outcome == outcome and (level := place.levels[dimension]) is not None
    ]
    counts = Counter(level for level, _ in levels)
    return tuple(
        PrecedentCount(
            level=level,
            count=counts[level],
            slugs=tuple(slug for precedent_level, slug in levels if precedent_level == level),
            x=level_x(level),
        )
        for level in sorted(counts)
    )


ELEMENT_ORDER = ("field", "originality", "form", "intellectual_achievement")
DIMENSION_ORDER = (
    "conception",
    "instruction",
    "control",
    "refinement",
    "selection",
    "editing",
    "own_input",
    "distinctiveness",
    "foreseeability",
)


Name = TypeVar("Name", bound=str)


def ordered_elements(names: Iterable[Name]) -> list[Name]:
    """Sort elements in the order of art. 3 of the Copyright Law, unknown ones last."""
    return _order_by(names, ELEMENT_ORDER)


def ordered_dimensions(names: Iterable[Name]) -> list[Name]:
    """Sort dimensions from the first idea to the finished work, unknown ones last."""
    return _order_by(names, DIMENSION_ORDER)


def _order_by(names: Iterable[Name], order: Sequence[str]) -> list[Name]:
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))
