"""Decided cases beside this one, fact against fact: the nearest in favour and those against."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments import wording
from assessments.engine.codes import BASES, DimensionName, Outcome
from assessments.memo import analysis, comparison
from assessments.memo.build import AGAINST, FOR, MemoBuilder
from assessments.memo.document import Block, Blocks, Inlines, Row
from assessments.memo.issues import issue_rules
from assessments.memo.sections.element_text import rests_on
from assessments.memo.weak_facts import weak_facts
from assessments.memo.writing import (
    colon,
    columns,
    heading,
    paragraph,
    remarks,
    row,
    run,
    sentences,
    stop,
    table,
)
from assessments.wording.labels import KIND
from cases.law.loading import HOME
from cases.library.schema import JudgedRecord

NUM_FOR, NUM_AGAINST = 2, 2


def decided_cases(build: MemoBuilder) -> Blocks:
    """Set the nearest decisions beside this case."""
    return tuple(_cases(build))


def _cases(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "Courts in China shall refer to guiding cases in like matters; none of the decisions "
            "below is said to be one, and they are for reference. Each is set beside this case on "
            "what it turned on."
        )
    )
    groups = (
        (gettext("In favour"), favourable(build), FOR),
        (gettext("Against"), adverse(build), AGAINST),
    )
    for title, slugs, outcome in groups:
        yield heading(title)
        if not slugs:
            yield paragraph(build.not_compared(outcome))
        for slug in slugs:
            yield from _case(build, slug)


def favourable(build: MemoBuilder) -> list[str]:
    """Return works that a court of the mainland protected: what is relied on, and the nearest."""
    relied_on, nearest = _relied_on(build, FOR), _nearest(build, FOR)
    return list(dict.fromkeys([*relied_on[:1], *nearest[:1], *relied_on]))[:NUM_FOR]


def adverse(build: MemoBuilder) -> list[str]:
    """Return two works that were refused: what is relied on, the nearest, then on weak facts."""
    rules = issue_rules().weak_facts
    slugs = [
        slug
        for fact in weak_facts(build)
        for slug in rules[fact.name].decisions
        if build.snapshot.decisions_by_slug.get(slug, (None, None))[1] is not None
    ]
    relied_on, nearest = _relied_on(build, AGAINST), _nearest(build, AGAINST)
    named = [*relied_on[:1], *nearest[:1], *slugs, *nearest]
    return list(dict.fromkeys(named))[:NUM_AGAINST]


def _relied_on(build: MemoBuilder, outcome: Outcome) -> list[str]:
    """Return the decided works that bind an answer, those of the evidence first."""
    named = [slug for basis in reversed(BASES) for slug in comparison.bound_by(build, basis)]
    return [slug for slug in dict.fromkeys(named) if build.outcome(slug) == outcome]


def _called_nearest(build: MemoBuilder) -> list[str]:
    """Return the decided works that the analysis names as the nearest, those of evidence first."""
    return [
        slug
        for basis in reversed(BASES)
        for element in build.result.answer(basis).elements.values()
        for reason in element.reasons
        if reason.code in analysis.NEAREST
        for slug in reason.authority
    ]


def _nearest(build: MemoBuilder, outcome: Outcome) -> list[str]:
    named = [slug for slug in _called_nearest(build) if build.outcome(slug) == outcome]
    kind = build.record.kind

    def is_of_another_kind(slug: str) -> bool:
        decision = build.decision(slug)
        return decision is None or decision.content_kind != kind

    found = [c for c in build.compared_precedents if c.outcome == outcome]
    at_home = [c.slug for c in found if c.jurisdiction == HOME]
    return list(dict.fromkeys([*named, *sorted(at_home, key=is_of_another_kind)]))


def _case(build: MemoBuilder, slug: str) -> Iterator[Block]:
    decision, judged = build.snapshot.decisions_by_slug.get(slug, (None, None))
    if decision is None:
        yield paragraph(stop(build.cite(slug)))
        return
    yield paragraph(
        colon(
            sentences(build.cite(slug), run("(", _where(build, slug), ")"))
            if not build.chinese
            else run(build.cite(slug), "（", _where(build, slug), "）"),
            build.localise(decision.summary),
        ),
        gettext("It concerned %(kind)s and bears on this case by analogy only.")
        % {"kind": KIND[decision.content_kind]}
        if decision.content_kind != build.record.kind
        else "",
        stop(capfirst(comparison.uses_text(build, slug))),
        build.notice_of(slug, finality=False),
        style="with_next",
    )
    rows = list(_rows(build, judged)) if judged is not None else []
    if rows:
        yield table(
            columns(
                (gettext("Question"), 14),
                gettext("What was found there"),
                gettext("What stands here"),
            ),
            rows,
        )


def _where(build: MemoBuilder, slug: str) -> Inlines:
    decision = build.decision(slug)
    assert decision is not None
    return remarks(
        build.localise(decision.court), comparison.decided_on(build, decision), build.instance(slug)
    )


def _rows(build: MemoBuilder, judged: JudgedRecord) -> Iterator[Row]:
    for name in judged.turned_on_dimensions:
        held = judged.held.get(name)
        if held is not None:
            yield row(wording.dimension(name), build.localise(held.because), _here(build, name))


def _here(build: MemoBuilder, name: DimensionName) -> Inlines:
    claimed, proved = (
        analysis.finding_of(build, name, "claimed"),
        analysis.finding_of(build, name, "proved"),
    )
    stated = sentences(
        claimed.text,
        rests_on(build, claimed),
    )
    if (claimed.level, claimed.text) == (proved.level, proved.text):
        return stated
    return sentences(stated, colon(gettext("On the evidence"), proved.text))
