"""The plan of preservation in words: what first, with which means, what each shows and does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo import preservation
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import (
    AuthorityReference,
    Block,
    Blocks,
    ExhibitReference,
    Inlines,
    Row,
)
from assessments.memo.preservation import MeansName, ToSecure
from assessments.memo.writing import (
    columns,
    fill,
    in_brackets,
    listed,
    paragraph,
    quiet,
    row,
    sentences,
    stop,
    table,
)
from assessments.wording.numbers import inputs


def plan(build: MemoBuilder) -> Blocks:
    """Say what to secure, in order; empty where the record names nothing that could be."""
    return tuple(_plan(build))


def _plan(build: MemoBuilder) -> Iterator[Block]:
    items = preservation.plan(build)
    if not items:
        return
    yield table(
        columns(
            (pgettext("order of a plan", "No."), 6),
            gettext("What to secure"),
            (gettext("With which means"), 30),
        ),
        [
            row(str(number), thing(build, item), listed(means_name(name) for name in item.means))
            for number, item in enumerate(items, 1)
        ],
        caption=gettext("In this order: what others hold and may delete comes first."),
    )
    # Before the table: behind it the sentences may be all that stands on the last page.
    decided = _decided(build, preservation.preservation_rules().no_substitute)
    yield paragraph(
        gettext("A later run of the same tool replaces none of these means."),
        quiet(in_brackets(cites(decided))) if decided else "",
        gettext("No fees are named, because no source that was checked states them."),
    )
    yield table(
        columns(
            (gettext("Means"), 16),
            gettext("What it can show"),
            gettext("What it does not show"),
            (gettext("Rules"), 28),
        ),
        [_means(build, name) for name in preservation.means_of(items)],
        style="tall",
    )


def _means(build: MemoBuilder, name: MeansName) -> Row:
    rule = preservation.preservation_rules().means[name]
    shows, not_shown = weight(name)
    cited = [*build.cite_all(rule.keys), *_decided(build, rule.decisions)]
    return row(means_name(name), shows, not_shown, cites(cited))


def _decided(build: MemoBuilder, slugs: Iterable[str]) -> list[AuthorityReference]:
    return [build.cite(slug) for slug in slugs if slug in build.snapshot.decisions_by_slug]


def thing(build: MemoBuilder, item: ToSecure) -> Inlines:
    """Name a thing to secure, with the steps, exhibits, inputs and tools that it concerns."""
    match item.what:
        case "platform":
            return fill(
                gettext(
                    "What the provider of the tool still holds of %(steps)s: account, "
                    "instructions, settings, results and times; of a tool on one's own computer "
                    "its folder of results and its logs."
                ),
                steps=build.steps_of(item.steps),
            )
        case "originals":
            return _originals(build, item)
        case "publication":
            where = in_brackets(listed(item.names)) if item.names else ""
            return stop(
                sentences(
                    gettext("The page of first publication with its date and any name or label"),
                    where,
                )
            )
        case "terms":
            return fill(
                gettext("The terms of %(tools)s in the version of the time of the runs."),
                tools=listed(item.names),
            )
        case "agreements":
            return sentences(
                gettext(
                    "The agreements of those who took part: who made what for whom, and whose the "
                    "rights are, signed and dated."
                )
            )
        case "licences":
            return fill(
                gettext("A written licence for the use of %(inputs)s."),
                inputs=inputs(list(item.inputs)),
            )
        case "registration":
            return sentences(
                gettext("A voluntary registration that states the use of tools correctly.")
            )


def _originals(build: MemoBuilder, item: ToSecure) -> Inlines:
    kept = fill(
        gettext("The originals, unchanged, files with their metadata: %(exhibits)s."),
        exhibits=listed(_exhibit(build, name) for name in item.exhibits),
    )
    left = fill(
        gettext("What is left of %(steps)s, which no exhibit carries today."),
        steps=build.steps_of(item.steps),
    )
    return sentences(kept if item.exhibits else "", left if item.steps else "")


def _exhibit(build: MemoBuilder, name: str) -> Inlines:
    """Name an exhibit by its number and kind: who secures it has no schedule at hand."""
    kind = wording.evidence_kind(build.exhibits.evidence[name].what)
    return sentences(ExhibitReference(build.exhibits.code(name)), kind)


def means_name(name: MeansName) -> str:
    """Name a means."""
    return {
        "notary": gettext("preservation by a notary"),
        "timestamp": gettext("trusted timestamp"),
        "chain": gettext("deposit on a blockchain"),
        "court": gettext("preservation by court order"),
        "original": gettext("keeping the original"),
        "paper": gettext("written agreement"),
        "registration": gettext("registration of the work"),
    }[name]


def weight(name: MeansName) -> tuple[str, str]:
    """Return what a means can show and what it does not."""
    return {
        "notary": (
            gettext(
                "What stood in the account, on the page or in the file when the notary looked; the "
                "court takes it as genuine unless evidence overturns it."
            ),
            gettext("How it came there before, and who did it."),
        ),
        "timestamp": (
            gettext("That a file with this digest existed at that time and is unchanged since."),
            gettext(
                "What was before that time, who made the file and how; how reliable the service "
                "is, the court weighs."
            ),
        ),
        "chain": (
            gettext(
                "That the data were not changed after they were deposited, if a technical check "
                "agrees; the court may find so."
            ),
            gettext(
                "Whether they were true before; their source and making need proof of their own."
            ),
        ),
        "court": (
            gettext(
                "Nothing by itself: it secures what others hold and what may be lost, before or "
                "during a suit."
            ),
            gettext("What weight the evidence has."),
        ),
        "original": (
            gettext("What the file holds, so that the court and the other side can check it."),
            gettext("The time and the hand, where only data that can be edited state them."),
        ),
        "paper": (
            gettext("What those who signed agreed, from its date on."),
            gettext("What was agreed before, unless something of that time shows it."),
        ),
        "registration": (
            gettext("Who claimed the work and when: first evidence, which can be rebutted."),
            gettext("That the work is original, and who made it; the check is formal."),
        ),
    }[name]
