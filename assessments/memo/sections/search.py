"""The report on the search for similar cases, in the form of the guiding opinion of 2020."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments.memo import comparison
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Row, Text
from assessments.memo.speaker import by_speaker
from assessments.memo.writing import (
    bullets,
    colon,
    columns,
    heading,
    labelled,
    lines,
    paragraph,
    quiet,
    remarks,
    row,
    table,
)
from assessments.precedents.verified import verified_text
from assessments.typesetting.dates import day
from assessments.wording.labels import KIND

BOX = "□"  # a box to tick by hand


def search_report(build: MemoBuilder) -> Blocks:
    """Report who searched what, when and how, and what was found."""
    return tuple(_search(build))


def _search(build: MemoBuilder) -> Iterator[Block]:
    found = comparison.search_report(build)
    yield paragraph(
        gettext(
            "In the form that the Supreme People's Court's guiding opinion of 2020 on searching "
            "similar cases asks for, as it is reported; its text was not read."
        )
    )
    yield table(columns(("", 26), ""), _particulars(build, found), style="pairs")
    if not found.decisions:
        yield paragraph(gettext("No decided work was compared."))
        return
    yield heading(gettext("Decisions found, by the rank of the court"))
    yield table(
        columns(
            (gettext("No."), 5),
            (gettext("Decision"), 30),
            gettext("Main point"),
            (gettext("Outcome and use"), 17),
            (by_speaker(gettext("Checked by the lawyer"), gettext("Checked by")), 11),
        ),
        [_row(number, item) for number, item in enumerate(found.decisions, 1)],
        style="tall",
        header=1,
    )
    yield heading(gettext("Help of artificial intelligence"))
    yield paragraph(
        gettext(
            "This report was made by software from a library of decisions, parts of which were "
            "prepared with artificial intelligence. A report of this kind must be verified before "
            "a hearing, the help of artificial intelligence disclosed, and whoever files it "
            "answers for its truth:"
        ),
        build.cite("spc-ai-opinion-2026-19"),
        gettext(
            "(one secondary source; the text was not read). It may be used only when every "
            "decision above has been read in its official text and ticked."
        ),
    )
    yield paragraph(labelled(gettext("Verified by, on"), "____________________", emphasis=""))


def _particulars(build: MemoBuilder, found: comparison.SearchReport) -> Iterator[Row]:
    firm = build.snapshot.matter.firm
    yield row(
        gettext("Who searched"),
        remarks(
            gettext("this application, automatically"),
            gettext("for %(firm)s") % {"firm": firm} if firm else "",
        ),
    )
    yield row(
        gettext("What was searched"),
        ngettext(
            "the library of this application: %(num)s judged work; no official platform",
            "the library of this application: %(num)s judged works; no official platform",
            found.num_places,
        )
        % {"num": found.num_places},
    )
    yield row(
        gettext("When"),
        remarks(
            gettext("report of %(day)s") % {"day": day(build.snapshot.dated)},
            verified_text(found.verified),
            gettext("newest decision found whose date is known: %(date)s") % {"date": found.newest}
            if found.newest
            else "",
        ),
    )
    yield row(
        gettext("Question in issue"),
        gettext("whether %(kind)s made in this way is a work") % {"kind": KIND[build.record.kind]},
    )
    yield row(
        gettext("How"),
        gettext(
            "no words were searched: the levels of this work on nine dimensions were compared with "
            "those of every decided work that turned on a part of the kind that decides here, on "
            "everything that it turned on; added are decisions on the weak facts and on material "
            "of others"
        ),
    )
    yield row(
        gettext("Result"),
        remarks(
            ngettext(
                "%(num)s judged work compared",
                "%(num)s judged works compared",
                found.num_compared,
            )
            % {"num": found.num_compared},
            gettext("%(num)s of them of other countries (see the annex on law elsewhere)")
            % {"num": found.elsewhere}
            if found.elsewhere
            else "",
            ngettext(
                "%(num)s decision of the mainland listed below",
                "%(num)s decisions of the mainland listed below",
                len(found.decisions),
            )
            % {"num": len(found.decisions)}
            + _compared(found),
            gettext("no guiding case among them"),
        ),
    )
    if found.older:
        yield row(
            gettext("Older than three years"),
            gettext("No. %(numbers)s")
            % {"numbers": pgettext("memo list", ", ").join(map(str, found.older))},
        )
    yield row(
        gettext("Still to be searched"),
        gettext(
            "the official platforms (the People's Court Case Database, guiding cases and typical "
            "cases of the Supreme People's Court, then the courts of the place), with date and "
            "words of the search: ____________________"
        ),
    )
    yield row(gettext("Digest of the library"), Text(found.library, "hash"))


def _row(number: int, item: comparison.ReportedDecision) -> Row:
    dockets = " · ".join(item.dockets) or gettext("docket number not verified")
    return row(
        str(number),
        lines(
            item.cited,
            quiet(remarks(item.court, item.rank, dockets, item.date, item.instance, item.finality)),
            quiet(gettext("sources last verified on %(day)s") % {"day": day(item.verified)}),
            item.standing,
        ),
        lines(item.summary, *map(quiet, item.treatment)),
        lines(item.outcome, *map(quiet, item.uses)),
        f"{BOX} ______",
    )


def _compared(found: comparison.SearchReport) -> str:
    """Say how many of the decisions listed were compared and how many are cited only."""
    cited = len(found.decisions) - found.compared_home
    return gettext(" (%(compared)s of them compared, %(cited)s cited only)") % {
        "compared": found.compared_home,
        "cited": cited,
    }


def holdings(item: comparison.ReportedDecision) -> Iterator[Block]:
    """Print what a decision held and how it was treated."""
    if item.holdings:
        yield bullets(
            colon(holding.element, holding.says) if holding.element else holding.says
            for holding in item.holdings
        )
    yield from map(paragraph, item.treatment)
