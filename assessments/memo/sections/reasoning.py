"""The law, and its application element by element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo import analysis
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Heading, Inlines, Paragraph, Text
from assessments.memo.sections.front import cites
from assessments.memo.writing import (
    columns,
    heading,
    in_brackets,
    labelled,
    listed,
    paragraph,
    quiet,
    row,
    run,
    sentences,
    stop,
    support,
    table,
)


def law(build: MemoBuilder) -> Blocks:
    """State the rules that the result rests on."""
    return tuple(_law(build))


def _law(build: MemoBuilder) -> Iterator[Block]:
    found = analysis.law(build)
    yield paragraph(
        gettext(
            "The rules below are paraphrased. Their wording was read in a public collection or in "
            "quotations and was not compared with the official publication. A note in brackets "
            "says where a rule or its content rests on weaker sources."
        )
    )
    for title, rules in found["groups"]:
        yield heading(title)
        yield from map(_rule, rules)
    if not found["groups"]:
        yield paragraph(gettext("No rule is cited."))
    if found["abroad"]:
        yield heading(gettext("Law elsewhere, for comparison only"))
        yield from map(_rule, found["abroad"])


def _rule(rule: analysis.CitedRule) -> Paragraph:
    return paragraph(
        run(
            rule.cited,
            labelled("", rule.paraphrase, emphasis=""),
        ),
        quiet(f"[{rule.reservation}]") if rule.reservation else "",
    )


def elements(build: MemoBuilder) -> Blocks:
    """Analyse the four elements."""
    return tuple(_elements(build))


def _elements(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "The four elements are taken in turn. Each is answered twice: as claimed and as proved."
        )
    )
    for number, element in analysis.elements(build):
        name = element.name.replace("_", "-")
        title = wording.element(element.name)
        yield Heading(inlines=run(title), id=f"analysis-{name}", number=number)
        yield heading(gettext("Rule"), level=4)
        yield paragraph(stop(cites(element.rules)))
        if element.followed:
            yield paragraph(gettext("Courts have read the rule in:"), stop(cites(element.followed)))
        yield heading(gettext("Application"), level=4)
        yield from _application(build, element)
        if element.is_argued:
            yield from _cases(build, element)
        else:
            yield paragraph(nothing_against(), no_counter_argument())
        yield heading(gettext("Conclusion on the element"), level=4)
        yield paragraph(
            gettext("%(element)s – as proved: %(proved)s; as claimed: %(claimed)s.")
            % {
                "element": title,
                "proved": wording.element_word(element.proved),
                "claimed": wording.element_word(element.claimed),
            }
        )
        if element.is_argued:
            yield heading(gettext("Open evidence"), level=4)
            yield _open_evidence(build, element)


def _application(build: MemoBuilder, element: analysis.ElementAnalysis) -> Iterator[Block]:
    names = {
        "both": gettext("As claimed and as proved"),
        "claimed": gettext("As claimed"),
        "proved": gettext("As proved"),
    }
    for basis, item in element.grounds:
        yield Paragraph(inlines=labelled(names[basis], applied(build, item)))
    if not element.dimensions:
        return
    yield table(
        columns(
            (gettext("Dimension"), 15),
            gettext("As claimed"),
            gettext("As proved"),
            (gettext("Rests on"), 20),
        ),
        [
            row(
                item.name,
                labelled(item.claimed.level, item.claimed.text, emphasis=""),
                labelled(
                    item.proved.level,
                    item.proved.text if item.differ else gettext("the same."),
                    emphasis="",
                ),
                sentences(
                    build.steps(item.claimed.steps) if item.claimed.steps else "",
                    support(item.support),
                ),
            )
            for item in element.dimensions
        ],
    )


def applied(build: MemoBuilder, item: analysis.AppliedReason) -> Inlines:
    """Write a reason with the steps, exhibits and authorities that it rests on."""
    return sentences(
        item.text,
        stop(build.steps(item.steps)) if item.steps else "",
        support(item.support) if item.support else "",
        quiet(in_brackets(cites(item.cited))) if item.cited else "",
    )


def _cases(build: MemoBuilder, element: analysis.ElementAnalysis) -> Iterator[Block]:
    yield heading(gettext("The case for"), level=4)
    for item in element.arguments_for:
        yield paragraph(applied(build, item))
    if not element.arguments_for:
        yield paragraph(gettext("On what can be shown today, nothing speaks for this element."))
    for item in element.claimed_only:
        yield paragraph(gettext("Claimed, but not shown today:"), applied(build, item))
    if element.weighed:
        near = element.best_for
        yield _nearest(gettext("The nearest protected work is"), near, element.none_for)
    yield heading(gettext("The case against"), level=4)
    for item in element.arguments_against:
        yield paragraph(applied(build, item))
    if not element.arguments_against:
        yield paragraph(nothing_against())
    if element.weighed:
        near = element.best_against
        yield _nearest(gettext("The nearest refused work is"), near, element.none_against)
    yield heading(gettext("Counter-argument"), level=4)
    if element.dispute.other_side:
        yield Paragraph(
            inlines=labelled(gettext("The other side"), sentences(*element.dispute.other_side))
        )
        yield Paragraph(
            inlines=labelled(
                pgettext("to a counter-argument", "Reply"), sentences(*element.dispute.reply)
            )
        )
    else:
        yield paragraph(no_counter_argument())


def nothing_against() -> str:
    """Say that nothing speaks against an element."""
    return gettext("None of the reasons weighed speaks against this element.")


def no_counter_argument() -> str:
    """Say that no counter-argument was found."""
    return gettext("No counter-argument of weight was found on this material.")


def _nearest(opening: str, near: analysis.NearestWork | None, otherwise: str) -> Paragraph:
    if near is None:
        return paragraph(otherwise)
    return paragraph(
        opening,
        near.cited,
        stop(in_brackets(near.relation)),
        near.standing,
        *_differences(gettext("This work is stronger on:"), near.stronger),
        *_differences(gettext("This work is weaker on:"), near.weaker),
        *_differences(gettext("It is the same on:"), near.same),
    )


def _differences(label: str, names: Iterable[str]) -> Iterator[Inlines]:
    found = list(names)
    if found:
        yield run(Text(label))
        yield stop(listed(found))


def _open_evidence(build: MemoBuilder, element: analysis.ElementAnalysis) -> Paragraph:
    if not element.open_steps:
        return paragraph(element.shown)
    return paragraph(
        gettext(
            "What speaks for the element is not, or not wholly, shown today; it rests on the "
            "Client's statement, on a later run of the tool, or on an exhibit that is not held or "
            "does not show all of it:"
        ),
        stop(build.steps(element.open_steps)),
    )
