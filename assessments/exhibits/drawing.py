"""Where the work stands among protected and refused works: the data and geometry of one picture.

A pure function of a result and the places of the decided works; page and PDF draw it with the
same template, and the same numbers stand in a table beside it. Nothing here says a share of
anything: levels are steps of a scale, and a score is a position with the border at 50.
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
    """So many decided works of one outcome at one level."""

    level: int
    count: int
    slugs: tuple[str, ...]
    x: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """One dimension: the work's two levels, and the decided works on either side."""

    dimension: str
    claimed: int
    proved: int
    protected: tuple[PrecedentCount, ...]
    refused: tuple[PrecedentCount, ...]
    y: float

    @property
    def claimed_x(self) -> float:
        return level_x(self.claimed)

    @property
    def proved_x(self) -> float:
        return level_x(self.proved)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One element: its score as claimed and as proved, 0 to 100."""

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
    """Everything that the template draws."""

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
    """The place of a level on the axis."""
    return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * level / LEVELS[-1]


def score_x(score: int) -> float:
    return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * score / 100


def positions(result: Result, places: Sequence[PrecedentPlace]) -> Picture:
    """The picture of a result among decided works, as claimed and as proved."""
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
            protected=_stands(places, dimension, "protected"),
            refused=_stands(places, dimension, "not_protected"),
            y=top + ROW_STEP * number,
        )


def _stands(
    places: Iterable[PrecedentPlace], dimension: str, outcome: str
) -> tuple[PrecedentCount, ...]:
    at = [(p.levels[dimension], p.slug) for p in places if p.outcome == outcome]
    counts = Counter(level for level, _ in at)
    return tuple(
        PrecedentCount(
            level=level,
            count=counts[level],
            slugs=tuple(slug for stood, slug in at if stood == level),
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
    """Elements in the order of the statute, unknown ones last."""
    return _order_by(names, ELEMENT_ORDER)


def ordered_dimensions(names: Iterable[Name]) -> list[Name]:
    """Dimensions from the first idea to the finished work, unknown ones last."""
    return _order_by(names, DIMENSION_ORDER)


def _order_by(names: Iterable[Name], order: Sequence[str]) -> list[Name]:
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))
