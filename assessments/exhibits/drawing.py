"""The data and geometry of the drawing that compares a work with protected and refused works.

The drawing is a pure function of a result and the places of the decided works. Pages print the
same values in a table beside it, the memo in a table alone. A level is a step of a
scale from 0 to 4. The score of an element is its position in the drawing and nothing else: in words
and tables it is its status. Coordinates are in the user units of the SVG.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assessments.engine import Result
from assessments.engine.codes import Basis, ElementName
from assessments.engine.result import ElementAnswer
from assessments.exhibits.snapshot import PrecedentPlace

LEVELS = range(5)
DECIDED_SCORES = (0, 100)  # a statute or decisions give the status of the element
STATUS_SCORES = {0: "not_met", 25: "not_met", 50: "arguable", 75: "met", 100: "met"}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where axes and names stand: names beside the axes, or above them on a narrow screen."""

    name: str
    width: int
    left: int
    right: int
    bars_top: int
    bar_step: int
    rows_gap: int
    row_step: int
    heading_shift: int  # from the numbers of the levels to the heading of the dimensions
    name_shift: int  # from an axis to the base line of its name
    status_y: int  # base line of the words above the axes of the elements
    small: int  # font size of counts and ticks
    legend_columns: int

    def level_x(self, level: int) -> float:
        """Return the x coordinate of a level from 0 to 4."""
        return self.left + (self.right - self.left) * level / LEVELS[-1]

    def score_x(self, score: int) -> float:
        """Return the x coordinate of a score from 0 to 100."""
        return self.left + (self.right - self.left) * score / 100


WIDE = Layout(
    name="wide", width=640, left=225, right=615, bars_top=46, bar_step=26, rows_gap=58,
    row_step=38, heading_shift=0, name_shift=4, status_y=26, small=10, legend_columns=2,
)  # fmt: skip
NARROW = Layout(
    name="narrow", width=320, left=28, right=290, bars_top=82, bar_step=42, rows_gap=94,
    row_step=58, heading_shift=-18, name_shift=-20, status_y=42, small=11, legend_columns=1,
)  # fmt: skip


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
    claimed_x: float
    proved_x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One element and its position, as claimed and as proved."""

    element: str
    claimed: ElementAnswer
    proved: ElementAnswer
    claimed_x: float
    proved_x: float
    y: float

    @property
    def is_unquestioned(self) -> bool:
        """Whether nothing closes it and nobody has shown it: such an element has no position."""
        return self.claimed.is_unquestioned and self.proved.is_unquestioned


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The word for a position on the axes of the elements."""

    status: str
    is_decided: bool
    x: float


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The values that the template draws."""

    layout: Layout
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    num_protected: int
    num_refused: int

    @property
    def rows_top(self) -> float:
        return self.rows[0].y + min(self.layout.name_shift, 0) - 24

    @property
    def rows_end(self) -> float:
        return self.rows[-1].y + 19

    @property
    def legend(self) -> list[tuple[str, float, float]]:
        """What the signs of the legend stand for, each with its place."""
        columns, size = self.layout.legend_columns, 22
        left = 8 if columns == 1 else self.layout.left
        return [
            (sign, left + 200 * (n // 2 if columns == 2 else 0),
             self.rows_end + size * (1 + (n % 2 if columns == 2 else n)))
            for n, sign in enumerate(("claimed", "proved", "protected", "refused"))
        ]  # fmt: skip

    @property
    def height(self) -> float:
        return self.legend[-1][2] + 18

    @property
    def level_ticks(self) -> list[tuple[int, float]]:
        return [(level, self.layout.level_x(level)) for level in LEVELS]

    @property
    def status_ticks(self) -> list[Tick]:
        return [
            Tick(status=status, is_decided=score in DECIDED_SCORES, x=self.layout.score_x(score))
            for score, status in STATUS_SCORES.items()
        ]


def positions(result: Result, places: Sequence[PrecedentPlace], layout: Layout = WIDE) -> Picture:
    """Place a result among decided works, as claimed and as proved."""
    bars = tuple(_bars(result, layout))
    return Picture(
        layout=layout,
        bars=bars,
        rows=tuple(_rows(result, places, bars[-1].y + layout.rows_gap, layout)),
        num_protected=sum(place.outcome == "protected" for place in places),
        num_refused=sum(place.outcome == "not_protected" for place in places),
    )


def _bars(result: Result, layout: Layout) -> Iterator[Bar]:
    claimed, proved = result.claimed.elements, result.proved.elements

    def x(basis: Basis, element: ElementName) -> float:
        return layout.score_x(result.answer(basis).elements[element].score)

    for number, element in enumerate(ordered_elements(claimed)):
        yield Bar(
            element=element,
            claimed=claimed[element],
            proved=proved[element],
            claimed_x=x("claimed", element),
            proved_x=x("proved", element),
            y=layout.bars_top + layout.bar_step * number,
        )


def _rows(
    result: Result, places: Sequence[PrecedentPlace], top: float, layout: Layout
) -> Iterator[Row]:
    claimed, proved = result.claimed.findings, result.proved.findings
    for number, dimension in enumerate(ordered_dimensions(claimed)):
        yield Row(
            dimension=dimension,
            claimed=claimed[dimension].level,
            proved=proved[dimension].level,
            protected_counts=_count_by_level(places, dimension, "protected", layout),
            refused_counts=_count_by_level(places, dimension, "not_protected", layout),
            claimed_x=layout.level_x(claimed[dimension].level),
            proved_x=layout.level_x(proved[dimension].level),
            y=top + layout.row_step * number,
        )


def _count_by_level(
    places: Iterable[PrecedentPlace], dimension: str, outcome: str, layout: Layout
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
            x=layout.level_x(level),
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
