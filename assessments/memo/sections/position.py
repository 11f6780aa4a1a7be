"""Where the work stands among decided works, dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits import drawing
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Blocks, Inlines
from assessments.memo.writing import (
    colon,
    columns,
    heading,
    in_brackets,
    joined,
    paragraph,
    row,
    run,
    sentences,
    table,
)


def position(build: MemoBuilder) -> Blocks:
    """Say at which level the work stands; neither a chance of winning nor anybody's share."""
    picture = drawing.positions(build.result, build.snapshot.places)
    return (
        heading(gettext("Where the work stands")),
        paragraph(
            gettext(
                "A place on this scale is a position between decided works: neither a chance of "
                "winning nor a measure of how much of the work is whose."
            ),
            style="with_next",
        ),
        table(
            columns(
                (gettext("Dimension"), 16),
                gettext("As stated"),
                gettext("On the evidence"),
                (gettext("Protected works at level"), 20),
                (gettext("Refused works at level"), 20),
            ),
            [
                row(
                    wording.dimension(item.dimension),
                    _level(item.dimension, item.claimed),
                    _level(item.dimension, item.proved),
                    _counts(item.protected_counts),
                    _counts(item.refused_counts),
                )
                for item in picture.rows
            ],
            caption=gettext(
                "Levels of the dimensions; in brackets how many decided works stand at the level"
            ),
        ),
    )


def _level(dimension: str, level: int) -> Inlines:
    return colon(str(level), wording.level(dimension, level))


def _counts(counts: Iterable[drawing.PrecedentCount]) -> Inlines:
    found = [sentences(str(c.level), in_brackets(str(c.count))) for c in counts]
    return joined(found, " · ") if found else run("–")
