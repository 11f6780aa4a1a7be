"""The analysis: field and form, what the making shows, each element, the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import BASES
from assessments.memo import analysis
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Heading, Inlines, Paragraph, Row
from assessments.memo.sections.disputes import disputes
from assessments.memo.sections.front import cites
from assessments.memo.sections.voice import element_words, footing_name
from assessments.memo.writing import (
    Part,
    columns,
    in_brackets,
    labelled,
    paragraph,
    quiet,
    row,
    run,
    sentences,
    stop,
    support,
    supported,
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
        yield from _elements(build, argued)
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
        item.claimed.text,
        item.proved.text if item.differ else gettext("The same."),
        rests_on(build, item.claimed),
    )


def rests_on(build: MemoBuilder, item: analysis.AppliedReason) -> Inlines:
    """Name the steps of a reason, each with its own support, or the support of what is no step."""
    return sentences(supported(build.steps_by_support(item.steps)), support(item.support))


def applied(build: MemoBuilder, item: analysis.AppliedReason) -> Inlines:
    """Write a reason with the steps, exhibits and authorities that it rests on."""
    return sentences(
        item.text,
        stop(rests_on(build, item)) if item.steps or item.support else "",
        quiet(in_brackets(cites(item.cited))) if item.cited else "",
    )


def _elements(build: MemoBuilder, argued: list[analysis.ElementAnalysis]) -> Iterator[Block]:
    """Argue elements; what they have in common comes first and once."""
    common = [ground for ground in argued[0].grounds if _in_all(ground, argued)]
    yield from _grounds(build, common, "")
    for element in argued:
        own = [ground for ground in element.grounds if not _in_all(ground, argued)]
        yield from _grounds(build, own, wording.element(element.name))
        yield from _conclusion(build, element)


def _in_all(
    ground: tuple[str, analysis.AppliedReason], argued: list[analysis.ElementAnalysis]
) -> bool:
    return len(argued) > 1 and all(ground in element.grounds for element in argued)


def _grounds(
    build: MemoBuilder, grounds: Iterable[tuple[str, analysis.AppliedReason]], element: str
) -> Iterator[Paragraph]:
    names = {
        "both": gettext("On either footing"),
        "claimed": footing_name("claimed"),
        "proved": footing_name("proved"),
    }
    for basis, item in grounds:
        label = f"{element}, {names[basis][0].lower()}{names[basis][1:]}" if element else ""
        if element and build.chinese:
            label = f"{element}，{names[basis]}"
        yield Paragraph(
            inlines=labelled(label or names[basis], applied(build, item), emphasis="label")
        )


def _conclusion(build: MemoBuilder, element: analysis.ElementAnalysis) -> Iterator[Block]:
    said: list[Part] = [
        pattern % {"names": pgettext("memo list", ", ").join(found)}
        for pattern, found in (
            (gettext("On the evidence, these carry it: %(names)s."), element.carried),
            (gettext("On the evidence, these do not carry it: %(names)s."), element.lacking),
        )
        if found
    ]
    if element.open_steps:
        said += [
            gettext("What it needs and what is not, or not wholly, shown today:"),
            stop(build.steps(element.open_steps)),
        ]
    words = {basis: element_words(build, basis)[element.name] for basis in BASES}
    yield Paragraph(
        inlines=labelled(
            wording.element(element.name),
            sentences(
                *(
                    stop(labelled(footing_name(basis), words[basis], emphasis=""))
                    for basis in reversed(BASES)
                ),
                *said,
            ),
        )
    )
