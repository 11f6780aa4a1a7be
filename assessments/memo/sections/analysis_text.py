"""The analysis: field and form, what the making shows, each element, the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo import analysis
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import Block, Blocks, Heading, Paragraph, Row
from assessments.memo.sections import element_text
from assessments.memo.sections.disputes import disputes
from assessments.memo.sections.element_text import rests_on
from assessments.memo.sections.voice import footing_name
from assessments.memo.writing import (
    Part,
    columns,
    in_brackets,
    paragraph,
    quiet,
    row,
    run,
    sentences,
    table,
)
from assessments.typesetting import numbering


def application(build: MemoBuilder) -> Blocks:
    """Apply the law to the facts."""
    return tuple(_application(build))


def _application(build: MemoBuilder) -> Iterator[Block]:
    elements = analysis.elements(build)
    plain = [e for e in elements if e.name in analysis.UNDISPUTED and not e.is_argued]
    argued = [e for e in elements if e not in plain]
    number = 0
    if plain:
        number += 1
        yield _part(build, number, "undisputed", gettext("Field and form"))
        yield _undisputed(build, plain)
    found = analysis.findings(build)
    if found:
        number += 1
        yield _part(build, number, "findings", gettext("What the making shows"))
        if build.result.evidence_basis == "described":
            yield paragraph(
                gettext(
                    "“On the evidence” takes the exhibits here as the Record describes them; no "
                    "file of them was read."
                ),
                style="with_next",
            )
        yield _findings(build, found)
    if argued:
        number += 1
        title = pgettext("memo list", ", ").join(wording.element(e.name) for e in argued)
        yield _part(build, number, "elements", title)
        yield from element_text.argue(build, argued)
    against = disputes(build)
    if against:
        number += 1
        yield _part(build, number, "disputes", gettext("What the other side would say"))
        yield from against


def _part(build: MemoBuilder, number: int, name: str, title: str) -> Heading:
    return Heading(
        inlines=run(title),
        id=f"analysis-{name}",
        number=numbering.part(build.snapshot.language, number),
    )


def _undisputed(build: MemoBuilder, elements: Iterable[analysis.ElementAnalysis]) -> Paragraph:
    """Say in one paragraph what nobody would dispute."""
    said: list[Part] = []
    for element in elements:
        reasons = [item for _, item in element.grounds]
        said += [item.text for item in reasons]
        law = {c.key: c for item in reasons for c in item.cited}
        said.append(quiet(in_brackets(cites(law.values()))) if law else "")
    return paragraph(*said, gettext("Nothing in the Record speaks against either."))


def _findings(build: MemoBuilder, found: list[analysis.Finding]) -> Block:
    return table(
        columns(
            (gettext("Question"), 14),
            footing_name("claimed"),
            footing_name("proved"),
            (gettext("Rests on"), 22),
        ),
        [_finding(build, item) for item in found],
    )


def _finding(build: MemoBuilder, item: analysis.Finding) -> Row:
    return row(
        item.name,
        sentences(_stated(item), item.claimed.text),
        item.proved.text if item.differ else gettext("The same."),
        rests_on(build, item.claimed),
    )


def _stated(item: analysis.Finding) -> str:
    """Say what was stated where the answer on what is stated reads it otherwise."""
    if not item.stated:
        return ""
    return gettext("Stated is: %(values)s. This is an appraisal; read from what is recorded:") % {
        "values": pgettext("memo list", ", ").join(item.stated)
    }
