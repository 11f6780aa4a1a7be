"""Where the work stands among decided works, dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits import drawing
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Blocks
from assessments.memo.writing import columns, heading, paragraph, row, table


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
                (gettext("Protected works"), 18),
                (gettext("Refused works"), 18),
            ),
            [
                row(
                    wording.dimension(item.dimension),
                    wording.level(item.dimension, item.claimed),
                    wording.level(item.dimension, item.proved),
                    _counts(item.protected_counts, item.proved),
                    _counts(item.refused_counts, item.proved),
                )
                for item in picture.rows
            ],
            caption=gettext(
                "What the work shows, and how many decided works show less, as much or more than "
                "its evidence"
            ),
        ),
    )


def _counts(counts: Iterable[drawing.PrecedentCount], level: int) -> str:
    """Say how many decided works stand below, at and above a level."""
    found = list(counts)
    values = {
        "less": sum(one.count for one in found if one.level < level),
        "alike": sum(one.count for one in found if one.level == level),
        "more": sum(one.count for one in found if one.level > level),
    }
    return gettext("%(less)s less, %(alike)s as much, %(more)s more") % values
