"""The argument on each element: what decides it, from the findings of this file and its law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments import wording
from assessments.engine.codes import BASES, Basis
from assessments.memo import analysis, comparison
from assessments.memo.analysis import AppliedReason, ElementAnalysis
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import AuthorityReference, Block, Inlines, Paragraph
from assessments.memo.sections.voice import element_words, footing_name
from assessments.memo.writing import (
    fill,
    in_brackets,
    labelled,
    quiet,
    remarks,
    run,
    sentences,
    stop,
    support,
    supported,
)

Grounded = tuple[str, AppliedReason]


def rests_on(build: MemoBuilder, item: analysis.AppliedReason) -> Inlines:
    """Name the steps of a reason, each with its own support, or the support of what is no step."""
    return sentences(
        supported(build.steps_by_support(item.steps, named=False)), support(item.support)
    )


def argue(build: MemoBuilder, argued: list[ElementAnalysis]) -> Iterator[Block]:
    """Argue elements; what they have in common comes first and once."""
    common = [ground for ground in argued[0].grounds if _in_all(ground, argued)]
    yield from _grounds(build, common, "")
    before: ElementAnalysis | None = None
    for element in argued:
        own = [ground for ground in element.grounds if not _in_all(ground, argued)]
        yield from _grounds(build, own, wording.element(element.name))
        yield from _conclusion(build, element, before)
        before = element


def _in_all(ground: Grounded, argued: list[ElementAnalysis]) -> bool:
    return len(argued) > 1 and all(ground in element.grounds for element in argued)


def _grounds(build: MemoBuilder, grounds: Iterable[Grounded], element: str) -> Iterator[Paragraph]:
    names = {
        "both": gettext("On either footing"),
        "claimed": footing_name("claimed"),
        "proved": footing_name("proved"),
    }
    for footing, item in grounds:
        label = f"{element}, {names[footing][0].lower()}{names[footing][1:]}" if element else ""
        if element and build.chinese:
            label = f"{element}，{names[footing]}"
        basis: Basis = "claimed" if footing == "claimed" else "proved"
        yield Paragraph(
            inlines=labelled(label or names[footing], _ground(build, item, basis), emphasis="label")
        )


def _ground(build: MemoBuilder, item: AppliedReason, basis: Basis) -> Inlines:
    """Write a reason with what it rests on; an authority stands only where it says so much."""
    if item.code in analysis.NEAREST:
        return sentences(*(_nearest(build, item.code, cited, basis) for cited in item.cited))
    if item.code in WEIGHED:
        law = [one for one in item.cited if build.decision(one.key) is None]
        return sentences(WEIGHED[item.code](), quiet(in_brackets(cites(law))) if law else "")
    return sentences(
        item.text,
        stop(rests_on(build, item)) if item.steps or item.support else "",
        quiet(in_brackets(cites(item.cited))) if item.cited else "",
    )


def _nearest(build: MemoBuilder, code: str, cited: AuthorityReference, basis: Basis) -> Inlines:
    """Name the nearest decision of an outcome, and in what this case differs from it."""
    text = (
        gettext("The nearest decision in favour is %(decision)s; it does not decide this case.")
        if code == "precedent.nearest_granted"
        else gettext("The nearest decision against is %(decision)s; it does not decide this case.")
    )
    compared = build.compared_on(cited.key, basis)
    difference = comparison.differs(compared) if compared else ""
    return sentences(fill(text, decision=cited), stop(capfirst(difference)) if difference else "")


def _not_met() -> str:
    return gettext(
        "No decision compared covers these findings. Weighed by the rules of this assessment (see "
        "the annex on method), they do not suffice for this element."
    )


def _arguable() -> str:
    return gettext(
        "No decision compared covers these findings. Weighed by the rules of this assessment (see "
        "the annex on method), they leave this element arguable."
    )


def _met() -> str:
    return gettext(
        "No decision compared covers these findings. Weighed by the rules of this assessment (see "
        "the annex on method), they suffice for this element."
    )


WEIGHED: dict[str, Callable[[], str]] = {
    "rules.met": _met,
    "rules.arguable": _arguable,
    "rules.not_met": _not_met,
}


def _conclusion(
    build: MemoBuilder, element: ElementAnalysis, before: ElementAnalysis | None
) -> Iterator[Block]:
    words = {basis: element_words(build, basis)[element.name] for basis in BASES}
    said = [
        stop(labelled(footing_name(basis), words[basis], emphasis="")) for basis in reversed(BASES)
    ]
    if element.open_steps:
        said.append(
            stop(
                labelled(
                    gettext("Not, or not wholly, shown today, although needed"),
                    build.steps(element.open_steps, named=False),
                    emphasis="",
                )
            )
        )
    found = _findings(element)
    known = _findings(before) if before else []
    alike = bool(known) and all(one in found for one in known)
    if before and alike:
        name = wording.element(before.name)
        text = gettext("What was found on %(element)s bears on this element in the same way.")
        said.append(run(text % {"element": name}))
    rest = [one for one in found if not (alike and one in known)]
    for bears, label in (("for", gettext("For it")), ("against", gettext("Not enough for it"))):
        named = [_finding(build, *one[1:]) for one in rest if one[0] == bears]
        if named:
            said.append(labelled(label, stop(remarks(*named)), emphasis=""))
    yield Paragraph(inlines=labelled(wording.element(element.name), sentences(*said)))


def _findings(element: ElementAnalysis) -> list[tuple[str, str, AppliedReason]]:
    """Return what was found on the evidence: "for" or "against", the dimension, the finding."""
    found = [("for", name, item) for name, item in element.carried]
    return found + [("against", name, item) for name, item in element.lacking]


def _finding(build: MemoBuilder, name: str, item: AppliedReason) -> Inlines:
    """Name a finding with what it rests on; the table of findings says it in a sentence."""
    return sentences(name, rests_on(build, item)) if item.steps or item.support else run(name)
