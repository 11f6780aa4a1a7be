"""The comparison with decided works, the drawing, and the report on the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.exhibits import drawing
from assessments.memo import comparison
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Drawing, Heading, Inlines, Row, Text
from assessments.memo.writing import (
    bullets,
    colon,
    columns,
    heading,
    in_brackets,
    joined,
    labelled,
    lines,
    listed,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
    stop,
    table,
)
from assessments.typesetting.dates import day

POSITIONS = "positions"


def decided_works(build: MemoBuilder) -> Blocks:
    """Compare with decided works; the Chinese memo has the drawing in it."""
    return tuple(_comparison(build))


def _comparison(build: MemoBuilder) -> Iterator[Block]:
    found = comparison.comparison(build)
    yield paragraph(
        gettext(
            "Compared are the levels that the Evidence carries with the levels of the decided "
            "works, on the dimensions that each decision turned on. The nearest of each outcome "
            "stand first, whether they help or harm."
        )
    )
    if found.rows:
        yield table(
            columns(
                (gettext("Decision"), 20),
                (gettext("Outcome"), 10),
                (gettext("Relation"), 15),
                gettext("Same on"),
                gettext("Stronger on"),
                gettext("Weaker on"),
            ),
            map(_row, found.rows),
        )
    nearest = (
        (gettext("Best for the Work"), found.best_for, found.none_for),
        (gettext("Best against the Work"), found.best_against, found.none_against),
    )
    for title, best, otherwise in nearest:
        if best is None:
            yield paragraph(otherwise)
            continue
        yield heading(title)
        yield paragraph(
            colon(sentences(best.cited, in_brackets(best.relation)), best.summary), best.standing
        )
        if best.distinguished:
            yield paragraph(gettext("The two differ on:"), stop(best.distinguished))
    if build.chinese:
        yield heading(gettext("Where the work stands"))
        yield from position(build)


def _row(item: comparison.ComparisonRow) -> Row:
    same = listed(item.same) if item.compared else gettext("not compared")
    return row(
        lines(item.cited, quiet(item.jurisdiction), item.standing),
        item.outcome,
        item.relation,
        same or "–",
        listed(item.stronger) or "–",
        listed(item.weaker) or "–",
    )


def position(build: MemoBuilder) -> Blocks:
    """Draw where the work stands, with the same figures as tables."""
    picture = drawing.positions(build.result, build.snapshot.places)
    return (
        Drawing(name=POSITIONS),
        table(
            columns(gettext("Element"), gettext("As claimed"), gettext("As proved")),
            [
                row(
                    wording.element(bar.element),
                    wording.element_position(bar.claimed),
                    wording.element_position(bar.proved),
                )
                for bar in picture.bars
            ],
            caption=gettext("Elements of the work"),
        ),
        table(
            columns(
                gettext("Dimension"),
                gettext("As claimed"),
                gettext("As proved"),
                gettext("Protected works at level"),
                gettext("Refused works at level"),
            ),
            [
                row(
                    wording.dimension(item.dimension),
                    f"{item.claimed}: {wording.level(item.dimension, item.claimed)}",
                    f"{item.proved}: {wording.level(item.dimension, item.proved)}",
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


def _counts(counts: Iterable[drawing.PrecedentCount]) -> Inlines:
    found = [sentences(str(c.level), in_brackets(str(c.count))) for c in counts]
    return joined(found, " · ") if found else run("–")


def search_report(build: MemoBuilder) -> Blocks:
    """Report the search for similar cases."""
    return tuple(_search(build))


def _search(build: MemoBuilder) -> Iterator[Block]:
    found = comparison.search_report(build)
    values = {"num": found.num_compared, "all": found.num_places}
    yield paragraph(
        gettext(
            "Searched was the library of decisions of this application, with decisions up to "
            "%(day)s; whoever signs this memo adds searches on the official platforms and their "
            "date."
        )
        % {"day": found.as_of or "–"},
        ngettext(
            "Of the %(all)s judged works in it, the nearest %(num)s whose decision turned on a "
            "part of the kind that decides here was compared, on every dimension that the "
            "decision turned on.",
            "Of the %(all)s judged works in it, the nearest %(num)s whose decisions turned on a "
            "part of the kind that decides here were compared, on every dimension that the "
            "decision turned on.",
            found.num_compared,
        )
        % values,
        gettext(
            "Only guiding cases must be referred to; none of the decisions below is said to be one."
        ),
    )
    yield paragraph(gettext("Digest of the library:"), Text(found.library, "hash"), style="quiet")
    for item in found.decisions:
        yield from _decision(item)
    if not found.decisions:
        yield paragraph(gettext("No decided work was compared."))


def _decision(item: comparison.ReportedDecision) -> Iterator[Block]:
    yield Heading(inlines=run(item.cited))
    if item.court:
        yield paragraph(
            stop(
                remarks(
                    item.name,
                    item.court,
                    item.jurisdiction,
                    " · ".join(item.dockets) or gettext("docket number not seen"),
                    item.date,
                    item.instance,
                    item.finality,
                )
            ),
            item.finality_note,
            item.end,
        )
    yield paragraph(
        labelled(gettext("Outcome and use"), stop(remarks(item.outcome, item.relation))),
        item.summary,
    )
    if item.full:
        if item.holdings:
            yield bullets(
                colon(holding.element, holding.says) if holding.element else holding.says
                for holding in item.holdings
            )
        yield from map(paragraph, item.treatment)
        for text in item.discrepancies:
            yield paragraph(gettext("Sources differ:"), text, style="quiet")
    if item.verified:
        yield paragraph(
            ngettext(
                "Last verified on %(day)s; %(num)s source in the library.",
                "Last verified on %(day)s; %(num)s sources in the library.",
                len(item.sources),
            )
            % {"day": day(item.verified), "num": len(item.sources)},
            style="quiet",
        )
